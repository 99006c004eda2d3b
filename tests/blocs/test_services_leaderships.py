from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from blocs.models import Leadership, Season
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.services import leaderships, memberships, seasons
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db
YEAR, NOON = factories.YEAR, factories.NOON
Role = Leadership.Role
JULY = date(YEAR, 7, 1)


def name(season, organisation, by, role=Role.LEADER, since=JULY, reason="Đơn vị sáp nhập."):
    return leaderships.name(season, organisation, role=role, since=since, by=by, reason=reason, at=NOON)


def leaders(season):
    """Who leads on each day; without exactly one, the day itself."""
    rows = list(season.leaderships.select_related("organisation"))
    days = (season.last_day - season.first_day).days + 1
    return [people.leads_on(rows, season.first_day + timedelta(days=day)).organisation for day in range(days)]


def test_one_leads_until_the_next_ones_day(season, members, standing):
    name(season, members[2], standing)

    told = leaders(season)
    assert len(told) == 365
    assert told[:181] == [members[0]] * 181  # to 30 June
    assert told[181:] == [members[2]] * 184


def test_the_first_leader_leads_from_the_first_day_whenever_named(bloc, members, standing):
    season = seasons.start(bloc, year=YEAR, members=members, by=standing, at=NOON)

    name(season, members[1], standing, reason="")

    assert set(leaders(season)) == {members[1]}


def test_rights_follow_on_the_day(season, members, standing, head):
    name(season, members[2], standing)

    before = people.seats(people.person(head, on=date(YEAR, 6, 30)), season)
    after = people.seats(people.person(head, on=JULY), season)
    assert Seat.LEADER_HEAD not in before
    assert Seat.LEADER_HEAD in after


def test_another_choice_for_the_same_day_takes_the_place_of_the_first(season, members, standing):
    name(season, members[2], standing)
    name(season, members[1], standing, role=Role.ACTING, reason="Nhầm đơn vị.")

    assert leaders(season)[-1] == members[1]
    assert season.leaderships.exclude(role=Role.DEPUTY).count() == 2
    assert [event.organisation for event in season.events.all()] == [members[2], members[1]]


def test_the_same_form_sent_twice_names_once(season, members, standing):
    assert name(season, members[2], standing) == name(season, members[2], standing)
    assert season.events.count() == 1


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPUTY])
def test_who_leads_already_is_not_named_again(season, members, standing, role):
    with pytest.raises(Refused):
        name(season, members[0], standing, role=role)


def test_a_change_of_leader_needs_its_reason_at_the_field(season, members, standing):
    with pytest.raises(ValidationError) as told:
        name(season, members[2], standing, reason=" ")

    assert list(told.value.message_dict) == ["reason"]


@pytest.mark.parametrize("since", [date(YEAR - 1, 12, 31), date(YEAR + 1, 1, 1)])
def test_the_day_lies_in_the_season(season, members, standing, since):
    with pytest.raises(ValidationError) as told:
        name(season, members[2], standing, since=since)

    assert list(told.value.message_dict) == ["since"]


def test_only_a_member_of_all_those_days_leads(season, members, standing):
    stranger = factories.organisation()
    memberships.leave(
        season.memberships.get(organisation=members[2]),
        on=date(YEAR, 9, 1),
        by=standing,
        reason="Thử",
        at=NOON,
    )

    for organisation in (stranger, members[2]):
        with pytest.raises(ValidationError) as told:
            name(season, organisation, standing)
        assert list(told.value.message_dict) == ["organisation"]


def test_a_deputy_who_comes_to_lead_ends_as_deputy_the_day_before(season, members, standing):
    name(season, members[1], standing)

    assert season.leaderships.get(role=Role.DEPUTY).ends == date(YEAR, 6, 30)


def test_an_organisation_is_deputy_once(season, members, standing):
    with pytest.raises(Refused):
        name(season, members[1], standing, role=Role.DEPUTY)


def test_a_deputys_service_ends_once(season, standing):
    deputy = season.leaderships.get(role=Role.DEPUTY)

    leaderships.end_deputy(deputy, on=JULY, by=standing, at=NOON)
    leaderships.end_deputy(deputy, on=JULY, by=standing, at=NOON)
    with pytest.raises(Refused):
        leaderships.end_deputy(deputy, on=date(YEAR, 8, 1), by=standing, at=NOON)

    assert season.events.count() == 1


@pytest.mark.parametrize("on", [date(YEAR - 1, 12, 31), date(YEAR + 1, 1, 1)])
def test_a_deputys_last_day_lies_in_its_service(season, standing, on):
    with pytest.raises(ValidationError) as told:
        leaderships.end_deputy(season.leaderships.get(role=Role.DEPUTY), on=on, by=standing, at=NOON)

    assert list(told.value.message_dict) == ["on"]


@pytest.mark.parametrize("who", ["officer", "head", "deputy_head", "auditor", "council", "administrator"])
def test_others_name_nobody(request, season, members, who):
    with pytest.raises(Refused):
        name(season, members[2], request.getfixturevalue(who))


def test_a_closed_season_names_nobody(season, members, standing):
    Season.objects.update(stage=Season.Stage.CLOSED)

    with pytest.raises(Refused):
        name(season, members[2], standing)


@pytest.mark.parametrize(
    "row",
    [
        {"role": Role.ACTING, "starts": date(YEAR, 1, 1)},  # two from one day
        {"role": Role.LEADER, "starts": JULY, "ends": date(YEAR, 8, 1)},  # a leader who ends leaves a gap
        {"role": Role.DEPUTY, "starts": JULY, "ends": date(YEAR, 6, 1)},
    ],
)
def test_the_database_itself_holds_one_leader_for_any_day(season, members, row):
    with pytest.raises(IntegrityError):
        season.leaderships.create(organisation=members[2], **row)


def test_the_deputy_acts_for_a_leader_that_has_lost_its_head(season, members, deputy_head, english):
    gone = factories.mandate(members[0], "head", ends=date(YEAR, 3, 1))

    made = leaderships.let_deputy_act(season, by=deputy_head, at=NOON)
    leaderships.let_deputy_act(season, by=deputy_head, at=NOON)

    assert gone.has_ended(NOON.date())
    assert (made.organisation, made.role, made.starts) == (members[1], "acting", NOON.date())
    assert not season.leaderships.filter(role="deputy", ends__isnull=True).exists()
    assert season.events.filter(step="name_acting").count() == 1


@pytest.mark.parametrize("who", ["head", "leader_officer", "auditor"])
def test_others_do_not_let_the_deputy_act(season, who, request):
    with pytest.raises(Refused):
        leaderships.let_deputy_act(season, by=request.getfixturevalue(who), at=NOON)

    assert not season.leaderships.filter(role="acting").exists()


def test_a_leader_with_a_head_leads(season, leader_head, standing, english):
    with pytest.raises(Refused, match="has a head"):
        leaderships.let_deputy_act(season, by=standing, at=NOON)
