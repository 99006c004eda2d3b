from datetime import date

import pytest
from django.core.exceptions import ValidationError

from blocs.models import Leadership, Season
from blocs.services import leaderships, memberships
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db
YEAR, NOON = factories.YEAR, factories.NOON
JULY = date(YEAR, 7, 1)


@pytest.fixture
def newcomer(db):
    return factories.organisation("Hội Chữ thập đỏ tỉnh Thử Nghiệm", code="ctd")


def join(season, organisation, by, on=JULY):
    return memberships.join(season, organisation, on=on, by=by, at=NOON)


def leave(season, organisation, by, on=JULY, reason="Sáp nhập."):
    row = season.memberships.get(organisation=organisation, left_on=None)
    memberships.leave(row, on=on, reason=reason, by=by, at=NOON)
    return row


def test_who_joins_comes_last_in_the_rotation(season, members, newcomer, standing):
    join(season, newcomer, standing)

    assert [row.organisation for row in season.memberships.in_order()] == [*members, newcomer]
    assert season.events.get().step == "join"


def test_the_same_form_sent_twice_joins_once(season, newcomer, standing):
    assert join(season, newcomer, standing) == join(season, newcomer, standing)
    assert season.events.count() == 1


def test_a_member_joins_again_only_after_it_left(season, members, standing):
    with pytest.raises(ValidationError):
        join(season, members[2], standing)

    leave(season, members[2], standing)
    with pytest.raises(ValidationError):
        join(season, members[2], standing, on=JULY)
    join(season, members[2], standing, on=date(YEAR, 9, 1))
    assert season.memberships.filter(organisation=members[2]).count() == 2


@pytest.mark.parametrize("on", [date(YEAR - 1, 12, 31), date(YEAR + 1, 1, 1)])
def test_members_join_on_a_day_of_the_season(season, newcomer, standing, on):
    with pytest.raises(ValidationError) as told:
        join(season, newcomer, standing, on=on)

    assert list(told.value.message_dict) == ["on"]


def test_members_come_from_the_same_province(season, standing):
    elsewhere = factories.organisation(province=factories.ProvinceFactory(code="KH", name="tỉnh Khác"))

    with pytest.raises(ValidationError) as told:
        join(season, elsewhere, standing)

    assert list(told.value.message_dict) == ["organisation"]


def test_who_leaves_stays_readable_with_day_and_reason(season, members, standing):
    row = leave(season, members[2], standing)
    memberships.leave(row, on=JULY, reason="Sáp nhập.", by=standing, at=NOON)  # sent twice

    row.refresh_from_db()
    assert (row.left_on, row.reason) == (JULY, "Sáp nhập.")
    assert season.events.count() == 1


def test_a_deputy_who_leaves_serves_no_longer(season, members, standing):
    leave(season, members[1], standing)

    assert season.leaderships.get(role=Leadership.Role.DEPUTY).ends == JULY


@pytest.mark.parametrize(("day", "may"), [(date(YEAR, 6, 30), False), (JULY, True)])
def test_a_leader_leaves_only_when_another_leads_from_then(season, members, standing, day, may):
    """The next one leads from 1 July; before that day the present one has to stay."""
    with pytest.raises(Refused):
        leave(season, members[0], standing)
    leaderships.name(
        season, members[2], role="leader", since=date(YEAR, 7, 2), by=standing, reason="Thử", at=NOON
    )

    if may:
        leave(season, members[0], standing, on=day)
    else:
        with pytest.raises(Refused):
            leave(season, members[0], standing, on=day)


@pytest.mark.parametrize(("on", "reason"), [(date(YEAR + 1, 1, 1), "Thử"), (JULY, " ")])
def test_leaving_needs_its_day_and_its_reason(season, members, standing, on, reason):
    with pytest.raises((ValidationError, Refused)):
        leave(season, members[2], standing, on=on, reason=reason)

    assert not season.memberships.exclude(left_on=None).exists()


def test_the_order_is_kept_and_those_unnamed_come_last(season, members, standing):
    keys = {row.organisation: row.pk for row in season.memberships.all()}

    memberships.reorder(season, [keys[members[2]], keys[members[0]]], by=standing, at=NOON)
    memberships.reorder(season, [keys[members[2]], keys[members[0]]], by=standing, at=NOON)

    assert [row.organisation for row in season.memberships.in_order()] == [members[2], members[0], members[1]]
    assert season.events.count() == 1


def test_keys_of_other_seasons_change_nothing_there(bloc, season, members, standing):
    other = factories.season(bloc, members, year=YEAR - 1)
    before = list(other.memberships.values_list("pk", "order"))

    memberships.reorder(season, [pk for pk, _order in before][::-1], by=standing, at=NOON)

    assert list(other.memberships.values_list("pk", "order")) == before


@pytest.mark.parametrize("who", ["leader_head", "officer", "deputy_head", "auditor", "administrator"])
def test_only_the_agency_changes_members(request, season, members, newcomer, who):
    by = request.getfixturevalue(who)

    with pytest.raises(Refused):
        join(season, newcomer, by)
    with pytest.raises(Refused):
        leave(season, members[2], by)
    with pytest.raises(Refused):
        memberships.reorder(season, [], by=by, at=NOON)


def test_a_closed_season_keeps_its_members(season, newcomer, standing):
    Season.objects.update(stage=Season.Stage.CLOSED)

    with pytest.raises(Refused):
        join(season, newcomer, standing)
