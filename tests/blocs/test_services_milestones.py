from datetime import date

import pytest
from django.core.exceptions import ValidationError

from blocs.models import Milestone, Season
from blocs.services import milestones
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db
YEAR, NOON = factories.YEAR, factories.NOON
MARCH, APRIL = date(YEAR, 3, 14), date(YEAR, 4, 15)
PLEDGE = Milestone.Kind.PLEDGE


def move(season, due, by, reason=""):
    return milestones.move(season, kind=PLEDGE, due=due, reason=reason, by=by, at=NOON)


def test_a_first_date_needs_no_reason_and_every_move_is_kept(season, leader_officer):
    move(season, MARCH, leader_officer)
    milestone = move(season, APRIL, leader_officer, "Hội nghị lùi lại.")
    move(season, APRIL, leader_officer, "Gửi hai lần.")

    assert [(row.came_from, row.went_to, row.reason) for row in milestone.moves.all()] == [
        (None, MARCH, ""),
        (MARCH, APRIL, "Hội nghị lùi lại."),
    ]


def test_a_move_needs_its_reason_at_the_field(season, standing):
    move(season, MARCH, standing)

    with pytest.raises(ValidationError) as told:
        move(season, APRIL, standing)

    assert list(told.value.message_dict) == ["reason"]
    assert season.milestones.get().due == MARCH


@pytest.mark.parametrize(
    "due", [date(1, 1, 1), date(YEAR - 2, 12, 1), date(YEAR + 2, 2, 1), date(9999, 12, 31)]
)
def test_a_date_far_from_the_season_is_a_slip_of_the_pen(season, standing, due):
    with pytest.raises(ValidationError) as told:
        move(season, due, standing)

    assert list(told.value.message_dict) == ["due"]


def test_the_councils_session_may_come_after_the_year(season, standing):
    assert move(season, date(YEAR + 1, 2, 1), standing).due == date(YEAR + 1, 2, 1)


def test_what_is_done_is_marked_once_and_taken_back(season, standing):
    milestone = move(season, MARCH, standing)

    for on in (MARCH, MARCH, None, None):
        milestones.mark_done(milestone, on=on, by=standing, at=NOON)

    assert milestone.done_on is None
    assert [event.step for event in season.events.all()] == ["milestone_done", "milestone_undone"]


@pytest.mark.parametrize("who", ["officer", "head", "deputy_head", "auditor", "council", "administrator"])
def test_others_set_no_dates(request, season, who):
    with pytest.raises(Refused):
        move(season, MARCH, request.getfixturevalue(who))


def test_a_closed_season_keeps_its_dates(season, standing):
    Season.objects.update(stage=Season.Stage.CLOSED)

    with pytest.raises(Refused):
        move(season, MARCH, standing)


@pytest.mark.parametrize(
    ("kind", "due"),
    [("mid_year", date(YEAR, 2, 1)), ("mid_year", date(YEAR, 12, 1)), ("pledge", date(YEAR, 8, 1))],
)
def test_a_date_before_its_predecessor_is_refused_at_the_field(season, leader_head, kind, due):
    for known, day in (
        ("pledge", date(YEAR, 2, 28)),
        ("mid_year", date(YEAR, 7, 15)),
        ("reports", date(YEAR, 11, 20)),
    ):
        season.milestones.create(kind=known, due=day)
    before = season.milestones.get(kind=kind).due

    with pytest.raises(ValidationError) as refused:
        milestones.move(season, kind=kind, due=due, reason="Dời.", by=leader_head, at=NOON)

    assert set(refused.value.error_dict) == {"due"}
    assert season.milestones.get(kind=kind).due == before


def test_two_dates_on_one_day_follow_one_another(season, leader_head):
    season.milestones.create(kind="reports", due=date(YEAR, 11, 20))

    milestones.move(season, kind="scoring", due=date(YEAR, 11, 20), by=leader_head, at=NOON)

    assert season.milestones.get(kind="scoring").due == date(YEAR, 11, 20)
