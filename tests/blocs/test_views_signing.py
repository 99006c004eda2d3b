"""The pages of a signing: the board, reading and signing, the certificate."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from blocs.models import Pledge
from blocs.services import signing as signing_services
from documents.models import Certificate, Paper, SignatureRequest, Signer
from documents.services import certificates
from tests import factories
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import decline, place_of, request_of, sign
from tests.documents.reading import words_of
from tests.documents.signing_cast import PIN, enrol
from tests.posting import forget_posted
from tests.posting import posted as letters

State = SignatureRequest.State


def place(name, member):
    return address(f"signing-{name}", member.code)


def posted(client, url, **sent):
    return client.post(url, sent, follow=True)


def errors_of(response):
    form = response.context["form"]
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


def to_sign(pledge, **changes):
    seen = request_of(pledge).paper.content_hash
    return {"agreed": "on", "pin": PIN, "seen": seen} | changes


def test_the_leaders_head_has_the_pledge_signed(client, settled, leader_head, deputy_head, head, members):
    client.force_login(leader_head)
    page = client.get(address("pledge-detail")).content.decode()
    assert address("signing-begin") in page

    last_day = timezone.localdate()
    response = posted(client, address("signing-begin"), order="any", until=f"{last_day:%d/%m/%Y}")

    assert response.redirect_chain[-1][0] == address("signing-board")
    board = response.context["board"]
    assert [row.organisation for row in board.rows] == members
    assert (board.signed, board.total, board.last_day, board.days_left) == (0, 3, last_day, 0)
    assert [row.organisation for row in board.mine] == [members[0]]


def test_a_day_that_has_passed_is_told_at_its_field(client, settled, leader_head, deputy_head, head):
    client.force_login(leader_head)

    response = client.post(address("signing-begin"), {"order": "any", "until": "01/01/2020"})

    assert list(errors_of(response)) == ["until"]
    assert not Paper.objects.exists()


def test_before_anything_is_signed_the_board_says_what_comes_first(client, pledge, officer, outsider):
    client.force_login(officer)
    assert client.get(address("signing-board")).context["board"] is None
    client.force_login(outsider)
    assert client.get(address("signing-board")).status_code == 404


def test_the_head_reads_signs_and_gets_a_receipt(
    client, signing, members, head, django_capture_on_commit_callbacks
):
    client.force_login(head)
    assert place("sign", members[2]) in client.get("/").content.decode()

    page = client.get(place("sign", members[2]))
    assert "Hoàn thành nhiệm vụ chính trị." in page.content.decode()
    assert place_of(signing, members[2]).state == Signer.State.VIEWED
    with django_capture_on_commit_callbacks(execute=True):
        response = posted(client, place("sign", members[2]), **to_sign(signing))

    assert response.redirect_chain[-1][0] == place("receipt", members[2])
    serial = certificates.current(head).serial
    assert serial in response.content.decode()
    assert [letter.to for letter in letters() if serial in letter.body] == [[head.email]]
    pdf = client.get(address("pledge-pdf")).getvalue()
    assert pdf == request_of(signing).newest().content()
    assert head.full_name in words_of(pdf)


def test_signing_twice_leads_to_the_same_receipt(client, signing, members, head):
    client.force_login(head)
    sent = to_sign(signing)
    posted(client, place("sign", members[2]), **sent)

    again = posted(client, place("sign", members[2]), **sent)

    assert again.redirect_chain == [(place("receipt", members[2]), 302)]
    assert place_of(signing, members[2]).signatures.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pin": "sai-ma-pin"}, "pin"),
        ({"pin": ""}, "pin"),
        ({"agreed": ""}, "agreed"),
        ({"seen": "0" * 64}, "__all__"),
    ],
)
def test_what_is_wrong_is_told_where_it_is(client, signing, members, head, changes, field):
    client.force_login(head)

    response = client.post(place("sign", members[2]), to_sign(signing, **changes))

    assert list(errors_of(response)) == [field]
    assert PIN not in response.content.decode()
    assert place_of(signing, members[2]).state != Signer.State.SIGNED


def test_a_locked_key_says_until_when(client, signing, members, head):
    client.force_login(head)
    for _ in range(5):
        response = client.post(place("sign", members[2]), to_sign(signing, pin="sai-ma-pin"))

    assert re.search(r"\d\d:\d\d", errors_of(response)["pin"][0])
    assert certificates.current(head).key.locked_until is not None


def test_nobody_opens_the_place_of_another(client, signing, members, deputy_head, officer, standing):
    for person in (deputy_head, officer, standing):
        client.force_login(person)
        for name in ("sign", "decline", "receipt"):
            told = client.get(place(name, members[2]))
            assert told.status_code == 404
            assert place_of(signing, members[2]).user.full_name in told.content.decode()
        assert client.post(place("sign", members[2]), to_sign(signing)).status_code == 404


def test_without_a_certificate_the_page_says_where_to_get_one(
    client, settled, members, leader_head, deputy_head, head
):
    posted_by(client, leader_head, address("signing-begin"), order="any")
    client.force_login(head)

    page = client.get(place("sign", members[2])).content.decode()

    assert reverse("blocs:certificate") in page.partition('id="sign"')[2]


def posted_by(client, user, url, **sent):
    client.force_login(user)
    return posted(client, url, **sent)


def test_who_declines_says_why_and_all_read_it(client, signing, members, head, officer):
    client.force_login(head)
    assert list(errors_of(client.post(place("decline", members[2]), {"reason": " "}))) == ["reason"]

    posted(client, place("decline", members[2]), reason="Chưa thống nhất <b>chỉ tiêu</b>.")

    client.force_login(officer)
    page = client.get(address("signing-board")).content.decode()
    assert "Chưa thống nhất &lt;b&gt;chỉ tiêu&lt;/b&gt;." in page


def test_the_leader_goes_on_without_who_declined(client, signing, members, leader_head):
    decline(signing, members[2])
    response = posted_by(client, leader_head, address("signing-go-on"), reason="Hội nghị thống nhất.")

    board = response.context["board"]
    assert board.is_open
    assert [row.organisation for row in board.declined] == [members[2]]
    assert len(board.missing) == 2
    page = response.content.decode()
    assert address("signing-go-on") not in page  # done already
    assert address("signing-more-time") in page


def test_the_leader_names_the_successor(client, signing, members, leader_head):
    successor = factories.someone(
        members[2],
        "head",
        signing_form="TUQ",
        on_behalf_of="Chủ tịch",
        authorisation="GUQ số 3",
        ends=timezone.localdate(),
    )
    client.force_login(leader_head)
    sent = {"mandate": successor.mandates.get().pk, "under": ""}
    assert list(errors_of(client.post(place("replace", members[2]), sent))) == ["under"]

    posted(client, place("replace", members[2]), **sent | {"under": "GUQ số 3"})

    signer = place_of(signing, members[2])
    assert (signer.user, signer.acting) == (successor, "GUQ số 3")


def test_the_leader_gives_more_time(client, signing, leader_head):
    today = timezone.localdate()

    response = posted_by(client, leader_head, address("signing-more-time"), until=f"{today:%d/%m/%Y}")

    assert response.context["board"].last_day == today


def test_stopping_opens_the_text_again_and_keeps_why(client, signing, leader_head):
    response = posted_by(client, leader_head, address("signing-void"), reason="Sai số liệu.")

    assert response.context["pledge"].status == Pledge.Status.COMMENT
    papers = client.get(address("paper-list")).context["kinds"][0].papers
    assert papers.current is None
    assert [paper.void_reason for paper in papers.earlier] == ["Sai số liệu."]


def test_the_open_page_asks_for_its_changing_part(client, signing, members, officer):
    client.force_login(officer)
    before = client.get(address("signing-board"), headers={"HX-Request": "true"}).content.decode()
    sign(signing, members[0])
    after = client.get(address("signing-board"), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in before
    assert 'hx-trigger="every' in before
    assert ("0/3" in before, "1/3" in after) == (True, True)


def test_a_finished_board_asks_no_more(client, signing, members, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for member in members:
            sign(signing, member)
    client.force_login(officer)

    for name in ("signing-board", "signing-screen"):
        page = client.get(address(name)).content.decode()
        assert "3/3" in page
        assert "hx-trigger" not in page


def test_reminding_is_for_those_who_lead(
    client, signing, officer, leader_officer, django_capture_on_commit_callbacks
):
    forget_posted()
    with django_capture_on_commit_callbacks(execute=True):
        posted_by(client, officer, address("signing-remind"))
    assert letters() == []

    with django_capture_on_commit_callbacks(execute=True):
        posted_by(client, leader_officer, address("signing-remind"))
    assert len(letters()) == 3
    assert "/signing/" in letters()[0].body


@pytest.mark.parametrize("how_many", [2, 9])
@pytest.mark.parametrize("who", ["officer", "head"])
def test_the_board_costs_the_same_however_many_sign(
    client, bloc, how_many, who, django_assert_max_num_queries
):
    heads, members = _signed_by(bloc, how_many)
    client.force_login(heads[0] if who == "head" else factories.someone(members[1], "officer"))
    client.get(address("signing-board"))

    with django_assert_max_num_queries(8):
        assert len(client.get(address("signing-board")).context["board"].rows) == how_many
    if who == "head":
        enrol(heads[0])
        client.get(place("sign", members[0]))  # which notes that the paper was opened
        with django_assert_max_num_queries(9):  # with the passkeys that open the key
            client.get(place("sign", members[0]))


def _signed_by(bloc, how_many):
    from blocs.services import pledges, signing

    members = [factories.organisation() for _ in range(how_many)]
    season = factories.season(bloc, members)
    heads = [factories.someone(member, "head") for member in members]
    pledge = pledges.start(season, by=heads[0])
    pledges.lines.add_item(pledge, section="content", text="Một ý.", by=heads[0])
    pledges.open_for_comments(pledge, by=heads[0])
    pledges.agree(pledge, by=heads[0])
    signing.begin(pledge, by=heads[0])
    return heads, members


def test_from_the_approval_to_a_revoked_certificate(client, administrator, head):
    client.force_login(administrator)
    posted(client, reverse("blocs:certificate-approve", args=[head.pk]), decision="15/QĐ-UBND")
    client.force_login(head)
    assert client.get(reverse("blocs:certificate")).context["enrolment"].decision == "15/QĐ-UBND"

    new = reverse("blocs:certificate-new")
    assert list(errors_of(client.post(new, {"pin": PIN, "again": "khac"}))) == ["again"]
    assert list(errors_of(client.post(new, {"pin": "12345678", "again": "12345678"}))) == ["pin"]
    posted(client, new, pin=PIN, again=PIN)
    assert client.get(reverse("blocs:certificate")).context["certificate"].user == head

    pin = reverse("blocs:certificate-pin")
    wrong = client.post(pin, {"old": "sai-ma-pin", "pin": "hoa-dao-2025", "again": "hoa-dao-2025"})
    assert list(errors_of(wrong)) == ["old"]
    posted(client, pin, old=PIN, pin="hoa-dao-2025", again="hoa-dao-2025")
    assert certificates.open_key(head, "hoa-dao-2025")

    client.force_login(administrator)
    revoke = reverse("blocs:certificate-revoke", args=[head.pk])
    assert list(errors_of(client.post(revoke, {"note": "Quên mã PIN"}))) == ["reason"]
    posted(client, revoke, reason="superseded")
    assert certificates.current(head) is None
    assert head.account_changes.filter(step__startswith="certificate_").count() == 2


def test_an_officer_gets_a_certificate_to_sign_minutes_with(client, administrator, officer):
    client.force_login(administrator)
    url = reverse("blocs:certificate-approve", args=[officer.pk])

    posted(client, url, decision="15/QĐ-UBND")

    assert officer.enrolments.get().title == officer.mandates.get().title


def test_an_auditor_gets_no_certificate_and_nobody_approves_their_own(client, administrator):
    agency = administrator.mandates.get().organisation
    factories.mandate(agency, "head", user=administrator)
    client.force_login(administrator)

    for person in (factories.someone(agency, "auditor"), administrator):
        response = client.post(
            reverse("blocs:certificate-approve", args=[person.pk]), {"decision": "15/QĐ-UBND"}
        )
        assert list(errors_of(response)) == ["__all__"]
    assert not Certificate.objects.exists()


def test_a_picture_of_the_signature_is_taken_and_other_files_are_not(client, head):
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    enrol(head)
    client.force_login(head)
    url = reverse("blocs:certificate-picture")
    bad = client.post(url, {"picture": SimpleUploadedFile("ky.png", b"<svg onload=alert(1)>")})
    assert list(errors_of(bad)) == ["picture"]

    out = BytesIO()
    Image.new("RGB", (200, 80), "white").save(out, "PNG")
    client.post(url, {"picture": SimpleUploadedFile("ky.png", out.getvalue())})

    assert client.get(reverse("blocs:certificate")).context["picture"]


def test_a_pledge_in_force_does_not_hide_who_declined(client, signing, members, leader_head, officer):
    decline(signing, members[2])
    signing_services.go_on(signing, reason="Hội nghị thống nhất.", by=leader_head)
    for member in members[:2]:
        sign(signing, member)
    officer.language = "en"
    officer.save()
    client.force_login(officer)

    page = client.get(address("signing-board")).content.decode()

    assert "The pledge is in force; 1 member declined to sign" in page
    assert "All have signed" not in page
