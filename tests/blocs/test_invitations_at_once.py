"""Two who open one link at once. Leaves an empty database behind, and so fills in what it needs."""

from datetime import date

import pytest

from blocs.models import Invitation
from blocs.services import invitations
from documents import profiles
from documents.models import FormatProfile
from emulation.models import User
from tests import factories
from tests.blocs.test_people_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
GIVEN = {
    "full_name": "Lê Thị Mời",
    "email": "moi@example.vn",
    "role": "officer",
    "title": "Chuyên viên",
    "starts": date(2026, 1, 1),
}


@pytest.fixture
def administrator():
    profiles.load(FormatProfile)
    return factories.someone(factories.organisation("Sở Nội vụ", code="snv"), "administrator")


def test_one_link_opens_one_account(administrator):
    office = administrator.mandates.get().organisation
    key = invitations.invite(office, send=lambda *_sent: None, by=administrator, **GIVEN).pk

    def accept(name):
        invitation = Invitation.objects.select_related("organisation__province").get(pk=key)
        invitations.accept(invitation, full_name=name, password="một câu dài dễ nhớ")

    assert at_once(accept, ["Lê Thị Một"], ["Lê Thị Hai"]) == ["done", "refused"]
    assert User.objects.filter(email="moi@example.vn").count() == 1


def test_one_person_is_invited_once(administrator):
    office = administrator.mandates.get().organisation
    other = factories.someone(office, "administrator")
    sent = []

    def invite(by):
        user = User.objects.get(pk=by)
        invitations.invite(office, send=lambda *given: sent.append(given), by=user, **GIVEN)

    assert at_once(invite, [administrator.pk], [other.pk]) == ["done", "email"]
    assert (len(sent), Invitation.objects.count()) == (1, 1)
