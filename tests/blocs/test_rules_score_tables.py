from dataclasses import replace
from decimal import Decimal as D

import pytest

from blocs.models import Criterion as Row
from blocs.rules import criteria, score_tables
from blocs.rules.formulas import Penalty, PerUnit, Ratio, Steps, Sum
from blocs.rules.points import Limits
from blocs.rules.rights import MAY, Act, Seat
from blocs.rules.score_tables import STEPS, Status
from blocs.rules.scoring import Criterion, Group, Table

EDITORS = frozenset({Seat.STANDING, Seat.LEADER_HEAD, Seat.LEADER_OFFICER})


def table(*criteria, group=20, total=20):
    return Table(Limits(D(total)), (Group(1, Limits(D(group)), "Nhóm một", criteria),))


def criterion(most, **more):
    return Criterion(5, Limits(D(str(most))), "Tiêu chí", **more)


def words(given):
    return [fault.words for fault in score_tables.faults(given)]


@pytest.mark.parametrize(("first", "second"), [("0.5", "0.5"), (10, 10), (0.5, "19.5")])
def test_criteria_may_come_to_no_more_than_their_group(first, second):
    assert words(table(criterion(first), criterion(second))) == []


def test_one_step_too_many_is_told():
    assert len(words(table(criterion(10), criterion("10.5")))) == 1


@pytest.mark.parametrize(("group", "fits"), [("19.5", False), (20, True), ("20.5", False)])
def test_the_groups_must_come_to_the_total_exactly(group, fits):
    assert (words(table(criterion(1), group=group)) == []) is fits


def test_parts_may_come_to_no_more_than_their_criterion():
    parts = (Criterion(6, Limits(D(3)), "a"), Criterion(7, Limits(D(2)), "b"))

    assert words(table(criterion(5, rule=Sum(), parts=parts))) == []
    assert len(words(table(criterion("4.5", rule=Sum(), parts=parts)))) == 1


def test_an_empty_table_and_an_empty_group_cannot_be_opened():
    assert len(words(Table(Limits(D(0))))) == 1
    assert len(words(table())) == 1


OFF = Limits(deduction=D(3))


@pytest.mark.parametrize(
    "wrong",
    [
        criterion(0),
        replace(criterion(3), limits=Limits(D(3), step=D("0.25"), deduction=D("0.1"))),
        replace(criterion("2.5"), limits=Limits(D("2.5"), step=D(1))),
        criterion(5, rule=Sum()),
        criterion(5, rule=Penalty(D(1))),
        Criterion(5, OFF, "Trừ", rule=Ratio(), is_penalty=True),
        criterion(5, rule=Steps(((D(1), D("5.5")),))),
    ],
)
def test_a_criterion_that_cannot_be_scored_is_told(wrong):
    [fault] = score_tables.faults(table(wrong))

    assert fault.criterion == 5


@pytest.mark.parametrize(
    "right",
    [
        criterion(5, rule=Steps(((D(1), D(5)),))),
        criterion(5, rule=PerUnit(D(1))),
        Criterion(5, OFF, "Trừ", rule=Penalty(D(1)), is_penalty=True),
        Criterion(5, OFF, "Trừ", is_penalty=True),
        Criterion(5, Limits(bonus=D(1)), "Thưởng"),
    ],
)
def test_one_that_can_be_scored_is_not(right):
    assert words(table(right)) == []


def test_the_balance_shows_what_is_left_at_each_level():
    parts = (Criterion(6, Limits(D(3)), "a"),)
    found = score_tables.balance(table(criterion(5, rule=Sum(), parts=parts), group=18))

    assert (found.whole.given, found.whole.left, found.whole.fits) == (D(18), D(2), True)
    assert (found.groups[1].given, found.groups[1].left) == (D(5), D(13))
    assert (found.criteria[5].given, found.criteria[5].most) == (D(3), D(5))


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("seat", Seat)
def test_every_step_from_every_status_by_every_seat(name, status, seat):
    allowed = bool(score_tables.can_step(name, status=status, seats=frozenset({seat})))

    assert allowed == (seat in EDITORS and status in STEPS[name].sources)


@pytest.mark.parametrize("status", Status.values)
def test_only_a_draft_is_edited_and_only_by_its_editors(status):
    for seat in Seat:
        allowed = bool(score_tables.can_edit(status, frozenset({seat})))
        assert allowed == (status == Status.DRAFT and seat in EDITORS)
    assert MAY[Act.EDIT_SCORE_TABLE] == EDITORS


def test_a_table_with_faults_is_not_opened():
    faults = score_tables.faults(table())

    verdict = score_tables.can_step("open", status=Status.DRAFT, seats=EDITORS, faults=faults)

    assert verdict.reasons == (faults[0].words,)


@pytest.mark.parametrize(
    ("stage", "scored", "fine"),
    [
        ("preparing", False, True),
        ("reviewing", False, True),
        ("running", True, False),
        ("closed", False, False),
    ],
)
def test_a_season_takes_another_table_until_it_is_scored_or_closed(stage, scored, fine):
    assert bool(score_tables.can_choose(stage, EDITORS, scored=scored)) is fine


def row(**fields):
    given = {"name": "x", "kind": "qualitative", "max": 5, "bonus_max": 0, "deduction_max": 0, "step": "0.5"}
    given |= fields
    for name in ("max", "bonus_max", "deduction_max", "step"):
        given[name] = D(str(given[name]))
    return Row(**given)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, set()),
        ({"max": 0, "bonus_max": 2}, set()),
        ({"max": 0}, {"max"}),
        ({"max": "0.25"}, {"max"}),
        ({"max": "0.25", "step": "0.25"}, set()),
        ({"bonus_max": "0.75"}, {"bonus_max"}),
        ({"kind": "penalty"}, {"max", "deduction_max"}),
        ({"kind": "penalty", "max": 0}, {"deduction_max"}),
        ({"kind": "penalty", "max": 0, "deduction_max": 3}, set()),
        ({"kind": "penalty", "max": 0, "deduction_max": 3, "formula": "ratio"}, {"formula"}),
        ({"formula": "penalty", "terms": {"points": "1"}}, {"formula"}),
        ({"formula": "penalty"}, {"term_points"}),
        ({"formula": "per_unit", "terms": {"points": "x"}}, {"term_points"}),
        ({"formula": "steps", "terms": {"steps": [["1", "5"]]}}, set()),
        ({"formula": "steps", "terms": {"steps": [["1", "5.5"]]}}, {"term_steps"}),
        ({"formula": "steps", "terms": {"steps": [["1", "5.5"]]}, "bonus_max": "0.5"}, set()),
        ({"terms": {"left": "over"}}, set()),
    ],
)
def test_what_is_wrong_with_a_criterion_is_told_by_field(fields, wrong):
    assert set(criteria.faults(row(**fields))) == wrong
