"""Signing a pledge: who is asked, who may sign on the day, and what becomes of the pledge."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from blocs.models import Mandate, Membership, Pledge, SeasonEvent
from blocs.services import papers, pledges, seasons
from blocs.services import signing as signing_of
from blocs.services.pledges.registrations import Wish
from documents.models import Paper, SignatureRequest, Signer
from documents.rules.rejections import Rejection
from documents.services import certificates
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.pledge_pages import steps
from tests.blocs.signing_pages import decline, place_of, request_of, sign
from tests.documents.signing_cast import PIN, enrol
from tests.posting import posted

Status, State = Pledge.Status, SignatureRequest.State


@pytest.fixture
def today():
    return timezone.localdate()


def test_opening_issues_the_paper_and_asks_every_head(signing, members, season):
    request = request_of(signing)

    assert signing.status == Status.SIGNING
    assert (request.state, request.paper.state) == (State.SIGNING, Paper.State.SIGNING)
    assert request.paper.number == 1
    asked = {signer.party: signer for signer in request.signers.all()}
    assert list(asked) == [f"organisation:{member.pk}" for member in members]
    assert {signer.state for signer in asked.values()} == {Signer.State.INVITED}
    assert [signer.role for signer in asked.values()] == ["leader", "member", "member"]
    assert season.events.filter(step="issue_pledge", note=request.paper.number_text).count() == 1


def test_opened_twice_there_is_one_paper(signing, leader_head):
    again = signing_of.begin(signing, by=leader_head)

    assert again == request_of(signing)
    assert Paper.objects.count() == 1


def test_the_last_signature_puts_the_pledge_in_force(
    signing, members, season, django_capture_on_commit_callbacks
):
    for member in members[:2]:
        sign(signing, member)
    signing.refresh_from_db()
    assert signing.status == Status.SIGNING

    with django_capture_on_commit_callbacks(execute=True):
        sign(signing, members[2])

    request = request_of(signing)
    assert (signing.status, request.state) == (Status.IN_FORCE, State.SEALED)
    assert request.paper.state == Paper.State.ISSUED
    assert steps(signing)[-2:] == ["open_signing", "come_into_force"]


@pytest.mark.parametrize("seat", ["leader_officer", "deputy_head", "standing", "administrator"])
def test_only_the_leaders_head_has_it_signed(request, settled, leader_head, deputy_head, head, seat):
    with pytest.raises(Refused):
        signing_of.begin(settled, by=request.getfixturevalue(seat))

    assert not Paper.objects.exists()


def test_a_member_without_a_head_is_named(settled, leader_head, deputy_head, english):
    with pytest.raises(Refused, match="Hội Phụ nữ"):
        signing_of.begin(settled, by=leader_head)

    assert not Paper.objects.exists()
    settled.refresh_from_db()
    assert settled.status == Status.AGREED


def test_what_is_issued_for_ink_is_not_signed_online(season, settled, leader_head, deputy_head, head):
    papers.issue("pledge", season, by=leader_head)
    settled.refresh_from_db()

    with pytest.raises(Refused):
        signing_of.begin(settled, by=leader_head)

    assert Paper.objects.count() == 1


def test_what_is_being_signed_is_not_issued_once_more(season, signing, leader_head):
    issued = papers.issue("pledge", season, by=leader_head)

    assert issued == request_of(signing).paper
    assert Paper.objects.count() == 1


def test_theme_or_slogan_changed_since_stop_the_opening(season, settled, leader_head, deputy_head, head):
    season.theme = "Chủ đề mới"
    season.save()

    with pytest.raises(Refused):
        signing_of.begin(settled, by=leader_head)


def test_a_colleague_does_not_sign_for_the_member(signing, members, deputy_head):
    colleague = factories.someone(members[2], "head", signing_form="KT", on_behalf_of="Chủ tịch")
    enrol(colleague)

    for other in (deputy_head, colleague):
        with pytest.raises(Refused):
            sign(signing, members[2], by=other)

    assert place_of(signing, members[2]).state == Signer.State.INVITED


def test_a_mandate_that_ended_yesterday_signs_no_more(signing, members, head, today, english):
    Mandate.objects.filter(user=head).update(ends=today - timedelta(days=1))

    with pytest.raises(Refused, match="ended on"):
        sign(signing, members[2])

    assert place_of(signing, members[2]).state == Signer.State.INVITED


def test_a_mandate_that_ends_today_still_signs(signing, members, head, today):
    Mandate.objects.filter(user=head).update(ends=today)

    sign(signing, members[2])

    assert place_of(signing, members[2]).state == Signer.State.SIGNED


def test_an_authorisation_that_has_run_out_signs_no_more(settled, leader_head, deputy_head, members, today):
    deputy = factories.someone(
        members[2],
        "head",
        title="Phó Chủ tịch",
        signing_form="TUQ",
        on_behalf_of="Chủ tịch",
        authorisation="GUQ số 3",
        ends=today,
    )
    enrol(deputy)
    signing_of.begin(settled, by=leader_head)
    assert place_of(settled, members[2]).title == "TUQ. CHỦ TỊCH, PHÓ CHỦ TỊCH"
    Mandate.objects.filter(user=deputy).update(ends=today - timedelta(days=1))

    with pytest.raises(Refused):
        sign(settled, members[2])


@pytest.mark.parametrize(
    ("form", "behalf", "printed"),
    [
        ("own", "", "CHỦ TỊCH"),
        ("KT", "Chủ tịch", "KT. CHỦ TỊCH, CHỦ TỊCH"),
        ("TM", "Ban Thường vụ", "TM. BAN THƯỜNG VỤ, CHỦ TỊCH"),
        ("TL", "Ban Thường vụ", "TL. BAN THƯỜNG VỤ, CHỦ TỊCH"),
    ],
)
def test_every_form_of_signing_prints_and_signs(
    settled, leader_head, deputy_head, members, form, behalf, printed
):
    person = factories.someone(members[2], "head", signing_form=form, on_behalf_of=behalf)
    enrol(person)
    signing_of.begin(settled, by=leader_head)

    sign(settled, members[2])

    signer = place_of(settled, members[2])
    assert (signer.title, signer.state) == (printed, Signer.State.SIGNED)


def test_a_position_that_changed_since_the_print_is_named_anew(signing, members, head, leader_head):
    mandate = Mandate.objects.get(user=head)
    Mandate.objects.filter(pk=mandate.pk).update(title="Bí thư")
    with pytest.raises(Refused):
        sign(signing, members[2])

    mandate.refresh_from_db()
    signer = place_of(signing, members[2])
    signing_of.replace(signing, signer, members[2], mandate=mandate, under="QĐ 15", by=leader_head)

    assert sign(signing, members[2]).subject == head.full_name


def test_a_member_that_left_this_morning_signs_no_more(signing, season, members, today):
    Membership.objects.filter(season=season, organisation=members[2]).update(left_on=season.first_day)

    with pytest.raises(Refused):
        sign(signing, members[2])


def test_the_successor_signs_under_the_paper_that_names_them(signing, members, head, leader_head, today):
    Mandate.objects.filter(user=head).update(ends=today - timedelta(days=1))
    successor = factories.someone(members[2], "head", starts=today)
    enrol(successor)
    mandate = successor.mandates.get()
    given = {"mandate": mandate, "under": "QĐ số 15/QĐ-UBND"}
    with pytest.raises(Refused):
        signing_of.replace(signing, place_of(signing, members[2]), members[2], by=head, **given)

    signing_of.replace(signing, place_of(signing, members[2]), members[2], by=leader_head, **given)
    signature = sign(signing, members[2])

    assert signature.subject == successor.full_name
    assert place_of(signing, members[2]).acting == "QĐ số 15/QĐ-UBND"


def test_somebody_without_a_mandate_takes_nobodys_place(signing, members, leader_head, deputy_head):
    with pytest.raises(Refused):
        signing_of.replace(
            signing,
            place_of(signing, members[2]),
            members[2],
            mandate=deputy_head.mandates.get(),
            under="QĐ",
            by=leader_head,
        )


def test_who_read_another_paper_does_not_sign_this_one(signing, members):
    with pytest.raises(Rejection) as stale:
        sign(signing, members[2], seen="0" * 64)

    assert stale.value.code == "CONTENT_CHANGED"


def test_five_wrong_pins_lock_the_key_and_the_right_one_waits(signing, members):
    codes = []
    for pin in ("sai-ma-pin",) * 5 + (PIN,):
        with pytest.raises(Rejection) as refused:
            sign(signing, members[2], pin=pin)
        codes.append(refused.value.code)

    assert codes == ["PIN_WRONG"] * 4 + ["KEY_LOCKED"] * 2


@pytest.mark.parametrize(("revoked", "code"), [(True, "CERT_REVOKED"), (False, "CERT_EXPIRED")])
def test_a_certificate_that_is_no_more_signs_nothing(signing, members, head, revoked, code):
    certificate = certificates.current(head)
    if revoked:
        certificates.revoke(certificate, reason="key_compromise", by=None)
    else:
        year = timedelta(days=400)
        certificate.not_before, certificate.not_after = (
            certificate.not_before - year,
            certificate.not_after - year,
        )
        certificate.save()

    with pytest.raises(Rejection) as refused:
        sign(signing, members[2])

    assert refused.value.code == code


def test_who_declines_is_seen_with_the_reason_and_the_others_go_on(signing, members, leader_head):
    sign(signing, members[0])
    decline(signing, members[2])
    request = request_of(signing)
    assert (request.state, signing.status) == (State.DECLINED, Status.SIGNING)
    with pytest.raises(Refused):
        sign(signing, members[1])

    signing_of.go_on(signing, reason="Hội nghị thống nhất.", by=leader_head)
    sign(signing, members[1])

    signing.refresh_from_db()
    assert signing.status == Status.IN_FORCE
    assert place_of(signing, members[2]).reason == "Chưa thống nhất chỉ tiêu."


def test_only_the_leaders_head_goes_on(signing, members, deputy_head):
    decline(signing, members[2])

    with pytest.raises(Refused):
        signing_of.go_on(signing, reason="Ký tiếp", by=deputy_head)


@pytest.mark.parametrize("closed", [False, True])
def test_more_time_opens_what_had_run_out(closed, settled, members, leader_head, deputy_head, head, today):
    enrol(head)
    signing_of.begin(settled, by=leader_head, until=today)
    SignatureRequest.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Rejection) as late:
        sign(settled, members[2])
    if closed:
        call_command("signing_round")

    signing_of.more_time(settled, until=today, by=leader_head)
    sign(settled, members[2])

    assert late.value.code == "DEADLINE_PASSED"


def test_a_stopped_signing_opens_the_text_as_a_new_version(settled, members, leader_head, deputy_head, head):
    pledges.witnesses.add(
        _opened(settled, leader_head), title="Giám đốc", organisation="Sở Nội vụ", by=leader_head
    )
    pledges.registrations.register(
        settled,
        members[2],
        titles="Cờ thi đua",
        wishes=[Wish("Giúp hộ nghèo", "hộ", 5)],
        note="",
        seen=0,
        by=head,
    )
    pledges.agree(settled, by=leader_head)
    signing_of.begin(settled, by=leader_head)

    for _ in range(2):
        signing_of.void(settled, reason="Sai số liệu.", by=leader_head)

    old, new = Pledge.objects.order_by("version")
    assert (old.status, new.status, new.version) == (Status.VOID, Status.COMMENT, 2)
    assert (old.paper.state, old.paper.void_reason) == (Paper.State.VOID, "Sai số liệu.")
    assert [item.text for item in new.items.live()] == [item.text for item in old.items.live()]
    assert [target.text for target in new.targets.live()] == ["Nhà đại đoàn kết"]
    assert [str(witness) for witness in new.witnesses.all()] == ["Giám đốc Sở Nội vụ"]
    registration = new.registrations.get()
    assert (registration.titles, registration.targets.get().text) == ("Cờ thi đua", "Giúp hộ nghèo")
    assert old.registrations.get().targets.count() == 1


def _opened(pledge, leader_head):
    pledges.reopen(pledge, reason="Bổ sung", by=leader_head)
    return pledge


def test_the_new_version_is_signed_under_the_next_number(signing, members, leader_head):
    sign(signing, members[0])
    new = signing_of.void(signing, reason="Sai số liệu.", by=leader_head)
    with pytest.raises(Refused):
        sign(signing, members[1])
    pledges.agree(new, by=leader_head)

    request = signing_of.begin(new, by=leader_head)

    assert request.paper.number == 2
    assert not request.signers.exclude(state=Signer.State.INVITED).exists()
    assert SeasonEvent.objects.filter(step="issue_pledge").count() == 2


def test_a_pledge_in_force_is_not_stopped(signing, members, leader_head):
    for member in members:
        sign(signing, member)

    signing.refresh_from_db()
    with pytest.raises(Refused):
        signing_of.void(signing, reason="Đổi ý.", by=leader_head)


def test_a_reminder_goes_to_those_missing_once(
    signing, members, leader_officer, django_capture_on_commit_callbacks
):
    sign(signing, members[0])
    posted().clear()
    with django_capture_on_commit_callbacks(execute=True):
        counts = [signing_of.remind(signing, by=leader_officer) for _ in range(2)]

    assert counts == [2, 0]
    assert len(posted()) == 2
    assert place_of(signing, members[1]).reminders == 1


def test_the_next_in_turn_are_written_to(
    settled, members, leader_head, deputy_head, head, django_capture_on_commit_callbacks
):
    enrol(leader_head)
    with django_capture_on_commit_callbacks(execute=True):
        signing_of.begin(settled, by=leader_head, order="leader_first")
    assert [letter.to for letter in posted()] == [[leader_head.email]]

    with django_capture_on_commit_callbacks(execute=True):
        sign(settled, members[0])

    receipt, *asked = posted()[1:]
    assert receipt.to == [leader_head.email]
    assert place_of(settled, members[0]).signatures.get().serial in receipt.body
    assert {letter.to[0] for letter in asked} == {deputy_head.email, head.email}


def test_all_get_the_final_copy(
    signing, members, officer, leader_officer, django_capture_on_commit_callbacks
):
    for member in members[:2]:
        sign(signing, member)
    with django_capture_on_commit_callbacks(execute=True):
        sign(signing, members[2])

    copies = [letter for letter in posted() if letter.attachments]
    assert {letter.to[0] for letter in copies} == {
        *request_of(signing).signers.values_list("user__email", flat=True),
        officer.email,
        leader_officer.email,
    }
    assert {letter.attachments[0][1] for letter in copies} == {request_of(signing).newest().content()}


def test_the_end_of_the_year_closes_the_pledge_in_force(signing, members, season, standing):
    for member in members:
        sign(signing, member)
    season.stage = "nominating"
    season.save()

    seasons.force(season, reason="Hết năm.", by=standing)

    signing.refresh_from_db()
    assert signing.status == Status.CLOSED
    assert steps(signing)[-1] == "close"
