"""Two who carry out the same disposal at the same moment. These fill in what they need."""

from datetime import timedelta

import pytest

from blocs.models import Disposal, DisposalEvent
from blocs.services import disposals
from emulation.models import SignIn, User
from tests import factories
from tests.blocs.parallel import at_once, refusals
from tests.blocs.test_disposals import BEFORE, decide
from tests.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_disposal_is_carried_out_once():
    agency = factories.organisation("Sở Nội vụ", code="snv")
    standing = factories.someone(agency, "standing")
    administrators = [factories.someone(agency, "administrator").pk for _number in range(2)]
    SignIn.objects.create(user=standing, at=NOON - timedelta(days=3000), succeeded=True)
    disposal = disposals.draw(agency.province, "traces", before=BEFORE, by=standing, at=NOON)
    decide(disposal, standing)

    def carry_out(by):
        found = Disposal.objects.get(pk=disposal.pk)
        return disposals.carry_out(found, by=User.objects.get(pk=by), at=NOON)

    outcomes = at_once(*(lambda by=by: carry_out(by) for by in administrators))

    assert (sorted(outcomes), refusals(outcomes)) == ([False, True], [])
    assert DisposalEvent.objects.filter(step="carry_out").count() == 1
    assert not SignIn.objects.exists()


def test_a_list_of_a_class_is_drawn_up_once():
    agency = factories.organisation("Sở Nội vụ", code="snv")
    standing = factories.someone(agency, "standing")
    SignIn.objects.create(user=standing, at=NOON - timedelta(days=3000), succeeded=True)

    def draw():
        by = User.objects.get(pk=standing.pk)
        return disposals.draw(agency.province, "traces", before=BEFORE, by=by, at=NOON)

    outcomes = at_once(draw, draw)

    assert len(refusals(outcomes)) == 1
    assert Disposal.objects.count() == 1
