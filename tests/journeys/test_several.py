"""One step for many rows, ticked one by one or all of them, at a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blocs.models import Invitation
from blocs.services import invitations
from tests import factories
from tests.journeys.visitor import SIZES

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_all_are_ticked_and_one_is_left_out(visitor, province, size):
    agency = factories.organisation("Sở Nội vụ tỉnh Tuyên Quang", code="snv", province=province)
    administrator = factories.someone(agency, "administrator")
    for number in range(3):
        invitations.invite(
            agency,
            full_name=f"Lê Thị Mời {number}",
            email=f"moi{number}@example.vn",
            role="officer",
            title="Chuyên viên",
            starts=timezone.localdate(),
            send=lambda invitation, token: None,
            by=administrator,
            at=timezone.now() - timedelta(days=2),
        )
    person = visitor(administrator, size)
    person.goes_to("/people/")
    boxes = person.page.locator("input[name=chosen]")

    person.page.locator("input[name=all]").check()
    assert [box.is_checked() for box in boxes.all()] == [True] * 3
    boxes.nth(1).uncheck()
    assert not person.page.locator("input[name=all]").is_checked()
    person.presses("Send invitations again")
    person.presses("Yes: %(action)s", action="Gửi lại lời mời")

    person.reads("Done for %(count)s line", count=2)
    again = Invitation.objects.filter(sent_at__gt=timezone.now() - timedelta(hours=1))
    assert set(again.values_list("full_name", flat=True)) == {"Lê Thị Mời 0", "Lê Thị Mời 2"}
