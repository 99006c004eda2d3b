"""A member that joins after the pledge was signed accedes by an annex; the pledge stays as it is."""

from datetime import date

import pytest
from django.urls import reverse

from blocs.services import paper_signing
from blocs.services import signing as signing_services
from documents.models import Paper, SignatureRequest, Signer
from documents.rules.rejections import Rejection
from documents.services import verification
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import request_of, sign
from tests.documents.reading import words_of
from tests.documents.signing_cast import PIN, enrol
from tests.posting import posted


@pytest.fixture
def in_force(signing, members, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for member in members:
            sign(signing, member)
    signing.refresh_from_db()
    return signing


@pytest.fixture
def newcomer(in_force, season):
    """Joined in the middle of the year; its head has a certificate."""
    organisation = factories.organisation(
        "Hội Cựu chiến binh tỉnh Thử Nghiệm", short_name="Hội Cựu chiến binh", code="ccb"
    )
    season.memberships.create(organisation=organisation, order=9, joined_on=season.first_day)
    organisation.its_head = factories.someone(organisation, "head")
    enrol(organisation.its_head)
    return organisation


def test_other_systems_are_told_once_all_have_signed(told_outside, in_force, season):
    path = f"/api/v1/pledges/{season.bloc.code}/{season.year}/"

    assert told_outside() == [("signed", "pledge", in_force.pk, path)]


def put_down(client, paper, user, execute):
    client.force_login(user)
    url = reverse("blocs:paper-sign", args=[paper.code])
    with execute(execute=True):
        return client.post(url, {"agreed": "on", "pin": PIN, "seen": paper.content_hash}, follow=True)


def test_the_new_member_and_the_leader_sign_the_annex(
    client, in_force, newcomer, leader_head, officer, django_capture_on_commit_callbacks
):
    sealed = request_of(in_force).newest().content()
    client.force_login(leader_head)
    assert newcomer.current_name in client.get(address("signing-board")).content.decode()
    posted().clear()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post(address("signing-accession", "ccb"))

    annex = Paper.objects.get(kind="accession")
    assert [letter.to for letter in posted()] == [[newcomer.its_head.email]]
    assert (annex.state, annex.supplements) == (Paper.State.SIGNING, in_force.paper)
    assert in_force.paper.number_text in words_of(annex.content())
    put_down(client, annex, newcomer.its_head, django_capture_on_commit_callbacks)
    put_down(client, annex, leader_head, django_capture_on_commit_callbacks)

    annex.refresh_from_db()
    request = SignatureRequest.objects.get(paper=annex)
    assert (annex.state, request.state) == (Paper.State.ISSUED, SignatureRequest.State.SEALED)
    assert verification.look_at(request.newest().content()).good
    assert request_of(in_force).newest().content() == sealed
    assert verification.look_at(sealed).good
    client.logout()
    of_pledge = client.get(reverse("documents:paper-verify", args=[in_force.paper.code])).content.decode()
    assert annex.get_absolute_url() in of_pledge
    of_annex = client.get(reverse("documents:paper-verify", args=[annex.code])).content.decode()
    assert in_force.paper.get_absolute_url() in of_annex
    client.force_login(officer)
    assert annex.number_text in client.get(address("signing-board")).content.decode()
    assert client.get(reverse("blocs:paper-pdf", args=[annex.code])).status_code == 200


def test_the_leader_signs_after_the_new_member(in_force, newcomer, members, leader_head):
    membership = in_force.season.memberships.get(organisation=newcomer)
    annex = signing_services.accede(in_force, membership, by=leader_head)

    places = Signer.objects.filter(request__paper=annex).order_by("step")

    assert [place.user for place in places] == [newcomer.its_head, leader_head]
    with pytest.raises(Rejection) as refused:
        paper_signing.sign(places[1], by=leader_head, pin=PIN, seen=annex.content_hash)
    assert refused.value.code == "NOT_YOUR_TURN"


def test_who_signed_the_pledge_needs_no_annex_and_members_do_not_order_one(
    client, in_force, newcomer, officer, leader_head
):
    client.force_login(officer)
    client.post(address("signing-accession", "ccb"))
    assert not Paper.objects.filter(kind="accession").exists()
    client.force_login(leader_head)
    assert client.post(address("signing-accession", "khong-co")).status_code == 404
    membership = in_force.season.memberships.get(organisation=newcomer)
    newcomer.its_head.mandates.update(ends=date(2020, 1, 1), starts=date(2019, 1, 1))
    with pytest.raises(Refused):
        signing_services.accede(in_force, membership, by=leader_head)


def test_the_leaders_head_stops_an_annex_and_has_another_signed_by_the_new_head(
    client, in_force, newcomer, leader_head, officer, django_capture_on_commit_callbacks
):
    membership = in_force.season.memberships.get(organisation=newcomer)
    annex = signing_services.accede(in_force, membership, by=leader_head)
    sealed = request_of(in_force).newest().content()
    stop, reason = address("signing-accession-stop", "ccb"), {"reason": "Đơn vị vừa thay người đứng đầu."}
    client.force_login(officer)
    assert stop not in client.get(address("signing-board")).content.decode()
    assert client.post(stop, reason).context["form"].errors
    client.force_login(leader_head)
    assert stop in client.get(address("signing-board")).content.decode()
    assert client.post(stop, {"reason": " "}).context["form"].errors["reason"]
    assert Paper.objects.get(pk=annex.pk).state == Paper.State.SIGNING

    with django_capture_on_commit_callbacks(execute=True):
        client.post(stop, reason)

    annex.refresh_from_db()
    assert (annex.state, annex.void_reason) == (Paper.State.VOID, reason["reason"])
    assert {letter.to[0] for letter in posted() if reason["reason"] in letter.body} == {
        newcomer.its_head.email,
        leader_head.email,
    }
    assert request_of(in_force).newest().content() == sealed
    assert in_force.season.events.filter(step="stop_accession", note=annex.number_text).count() == 1
    assert client.post(stop, reason).context["form"].errors
    newcomer.its_head.mandates.update(starts=date(2019, 1, 1), ends=date(2020, 1, 1))
    successor = factories.someone(newcomer, "head")
    again = signing_services.accede(in_force, membership, by=leader_head)
    assert again != annex
    assert again.signing.signers.get(role=Signer.Role.MEMBER).user == successor


def test_an_annex_that_both_signed_is_not_stopped(
    client, in_force, newcomer, leader_head, django_capture_on_commit_callbacks
):
    membership = in_force.season.memberships.get(organisation=newcomer)
    annex = signing_services.accede(in_force, membership, by=leader_head)
    for user in (newcomer.its_head, leader_head):
        put_down(client, annex, user, django_capture_on_commit_callbacks)

    with pytest.raises(Refused):
        signing_services.stop_accession(in_force, membership, reason="Thôi.", by=leader_head)

    annex.refresh_from_db()
    assert annex.state == Paper.State.ISSUED
