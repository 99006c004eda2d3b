"""A pledge in force that is changed: a new version, signed by all again, takes its place."""

import pytest
from django.urls import reverse

from blocs.documents import pledge as document_of
from blocs.models import Pledge
from blocs.selectors import pledges as reading
from blocs.services import pledges
from blocs.services import signing as signing_services
from documents.models import Paper, SignatureRequest
from documents.services import verification
from emulation.verdicts import Refused
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import request_of, sign

Status = Pledge.Status


@pytest.fixture
def in_force(signing, members, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for member in members:
            sign(signing, member)
    signing.refresh_from_db()
    assert signing.status == Status.IN_FORCE
    return signing


def states():
    return list(Pledge.objects.order_by("version").values_list("status", flat=True))


def test_the_old_pledge_holds_until_all_have_signed_the_new_one(
    client, in_force, members, leader_head, django_capture_on_commit_callbacks
):
    client.force_login(leader_head)
    old = in_force.paper
    for _ in range(2):
        client.post(address("pledge-amend"), {"reason": "Bổ sung chỉ tiêu."})
    assert states() == [Status.IN_FORCE, Status.COMMENT]
    page = client.get(address("pledge-detail")).content.decode()
    assert old.number_text in page

    new = Pledge.objects.get(version=2)
    assert [str(line) for line in new.items.all()] == [str(line) for line in in_force.items.all()]
    assert client.get(address("pledge-pdf")).content != old.signing.newest().content()
    pledges.agree(new, by=leader_head)
    signing_services.begin(new, by=leader_head)
    with django_capture_on_commit_callbacks(execute=True):
        for member in members[:2]:
            sign(new, member)
    old.refresh_from_db()
    assert (states(), old.state) == ([Status.IN_FORCE, Status.SIGNING], Paper.State.ISSUED)
    with django_capture_on_commit_callbacks(execute=True):
        sign(new, members[2])

    old.refresh_from_db()
    new.refresh_from_db()
    assert states() == [Status.AMENDED, Status.IN_FORCE]
    assert (old.state, new.paper.supersedes) == (Paper.State.SUPERSEDED, old)
    sealed = request_of(in_force).newest().content()
    look = verification.look_at(sealed)
    assert (look.kind, look.problems) == (verification.Kind.SUPERSEDED, ())
    assert verification.look_at(request_of(new).newest().content()).good
    client.logout()
    told = client.get(reverse("documents:paper-verify", args=[old.code])).content.decode()
    assert new.paper.get_absolute_url() in told


def test_the_new_paper_names_the_one_that_it_amends(in_force, season, leader_head):
    signing_services.amend(in_force, reason="Bổ sung chỉ tiêu.", by=leader_head)

    first = document_of(season, on=season.first_day).blocks[0]

    assert in_force.paper.number_text in first.text


def test_an_amendment_that_is_given_up_leaves_the_pledge_in_force(client, in_force, leader_head, officer):
    client.force_login(leader_head)
    client.post(address("pledge-amend"), {"reason": "Bổ sung chỉ tiêu."})
    assert client.post(address("pledge-give-up"), {"reason": " "}).context["form"].errors

    client.post(address("pledge-give-up"), {"reason": "Hội nghị không đồng ý."})

    assert states() == [Status.IN_FORCE, Status.VOID]
    client.force_login(officer)
    response = client.get(address("pledge-detail"))
    assert response.context["pledge"] == in_force
    assert client.get(address("pledge-pdf")).content == request_of(in_force).newest().content()
    again = signing_services.amend(in_force, reason="Lần nữa.", by=leader_head)
    assert again.version == 3


def test_stopping_the_signing_of_an_amendment_leaves_the_pledge_in_force(in_force, members, leader_head):
    new = signing_services.amend(in_force, reason="Bổ sung chỉ tiêu.", by=leader_head)
    pledges.agree(new, by=leader_head)
    signing_services.begin(new, by=leader_head)
    sign(new, members[2])

    third = signing_services.void(new, reason="Sai số.", by=leader_head)

    assert states() == [Status.IN_FORCE, Status.VOID, Status.COMMENT]
    assert SignatureRequest.objects.get(paper=in_force.paper).state == SignatureRequest.State.SEALED
    signing_services.give_up(third, reason="Thôi.", by=leader_head)
    assert states() == [Status.IN_FORCE, Status.VOID, Status.VOID]


def test_only_the_leaders_head_amends_and_only_what_is_in_force(in_force, officer, leader_head, english):
    with pytest.raises(Refused):
        signing_services.amend(in_force, reason="Bổ sung.", by=officer)
    with pytest.raises(Refused, match="Say why"):
        signing_services.amend(in_force, reason=" ", by=leader_head)
    new = signing_services.amend(in_force, reason="Bổ sung.", by=leader_head)
    with pytest.raises(Refused):
        signing_services.give_up(in_force, reason="Thôi.", by=leader_head)
    assert reading.last_pledge(new.season) is None
