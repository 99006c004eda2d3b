"""Witnesses with an account: named before the signing, signing last in a block of their own."""

import pytest
from django.urls import reverse

from blocs.models import Pledge
from blocs.services import pledges
from blocs.services import signing as signing_of
from documents.models import SignatureRequest, Signer
from documents.services import signing as machinery
from documents.services import verification
from emulation.verdicts import Refused
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import request_of, sign
from tests.documents.reading import words_of
from tests.documents.signing_cast import PIN, enrol
from tests.posting import posted

State = SignatureRequest.State
GIVEN = {"title": "Phó Giám đốc", "organisation": "Sở Nội vụ tỉnh Thử Nghiệm"}


@pytest.fixture
def witness(standing):
    standing.language = "en"
    standing.save()
    enrol(standing)
    return standing


@pytest.fixture
def witnessed(settled, witness, leader_head, deputy_head, head):
    """Open for the three heads and a witness from the standing agency."""
    for user in (leader_head, deputy_head, head):
        enrol(user)
    pledges.witnesses.add(settled, **GIVEN, email=witness.email, by=leader_head)
    signing_of.begin(settled, by=leader_head)
    return settled


def place(pledge):
    return request_of(pledge).signers.select_related("user").get(role=Signer.Role.WITNESS)


def page(pledge, name="sign"):
    return reverse(f"blocs:paper-{name}", args=[request_of(pledge).paper.code])


def sign_as_witness(client, pledge, user):
    client.force_login(user)
    sent = {"agreed": "on", "pin": PIN, "seen": request_of(pledge).paper.content_hash}
    return client.post(page(pledge), sent, follow=True)


def test_the_leader_names_a_witness_by_the_account(client, pledge, leader_officer, witness):
    client.force_login(leader_officer)

    for _ in range(2):
        client.post(address("pledge-witnesses"), GIVEN | {"email": witness.email.upper()})

    named = pledge.witnesses.get()
    assert (named.user, named.name) == (witness, witness.full_name)
    assert witness.email in client.get(address("pledge-witnesses")).content.decode()
    for wrong in (
        GIVEN | {"email": "khong-co@example.vn"},
        GIVEN | {"title": "Giám đốc", "email": witness.email},
        GIVEN | {"email": "khong-phai-thu-dien-tu"},
    ):
        answer = client.post(address("pledge-witnesses"), wrong)
        assert list(answer.context["form"].errors) == ["email"]
        assert wrong["email"] in answer.content.decode()
    assert pledge.witnesses.count() == 1


def test_who_signs_for_a_member_is_no_witness(settled, leader_head, deputy_head, head, english):
    pledges.witnesses.add(settled, **GIVEN, email=head.email, by=leader_head)

    with pytest.raises(Refused, match="cannot be a witness"):
        signing_of.begin(settled, by=leader_head)

    settled.refresh_from_db()
    assert settled.status == Pledge.Status.AGREED


def test_the_witness_signs_after_all_members_and_the_pledge_is_in_force(
    client, witnessed, members, witness, head, django_capture_on_commit_callbacks
):
    assert place(witnessed).state == Signer.State.WAITING
    early = sign_as_witness(client, witnessed, witness)
    assert "It is not your turn to sign yet" in early.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        for member in members:
            sign(witnessed, member)
    assert request_of(witnessed).state == State.SIGNING
    asked = [letter for letter in posted() if letter.to == [witness.email]]
    assert page(witnessed) in asked[-1].body
    board = client.get(address("signing-board")).content.decode()
    assert "All members have signed; 1 witness is missing" in board
    assert page(witnessed) in board
    assert page(witnessed) in client.get("/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_as_witness(client, witnessed, witness)

    assert answer.redirect_chain[-1][0] == page(witnessed, "receipt")
    request = request_of(witnessed)
    witnessed.refresh_from_db()
    assert (request.state, witnessed.status) == (State.SEALED, Pledge.Status.IN_FORCE)
    file = request.newest().content()
    report = verification.look_at(file)
    assert report.good
    signed = {found.field for found in report.report.signatures}
    assert {signer.slot for signer in request.signers.all()} <= signed
    assert "Witness" in client.get(request.paper.get_absolute_url()).content.decode()
    record = machinery.record(request, by=head)
    assert "(chứng kiến)" in words_of(record.content())


def test_a_witness_who_declines_is_told_to_the_leader_who_goes_on(
    client, witnessed, members, witness, leader_head, django_capture_on_commit_callbacks
):
    for member in members:
        sign(witnessed, member)
    client.force_login(witness)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(witnessed, "decline"), {"reason": "Không dự được."})
    (letter,) = (letter for letter in posted() if "Không dự được." in letter.body)
    assert letter.to == [leader_head.email]
    client.force_login(leader_head)
    board = client.get(address("signing-board")).content.decode()
    assert "Không dự được." in board
    assert address("signing-go-on") in board

    signing_of.go_on(witnessed, reason="Không cần chứng kiến.", by=leader_head)

    witnessed.refresh_from_db()
    assert witnessed.status == Pledge.Status.IN_FORCE


def test_nobody_signs_in_the_place_of_the_witness(client, witnessed, head, outsider):
    for person in (head, outsider):
        client.force_login(person)
        assert client.get(page(witnessed)).status_code == 404


def test_a_witness_without_an_account_has_room_on_paper_and_is_not_waited_for(
    settled, members, leader_head, deputy_head, head
):
    for user in (leader_head, deputy_head, head):
        enrol(user)
    pledges.witnesses.add(settled, **GIVEN, name="Lê Văn Mẫu", by=leader_head)
    signing_of.begin(settled, by=leader_head)

    for member in members:
        sign(settled, member)

    settled.refresh_from_db()
    assert settled.status == Pledge.Status.IN_FORCE
    assert "Lê Văn Mẫu" in words_of(request_of(settled).newest().content())


def test_a_new_version_keeps_its_witnesses(witnessed, witness, leader_head):
    anew = signing_of.void(witnessed, reason="Sai số liệu.", by=leader_head)

    assert [row.user for row in anew.witnesses.all()] == [witness]
