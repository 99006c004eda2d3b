from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from blocs.models import Leadership, Milestone, Pledge, Season
from blocs.services import seasons
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db
YEAR, NOON = factories.YEAR, factories.NOON


def start(bloc, members, by, **more):
    more.setdefault("year", YEAR + 1)
    return seasons.start(bloc, members=members, by=by, at=NOON, **more)


def test_a_season_begins_with_its_members_leaders_and_usual_dates(bloc, season, members, standing):
    made = start(bloc, members[::-1], standing, leader=members[1], deputy=members[2], theme="Đoàn kết")

    assert [row.organisation for row in made.memberships.in_order()] == members[::-1]
    assert {(row.role, row.organisation, row.starts) for row in made.leaderships.all()} == {
        ("leader", members[1], date(YEAR + 1, 1, 1)),
        ("deputy", members[2], date(YEAR + 1, 1, 1)),
    }
    assert made.milestones.get(kind=Milestone.Kind.REPORTS).due == date(YEAR + 1, 11, 20)
    assert made.stage == Season.Stage.PREPARING
    assert made.events.get().step == "start"


def test_a_date_of_ones_own_goes_before_the_usual_one(bloc, members, standing):
    made = start(bloc, members, standing, pledge_due=date(YEAR + 1, 3, 14))

    assert made.milestones.get(kind=Milestone.Kind.PLEDGE).due == date(YEAR + 1, 3, 14)


def test_a_school_year_has_its_own_days(bloc, members, standing):
    made = start(bloc, members, standing, period=Season.Period.SCHOOL)

    assert (made.first_day, made.last_day) == (date(YEAR + 1, 9, 1), date(YEAR + 2, 8, 31))
    assert made.label == f"{YEAR + 1}-{YEAR + 2}"


@pytest.mark.parametrize("who", ["leader_head", "leader_officer", "standing"])
def test_the_leader_and_the_agency_begin_the_next_year(request, bloc, season, members, who):
    assert start(bloc, members, request.getfixturevalue(who)).pk


def test_the_leader_takes_the_members_over_in_an_order_of_its_own(bloc, season, members, leader_head):
    with pytest.raises(ValidationError):
        start(bloc, members[:2], leader_head)
    with pytest.raises(ValidationError):
        start(bloc, [*members, factories.organisation()], leader_head)

    assert start(bloc, members[::-1], leader_head).memberships.count() == 3


@pytest.mark.parametrize("who", ["officer", "head", "deputy_head", "auditor", "council", "administrator"])
def test_others_do_not(request, bloc, season, members, who):
    with pytest.raises(Refused):
        start(bloc, members, request.getfixturevalue(who))

    assert bloc.seasons.count() == 1


def test_a_year_is_begun_once(bloc, season, members, standing):
    with pytest.raises(Refused):
        start(bloc, members, standing, year=YEAR)

    assert bloc.seasons.count() == 1


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("members", lambda members: {"members": []}),
        ("members", lambda members: {"members": [members[0], members[0]]}),
        ("leader", lambda members: {"members": members[:1], "leader": members[1]}),
        ("deputy", lambda members: {"members": members[:1], "deputy": members[1]}),
        ("deputy", lambda members: {"members": members, "leader": members[0], "deputy": members[0]}),
        ("year", lambda members: {"members": members, "year": 1000}),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_saved(bloc, members, standing, field, given):
    with pytest.raises(ValidationError) as told:
        start(bloc, by=standing, **given(members))

    assert list(told.value.message_dict) == [field]
    assert not bloc.seasons.exists()


def test_members_come_from_the_province_of_the_bloc(bloc, members, standing):
    elsewhere = factories.organisation(province=factories.ProvinceFactory(code="KH", name="tỉnh Khác"))

    with pytest.raises(ValidationError):
        start(bloc, [*members, elsewhere], standing)


def test_a_season_is_changed_with_a_line_of_history(season, leader_officer):
    seasons.edit(season, theme="Đoàn kết", by=leader_officer, at=NOON)
    seasons.edit(season, theme="Đoàn kết", by=leader_officer, at=NOON)

    assert [(event.step, event.note) for event in season.events.all()] == [("edit", "theme")]


def test_members_and_leaders_of_the_first_day_move_with_it(season, standing):
    seasons.edit(season, first_day=date(YEAR, 2, 1), by=standing, at=NOON)

    assert set(season.memberships.values_list("joined_on", flat=True)) == {date(YEAR, 2, 1)}
    assert set(season.leaderships.values_list("starts", flat=True)) == {date(YEAR, 2, 1)}


def test_nobody_is_left_outside_the_new_dates(season, members, standing):
    season.leaderships.create(organisation=members[2], role=Leadership.Role.LEADER, starts=date(YEAR, 11, 1))

    with pytest.raises(ValidationError) as told:
        seasons.edit(season, last_day=date(YEAR, 10, 1), by=standing, at=NOON)

    assert list(told.value.message_dict) == ["first_day"]
    season.refresh_from_db()
    assert season.last_day == date(YEAR, 12, 31)


def test_a_closed_season_stays_as_it_is(season, standing):
    Season.objects.update(stage=Season.Stage.CLOSED)

    with pytest.raises(Refused):
        seasons.edit(season, theme="Đoàn kết", by=standing, at=NOON)
    with pytest.raises(Refused):
        seasons.force(season, reason="Thử.", by=standing, at=NOON)


def test_a_season_moves_on_when_its_conditions_are_met(season, leader_head):
    factories.set_up(season)

    seasons.advance(season, by=leader_head, at=NOON)

    assert season.stage == Season.Stage.PLEDGING
    event = season.events.get()
    assert (event.came_from, event.went_to, event.forced) == ("preparing", "pledging", False)


@pytest.mark.parametrize(("days_before", "moves"), [(60, True), (61, False), (0, True), (-10, True)])
def test_reports_begin_sixty_days_before_their_day(season, leader_head, days_before, moves):
    Season.objects.update(stage=Season.Stage.RUNNING)
    season.milestones.create(kind="reports", due=NOON.date() + timedelta(days=days_before))

    if moves:
        seasons.advance(season, by=leader_head, at=NOON)
    else:
        with pytest.raises(Refused):
            seasons.advance(season, by=leader_head, at=NOON)

    season.refresh_from_db()
    assert season.stage == (Season.Stage.REVIEWING if moves else Season.Stage.RUNNING)


@pytest.mark.parametrize("missing", ["members", "leader", "head", "pledge", "reports"])
def test_a_season_opens_only_when_it_is_set_up(season, members, leader_head, standing, missing):
    factories.set_up(season)
    if missing == "members":
        season.memberships.exclude(organisation=members[0]).delete()
    elif missing == "leader":
        season.leaderships.filter(role="leader").delete()
    elif missing == "head":
        members[2].mandates.all().delete()
    else:
        season.milestones.filter(kind=missing).delete()

    with pytest.raises(Refused) as refused:
        seasons.advance(season, by=standing, at=NOON)
    assert len(refused.value.reasons) == 1
    assert not season.events.exists()

    seasons.force(season, reason="Bổ sung sau.", by=standing, at=NOON)
    assert season.stage == Season.Stage.PLEDGING


def test_it_waits_for_the_pledge(season, leader_head):
    factories.set_up(season)
    seasons.advance(season, by=leader_head, at=NOON)
    with pytest.raises(Refused):
        seasons.advance(season, by=leader_head, at=NOON)

    season.pledges.create(status=Pledge.Status.IN_FORCE, agreed_hash="0" * 64)
    seasons.advance(season, by=leader_head, at=NOON)
    assert season.stage == Season.Stage.RUNNING


def test_a_button_pressed_twice_moves_it_once(season, leader_head, standing):
    factories.set_up(season)
    season.pledges.create(status=Pledge.Status.IN_FORCE, agreed_hash="0" * 64)
    seen = season.stage

    seasons.advance(season, by=leader_head, seen=seen, at=NOON)
    seasons.advance(season, by=leader_head, seen=seen, at=NOON)
    seasons.force(season, by=standing, seen=seen, reason="Gửi hai lần.", at=NOON)

    assert season.stage == Season.Stage.PLEDGING
    assert season.events.count() == 1


def test_the_agency_forces_it_and_the_reason_is_kept(season, standing):
    Season.objects.update(stage=Season.Stage.RUNNING)

    seasons.force(season, reason="Báo cáo nộp trên giấy.", by=standing, at=NOON)

    assert season.stage == Season.Stage.REVIEWING
    event = season.events.get()
    assert (event.forced, event.note) == (True, "Báo cáo nộp trên giấy.")
