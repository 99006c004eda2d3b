"""A pledge that was opened for signing programs which place a field of their own."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from blocs.services import papers
from documents.models import Signer
from documents.rules.rejections import words
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import place_of, request_of, sign
from tests.documents import own_fields
from tests.documents import signing_cast as cast
from tests.documents.pages import words_of
from tests.documents.signing_attacks import properly

OPEN = "tự đặt ô chữ ký"


@pytest.fixture
def opened(client, settled, leader_head, deputy_head, head):
    """opened(…): the head of the leader has the pledge signed, with what the form is sent beside."""

    def begun(**sent):
        for user in (leader_head, deputy_head):
            cast.enrol(user)
        client.force_login(leader_head)
        response = client.post(address("signing-begin"), {"order": "any", **sent}, follow=True)
        assert response.redirect_chain[-1][0] == address("signing-board")
        return response

    return begun


@pytest.fixture
def brought(client, settled, members, head):
    """brought(made, token): the answer when the head brings back what `made` made of the file."""

    def bring(made, token):
        signer = place_of(settled, members[2])
        client.force_login(head)
        taken = client.post(address("signing-token-file", members[2].code))
        token.head, token.field = b"".join(taken.streaming_content), signer.slot
        token.signed_field = place_of(settled, members[1]).slot
        file = SimpleUploadedFile("giao-uoc.pdf", made(token))
        return client.post(address("signing-token", members[2].code), {"file": file}, follow=True)

    return bring


def told(path, capsys):
    call_command("verify_paper", str(path), json=True)
    return json.loads(capsys.readouterr().out)


def test_a_token_signs_in_a_field_of_its_own_and_every_page_says_so(
    client, opened, brought, settled, members, head, tmp_path, capsys
):
    board = opened(own_fields="on")
    token = cast.token_of(head.full_name)

    refused = brought(own_fields.over_the_text, token)
    client.force_login(head)
    steps = client.get(address("signing-token", members[2].code))
    taken = brought(own_fields.signed, token)
    sign(settled, members[0])

    request = request_of(settled)
    assert OPEN in words_of(board)
    assert [str(error) for error in refused.context["form"].errors["file"]] == [words("OUTSIDE_THE_ROOM")]
    assert "cho phần mềm ký tự đặt ô" in words_of(steps)
    assert taken.redirect_chain[-1][0] == address("signing-receipt", members[2].code)
    assert place_of(settled, members[2]).method == Signer.Method.UPLOAD
    page = words_of(client.get(request.paper.get_absolute_url()))
    assert (page.count(OPEN), page.count("Trong ô do phần mềm ký tự đặt")) == (1, 1)
    path = tmp_path / "giao-uoc.pdf"
    path.write_bytes(request.newest().content())
    said = told(path, capsys)
    assert (said["valid"], said["profile"], len(said["signatures"])) == (True, "open", 3)
    call_command("verify_paper", str(path))
    assert "Phần mềm ký được tự đặt ô chữ ký" in capsys.readouterr().out


def test_unless_it_is_chosen_the_fields_of_the_paper_alone_are_signed(
    client, opened, brought, settled, members, head
):
    board = opened()
    token = cast.token_of(head.full_name)

    refused = brought(own_fields.signed, token)

    assert OPEN not in words_of(board)
    assert [str(error) for error in refused.context["form"].errors["file"]] == [words("FIELD_SET_CHANGED")]
    assert "chỉ ký vào ô có sẵn" in words_of(refused)
    page = words_of(client.get(request_of(settled).paper.get_absolute_url()))
    assert OPEN not in page
    assert brought(properly, token).redirect_chain


@pytest.mark.parametrize("chosen", [{"own_fields": "on"}, {}], ids=["open", "certified"])
def test_papers_that_are_signed_later_follow_the_pledge(opened, settled, leader_head, chosen):
    opened(**chosen)

    paper = papers.have_signed("members", settled.season, by=leader_head)

    assert paper.signing.is_open_for_fields == bool(chosen)
