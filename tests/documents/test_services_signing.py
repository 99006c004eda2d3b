from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from documents.models import Paper, Revision, SignatureEvent, SignatureRequest, Signer
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from documents.services import signing, verification
from emulation.verdicts import Refused
from tests.documents import samples
from tests.documents import signing_cast as cast

State = SignatureRequest.State


@pytest.fixture
def three(db):
    return cast.people(3)


@pytest.fixture
def signers(three, state):
    request = cast.request_of(three, state)
    return list(request.signers.select_related("user", "request__paper"))


def sign(signer, **changes):
    said = {"by": signer.user, "pin": cast.PIN}
    return signing.sign(signer, **said | changes)


def kinds(request):
    return list(SignatureEvent.objects.filter(chain=request.chain).values_list("kind", flat=True))


def test_the_last_signature_puts_the_paper_in_force_and_seals_it(
    three, state, django_capture_on_commit_callbacks
):
    request = cast.request_of(three, state)
    assert Paper.objects.get().state == Paper.State.SIGNING

    with django_capture_on_commit_callbacks(execute=True):
        cast.sign_all(request)

    request.refresh_from_db()
    assert request.state == State.SEALED
    assert Paper.objects.get().state == Paper.State.ISSUED
    assert [revision.kind for revision in request.revisions.all()] == [
        "certified",
        *["signed"] * 3,
        "sealed",
    ]
    files = [revision.content() for revision in request.revisions.all()]
    assert all(after.startswith(before) for before, after in pairwise(files))
    assert kinds(request)[-3:] == ["signed", "complete", "seal"]


def test_a_copy_with_all_signatures_stays_good_when_the_archive_seal_is_added(
    three, state, django_capture_on_commit_callbacks
):
    request = cast.request_of(three, state)
    with django_capture_on_commit_callbacks(execute=True):
        cast.sign_all(request)

    kinds_of_file = [verification.look_at(file.content()).kind for file in request.revisions.all()]

    assert kinds_of_file == ["older", "older", "older", "current", "current"]


def test_what_was_signed_is_kept_beside_the_file(signers):
    signature = sign(signers[1])

    signers[1].refresh_from_db()
    assert (signers[1].state, signers[1].method) == (Signer.State.SIGNED, "embedded")
    assert signature.subject == "Trần Quốc Khánh"
    assert signature.trusted_by == "CA nội bộ của hệ thống"
    assert abs(signature.stamped_at - timezone.now()) < timedelta(minutes=1)
    assert signature.revision == signers[1].request.revisions.last()


def test_nobody_signs_for_another_nor_twice(signers):
    with pytest.raises(Rejection) as other:
        sign(signers[0], by=signers[1].user)
    sign(signers[0])
    signers[0].refresh_from_db()
    with pytest.raises(Rejection) as twice:
        sign(signers[0])

    assert (other.value.code, twice.value.code) == ("NOT_YOURS", "ALREADY_SIGNED")
    assert Revision.objects.filter(kind="signed").count() == 1


def test_who_read_another_version_does_not_sign_this_one(signers):
    with pytest.raises(Rejection) as stale:
        sign(signers[0], seen="0" * 64)

    assert stale.value.code == "CONTENT_CHANGED"
    sign(signers[0], seen=signers[0].request.paper.content_hash)


@pytest.mark.parametrize(("order", "first"), [("leader_first", [0]), ("leader_last", [1, 2])])
def test_the_order_decides_whose_turn_it_is(three, state, order, first):
    request = cast.request_of(three, state, order=order)
    signers = list(request.signers.select_related("user"))
    late = [place for place in range(3) if place not in first]
    assert [place for place in range(3) if signers[place].state == "invited"] == first

    with pytest.raises(Rejection) as early:
        sign(signers[late[0]])
    for place in first:
        sign(signers[place])

    assert early.value.code == "NOT_YOUR_TURN"
    assert {signer.state for signer in request.signers.all() if signer.place - 1 in late} == {"invited"}
    for place in late:
        sign(Signer.objects.get(pk=signers[place].pk))


def test_a_witness_signs_after_all_the_others():
    assert [rules.step_of(role, order) for role in ("leader", "member", "witness") for order in ("any",)] == [
        1,
        1,
        3,
    ]


def test_nobody_signs_before_the_start_nor_after_the_deadline(three, state):
    request = cast.request_of(three, state, start=False, deadline=timezone.now() + timedelta(days=1))
    signer = request.signers.select_related("user").first()
    with pytest.raises(Rejection) as early:
        sign(signer)

    signing.start(request, by=three[0])
    SignatureRequest.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Rejection) as late:
        sign(request.signers.select_related("user").first())

    assert (early.value.code, late.value.code) == ("NOT_OPEN", "DEADLINE_PASSED")
    assert signing.expire(request)
    assert not signing.expire(request)
    assert request.state == State.EXPIRED


def test_more_time_opens_an_expired_request_again(three, state):
    request = cast.request_of(three, state, deadline=timezone.now() + timedelta(days=1))
    signing.extend(request, deadline=timezone.now() + timedelta(days=2), by=three[0])
    signing.expire(request, at=timezone.now() + timedelta(days=3))

    signing.reopen(request, reason="Gia hạn", by=three[0], deadline=timezone.now() + timedelta(days=5))

    assert request.state == State.SIGNING
    assert kinds(request)[-3:] == ["deadline_changed", "expire", "reopen"]


def test_who_declines_says_why_and_the_others_may_go_on_without(signers, three):
    with pytest.raises(Refused):
        signing.decline(signers[2], reason=" ", by=signers[2].user)
    signing.decline(signers[2], reason="Chưa thống nhất chỉ tiêu 4", by=signers[2].user)
    with pytest.raises(Rejection) as stopped:
        sign(signers[0])

    request = signers[2].request
    signing.reopen(request, reason="Hội nghị thống nhất ký tiếp", by=three[0])
    for place in (0, 1):
        sign(Signer.objects.get(pk=signers[place].pk))

    request.refresh_from_db()
    assert stopped.value.code == "NOT_OPEN"
    assert request.state == State.COMPLETED
    assert request.signers.get(pk=signers[2].pk).reason == "Chưa thống nhất chỉ tiêu 4"


def test_the_last_one_who_is_waited_for_may_have_declined(signers, three):
    sign(signers[0])
    sign(signers[1])
    signing.decline(Signer.objects.get(pk=signers[2].pk), reason="Không ký", by=signers[2].user)

    signing.reopen(SignatureRequest.objects.get(), reason="Ký tiếp", by=three[0])

    assert SignatureRequest.objects.get().state == State.COMPLETED


def test_a_signature_can_be_withdrawn_before_the_last_and_never_after(signers, three):
    sign(signers[0])
    signing.withdraw(Signer.objects.get(pk=signers[0].pk), reason="Ký nhầm", by=signers[0].user)
    request = SignatureRequest.objects.get()

    assert request.state == State.DECLINED
    with pytest.raises(Refused):
        signing.reopen(request, reason="Ký tiếp", by=three[0])


def test_a_paper_in_force_keeps_its_signatures(signers):
    cast.sign_all(signers[0].request)

    with pytest.raises(Refused):
        signing.withdraw(Signer.objects.get(pk=signers[0].pk), reason="Ký nhầm", by=signers[0].user)


def test_a_successor_signs_under_a_paper_that_says_so(signers, three, state):
    successor = cast.enrol_new("ke-nhiem", "Phạm Thị Kế Nhiệm")
    with pytest.raises(Refused):
        signing.replace(signers[1], user=successor, under="", by=three[0])

    signing.replace(signers[1], user=successor, under="QĐ số 15/QĐ-MTTQ", by=three[0])
    signer = Signer.objects.get(pk=signers[1].pk)
    signature = signing.sign(signer, by=successor, pin=cast.PIN)

    assert signature.subject == "Phạm Thị Kế Nhiệm"
    assert signer.who_signs == "Phạm Thị Kế Nhiệm"
    with pytest.raises(Refused):
        signing.replace(Signer.objects.get(pk=signer.pk), user=three[1], under="QĐ", by=three[0])


def test_a_new_version_takes_the_place_of_the_old_one(signers, three, state):
    sign(signers[0])
    old = SignatureRequest.objects.get()

    new = cast.request_of(three, state, supersedes=old.paper, reason="Sửa chỉ tiêu 4")

    old.refresh_from_db()
    assert (old.state, old.paper.state) == (State.SUPERSEDED, "superseded")
    assert new.paper.supersedes == old.paper
    with pytest.raises(Rejection) as stale:
        sign(Signer.objects.get(pk=signers[1].pk))
    assert stale.value.code == "CONTENT_CHANGED"


def test_a_cancelled_paper_is_void(signers, three):
    signing.cancel(signers[0].request, reason="Không tổ chức ký", by=three[0])

    paper = Paper.objects.get()
    assert (paper.state, paper.void_reason) == ("void", "Không tổ chức ký")


def test_reminders_are_counted_and_end_with_the_turn(signers, three):
    signing.remind(signers[1], by=three[0])
    sign(signers[1])

    with pytest.raises(Rejection):
        signing.remind(Signer.objects.get(pk=signers[1].pk), by=three[0])
    assert Signer.objects.get(pk=signers[1].pk).reminders == 1


@pytest.mark.parametrize(
    ("days", "reminders", "last", "due"),
    [(2, 0, None, False), (3, 0, None, True), (4, 1, 3, False), (5, 1, 3, True), (30, 5, 20, False)],
)
def test_a_reminder_is_due_after_three_days_then_every_two_five_times(signers, days, reminders, last, due):
    signer, begun = signers[1], timezone.now()
    signer.invited_at, signer.reminders = begun, reminders
    signer.reminded_at = begun + timedelta(days=last) if last else None

    assert rules.reminder_is_due(signer.request, signer, begun + timedelta(days=days)) is due


@pytest.mark.parametrize("state_now", State.values)
@pytest.mark.parametrize("step", rules.STEPS)
def test_every_step_starts_where_the_table_says_and_nowhere_else(step, state_now):
    verdict = rules.can_step(step, state=state_now, reason="Vì")

    assert bool(verdict) is (state_now in rules.STEPS[step].sources)


def test_nobody_has_two_rooms_and_a_paper_without_room_is_not_frozen(three, state):
    from documents.signing.freezing import NoRoom

    with pytest.raises(NoRoom):
        cast.request_of(three, state, document=samples.pledge(2))

    assert not Paper.objects.exists()


def test_the_database_keeps_evidence_and_files_as_they_are(signers):
    sign(signers[0])

    for model in (SignatureEvent, Revision):
        for change in (
            lambda rows: rows.update(seq=99),
            lambda rows: rows._raw_delete("default"),
        ):
            with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
                change(model.objects.all())
    if connection.vendor == "postgresql":
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("TRUNCATE documents_signatureevent CASCADE")


def test_an_app_above_hears_of_each_step(three, state):
    heard = []
    signing.follow("heard", lambda request: heard.append(request.state))
    try:
        cast.sign_all(cast.request_of(three, state, kind="heard"))
    finally:
        signing.follow("heard", lambda request: None)

    assert heard == ["frozen", "signing", "signing", "signing", "signing", "completed"]
