"""People who change one season at the same moment. Such tests leave an empty database behind."""

from datetime import date, timedelta

import pytest

from blocs.models import Leadership, Pledge, Season
from blocs.selectors import people
from blocs.services import leaderships, memberships, seasons
from emulation.models import User
from tests import factories
from tests.blocs.parallel import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)
YEAR, NOON = factories.YEAR, factories.NOON
JULY = date(YEAR, 7, 1)


@pytest.fixture
def cast():
    """A season of four with the agency; led by the first."""
    members = [factories.organisation() for _number in range(4)]
    season = factories.season(factories.bloc(), members)
    standing = factories.someone(factories.organisation(kind="state_agency"), "standing")
    return season, members, standing


def own(season, by):
    """Each thread reads its own rows, as each request does."""
    return Season.objects.get(pk=season.pk), User.objects.get(pk=by.pk)


def name(season, organisation, by, since=JULY):
    def job():
        mine, person = own(season, by)
        return leaderships.name(
            mine, organisation, role="leader", since=since, by=person, reason="Thử", at=NOON
        )

    return job


def leaders_by_day(season):
    rows = list(season.leaderships.all())
    days = (season.last_day - season.first_day).days + 1
    return [people.leads_on(rows, season.first_day + timedelta(days=day)) for day in range(days)]


def test_two_leaders_named_for_one_day_leave_one(cast):
    season, members, standing = cast

    outcomes = at_once(*[name(season, member, standing) for member in members[1:]])

    assert refusals(outcomes) == []
    begun = season.leaderships.filter(starts=JULY).exclude(role=Leadership.Role.DEPUTY)
    assert begun.count() == 1
    assert all(leaders_by_day(season))
    assert season.events.filter(step="name_leader").count() == 3


def test_leaders_named_for_several_days_follow_one_another_without_a_gap(cast):
    season, members, standing = cast
    days = [date(YEAR, month, 1) for month in (3, 6, 9)]

    at_once(*[name(season, member, standing, day) for member, day in zip(members[1:], days, strict=True)])

    told = [row.organisation for row in leaders_by_day(season)]
    assert list(dict.fromkeys(told)) == members
    assert len(told) == 365


def test_a_leader_named_while_it_leaves_leads_or_leaves_but_not_both(cast):
    season, members, standing = cast
    membership = season.memberships.get(organisation=members[2])

    def leave():
        mine = season.memberships.get(pk=membership.pk)
        mine.season, person = own(season, standing)
        memberships.leave(mine, on=date(YEAR, 6, 1), reason="Thử", by=person, at=NOON)

    outcomes = at_once(name(season, members[2], standing), leave)

    assert len(refusals(outcomes)) == 1
    leads = leaders_by_day(season)[-1].organisation == members[2]
    membership.refresh_from_db()
    assert leads is (membership.left_on is None)


def test_the_last_member_who_joins_twice_at_once_is_there_once(cast):
    season, _members, standing = cast
    newcomer = factories.organisation()

    def join():
        mine, person = own(season, standing)
        return memberships.join(mine, newcomer, on=JULY, by=person, at=NOON)

    at_once(join, join, join)

    assert season.memberships.filter(organisation=newcomer).count() == 1


def test_those_who_join_at_once_get_places_of_their_own(cast):
    season, _members, standing = cast
    newcomers = [factories.organisation() for _number in range(4)]

    def join(organisation):
        def job():
            mine, person = own(season, standing)
            return memberships.join(mine, organisation, on=JULY, by=person, at=NOON)

        return job

    at_once(*[join(organisation) for organisation in newcomers])

    assert sorted(season.memberships.values_list("order", flat=True)) == list(range(1, 9))


def test_a_season_moved_on_by_several_moves_one_stage(cast):
    season, _members, standing = cast
    factories.set_up(season)
    season.pledges.create(status=Pledge.Status.IN_FORCE, agreed_hash="0" * 64)

    def advance():
        mine, person = own(season, standing)
        seasons.advance(mine, by=person, seen=Season.Stage.PREPARING, at=NOON)

    at_once(*[advance] * 4)

    season.refresh_from_db()
    assert season.stage == Season.Stage.PLEDGING
    assert season.events.count() == 1


def test_a_year_begun_by_two_is_there_once(cast):
    season, members, standing = cast

    def start():
        mine, person = own(season, standing)
        return seasons.start(mine.bloc, year=YEAR + 1, members=members, leader=members[1], by=person, at=NOON)

    outcomes = at_once(start, start)

    assert len(refusals(outcomes)) == 1
    made = Season.objects.get(year=YEAR + 1)
    assert made.memberships.count() == 4
    assert made.leaderships.count() == 1
