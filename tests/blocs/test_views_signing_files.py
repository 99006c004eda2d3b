"""Signing with a token of one's own, and by hand."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from blocs.models import Pledge
from documents.models import Signer, SigningLease
from documents.rules.rejections import words
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import place_of, request_of, sign
from tests.documents import signing_attacks as attacks
from tests.documents import signing_cast as cast
from tests.posting import posted


@pytest.fixture
def token_page(members):
    return address("signing-token", members[2].code)


@pytest.fixture
def take(client, signing, members, head):
    """take(): the head downloads the file; its bytes."""

    def taken():
        client.force_login(head)
        response = client.post(address("signing-token-file", members[2].code))
        assert "attachment" in response["Content-Disposition"]
        return b"".join(response.streaming_content)

    return taken


def signed(content, slot, token):
    return attacks.appending.sign(content, slot, signer=token.signer, clock=token.clock, reason="Đồng ý")


def bring(client, url, content):
    return client.post(url, {"file": SimpleUploadedFile("giao-uoc.pdf", content)}, follow=True)


def error(response):
    (told,) = response.context["form"].errors["file"]
    return str(told)


def test_the_file_goes_out_and_comes_back_signed(client, signing, members, head, take, token_page):
    token = cast.token_of(head.full_name)
    content = take()
    assert client.get(token_page).context["lease"] is not None

    response = bring(client, token_page, signed(content, place_of(signing, members[2]).slot, token))

    assert response.redirect_chain[-1][0] == address("signing-receipt", members[2].code)
    signer = place_of(signing, members[2])
    assert (signer.state, signer.method) == (Signer.State.SIGNED, Signer.Method.UPLOAD)
    row = client.get(address("signing-board")).context["board"].rows[2]
    assert (row.tone, row.icon) == ("info", "file-earmark-check-fill")


def test_an_altered_file_an_older_one_and_another_paper_are_told_apart(
    client, signing, members, head, take, token_page, english
):
    head.language = "en"
    head.save()
    token = cast.token_of(head.full_name)
    content = take()
    slot = place_of(signing, members[2]).slot
    good = signed(content, slot, token)

    unsigned = bring(client, token_page, content)
    altered = bring(client, token_page, good[:900] + bytes([good[900] ^ 1]) + good[901:])
    elsewhere = bring(client, token_page, signed(content, place_of(signing, members[1]).slot, token))
    no_pdf = bring(client, token_page, b"PK\x03\x04")

    assert "as you downloaded it" in error(unsigned)
    assert error(altered) == error(no_pdf) == words("NOT_AN_APPEND")
    assert error(elsewhere) == words("WRONG_FIELD_SIGNED")
    assert place_of(signing, members[2]).state != Signer.State.SIGNED
    assert bring(client, token_page, good).redirect_chain


def test_a_colleagues_token_and_an_unknown_authority_are_refused(
    client, signing, members, head, take, token_page
):
    content, slot = take(), place_of(signing, members[2]).slot

    colleague = bring(client, token_page, signed(content, slot, cast.token_of("Trần Văn Đồng Nghiệp")))
    unknown = bring(client, token_page, signed(content, slot, cast.token_of(head.full_name, believed=False)))

    assert "Trần Văn Đồng Nghiệp" in error(colleague)
    assert error(unknown)
    assert place_of(signing, members[2]).state != Signer.State.SIGNED


def test_a_file_that_was_not_taken_from_here_is_not_brought_back(client, signing, members, head, token_page):
    client.force_login(head)

    response = bring(client, token_page, request_of(signing).newest().content())

    assert error(response)


def test_while_the_file_is_out_the_others_are_told_until_when(
    client, signing, members, take, settings, deputy_head
):
    settings.SIGNING_WAIT = 0
    take()
    client.force_login(deputy_head)

    page = client.post(
        address("signing-sign", members[1].code),
        {"agreed": "on", "pin": cast.PIN, "seen": request_of(signing).paper.content_hash},
    )
    told = client.post(address("signing-token-file", members[1].code), follow=True)

    assert members[2].name_on(timezone.localdate()) in str(page.context["form"].errors["__all__"])
    assert [message.level_tag for message in told.context["messages"]] == ["error"]


def test_who_gives_the_file_back_lets_the_others_go_on(client, signing, members, take):
    take()

    client.post(address("signing-token-give-back", members[2].code))

    assert not SigningLease.objects.exists()
    sign(signing, members[1])


def test_a_mandate_that_ended_this_morning_takes_no_file(client, signing, members, head):
    head.mandates.update(ends="2026-01-01")
    client.force_login(head)

    client.post(address("signing-token-file", members[2].code))

    assert not SigningLease.objects.exists()


# By hand


def scan():
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PNG")
    return SimpleUploadedFile("quet.png", out.getvalue())


def certify(client, **changes):
    sent = {"signed_on": f"{timezone.localdate():%d/%m/%Y}", "scan": scan(), "seen": "on"} | changes
    return client.post(address("signing-ink"), sent, follow=True)


def test_the_leaders_head_certifies_the_scan_and_it_is_shown_as_ink(
    client, signing, members, leader_head, officer, django_capture_on_commit_callbacks
):
    client.force_login(leader_head)
    with django_capture_on_commit_callbacks(execute=True):
        response = certify(client)

    board = response.context["board"]
    assert (board.in_ink, board.signed) == (True, 3)
    assert board.request.ink.certified_as == f"Chủ tịch, {members[0].name_on(timezone.localdate())}"
    signing.refresh_from_db()
    assert signing.status == Pledge.Status.IN_FORCE
    assert {letter.attachments[0][2] for letter in posted() if letter.attachments} == {"image/png"}
    client.force_login(officer)
    kept = b"".join(client.get(address("signing-scan")).streaming_content)
    assert kept == scan().read()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"seen": ""}, "seen"),
        ({"signed_on": "01/01/2999"}, "signed_on"),
        ({"scan": SimpleUploadedFile("quet.pdf", b"PK\x03\x04")}, "scan"),
        ({"scan": SimpleUploadedFile("quet.pdf", b"")}, "scan"),
    ],
)
def test_what_is_missing_is_told_at_its_field(client, signing, leader_head, changes, field):
    client.force_login(leader_head)

    response = certify(client, **changes)

    assert list(response.context["form"].errors) == [field]
    signing.refresh_from_db()
    assert signing.status == Pledge.Status.SIGNING


def test_nobody_else_certifies_and_there_is_no_scan_before(client, signing, leader_officer, deputy_head):
    for person in (leader_officer, deputy_head):
        client.force_login(person)
        assert certify(client).context["form"].non_field_errors()
    assert client.get(address("signing-scan")).status_code == 404
