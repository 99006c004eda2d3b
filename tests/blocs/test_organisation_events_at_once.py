from datetime import date

import pytest

from blocs.models import OrganisationEvent
from blocs.services import leaderships, organisation_events
from blocs.services.organisation_events import Given
from tests.blocs.parallel import at_once, refusals
from tests.factories import NOON, YEAR

pytestmark = pytest.mark.django_db(transaction=True)
MAY = date(YEAR, 5, 15)


def test_two_who_end_one_organisation_differently_end_it_once(season, members, standing):
    def ending(kind, targets):
        given = Given(kind=kind, day=MAY, targets=targets, decision="Quyết định số 1")
        return lambda: organisation_events.make(members[1], given, by=standing, at=NOON)

    outcomes = at_once(ending("merge", [members[2]]), ending("dissolve", []))

    assert len(refusals(outcomes)) == 1
    assert OrganisationEvent.objects.count() == 1
    assert season.memberships.filter(left_on__isnull=False).count() == 1


def test_a_leader_ends_while_another_is_named(season, members, standing):
    given = Given(kind="dissolve", day=MAY, decision="Quyết định số 1")

    at_once(
        lambda: organisation_events.make(members[0], given, by=standing, at=NOON),
        lambda: leaderships.name(
            season, members[2], role="leader", since=MAY, by=standing, reason="Thay.", at=NOON
        ),
    )

    assert season.leaderships.exclude(role="deputy").filter(starts=MAY).count() == 1
    assert season.memberships.get(organisation=members[0]).left_on == date(YEAR, 5, 14)
