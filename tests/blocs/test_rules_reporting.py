from decimal import Decimal as D

import pytest

from blocs.models import Season
from blocs.rules import reporting
from blocs.rules.points import Limits, Points
from blocs.rules.reporting import STEPS, Facts, Level, Outcome, Status
from blocs.rules.rights import Seat

CHECKERS = {
    Seat.LEADER_OFFICER,
    Seat.LEADER_HEAD,
    Seat.DEPUTY_OFFICER,
    Seat.DEPUTY_HEAD,
    Seat.STANDING,
}
READY = Facts(has_results=True)
RUNNING = Season.Stage.RUNNING


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("seat", Seat)
def test_every_step_from_every_status_by_every_seat(name, status, seat):
    allowed = reporting.can_step(
        name, status=status, stage=RUNNING, seats=frozenset({seat}), facts=READY, reason="Vì"
    )

    who = {Seat.HEAD} if name in ("submit", "recall") else CHECKERS
    assert bool(allowed) == (seat in who and status in STEPS[name].sources)


@pytest.mark.parametrize("stage", Season.Stage.values)
def test_reports_belong_to_the_time_after_the_pledge(stage):
    allowed = reporting.can_write(Status.DRAFT, stage, frozenset({Seat.OFFICER}))

    assert bool(allowed) == (stage in ("running", "reviewing"))


@pytest.mark.parametrize("name", ["send_back", "excuse"])
@pytest.mark.parametrize(("reason", "fine"), [("", False), ("  ", False), ("Thiếu số liệu", True)])
def test_who_returns_or_excuses_says_why(name, reason, fine):
    status = next(iter(STEPS[name].sources))

    verdict = reporting.can_step(
        name, status=status, stage=RUNNING, seats=frozenset({Seat.STANDING}), reason=reason
    )

    assert bool(verdict) is fine


@pytest.mark.parametrize(
    ("facts", "how_many"),
    [
        (Facts(), 1),
        (Facts(has_results=True), 0),
        (Facts(has_results=True, targets_open=1), 1),
        (Facts(has_results=True, criteria_open=2), 1),
        (Facts(targets_open=1, criteria_open=1), 3),
    ],
)
def test_submitting_tells_all_that_is_missing(facts, how_many):
    assert len(reporting.missing(facts).reasons) == how_many


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("level", Level.values)
@pytest.mark.parametrize("seat", Seat)
def test_who_gives_points_on_which_level_and_when(level, status, seat):
    allowed = bool(reporting.can_score(level, status=status, stage=RUNNING, seats=frozenset({seat})))

    who = {Level.OWN: {Seat.OFFICER, Seat.HEAD}, Level.CHECKED: CHECKERS, Level.FINAL: {Seat.STANDING}}[level]
    when = ("draft", "returned") if level == Level.OWN else ("submitted", "accepted")
    assert allowed == (seat in who and status in when)


@pytest.mark.parametrize(
    ("points", "before", "why", "fine"),
    [
        (Points(D(3)), None, "", True),
        (Points(D(3)), Points(D(3)), "", True),
        (Points(D(0)), Points(D(3)), "Không có minh chứng", True),
        (Points(D(0)), Points(D(3)), " ", False),
        (Points(D("3.5")), None, "", False),
        (Points(D("-0.5")), None, "", False),
        (Points(D("0.3")), None, "", False),
        (Points(D(3), D(1)), None, "", False),
    ],
)
def test_points_fit_their_criterion_and_who_differs_says_why(points, before, why, fine):
    assert bool(reporting.may_give(points, Limits(D(3)), before=before, why=why)) is fine


@pytest.mark.parametrize(
    ("comparison", "promised", "achieved", "expected"),
    [
        ("at_least", "95", "94.9999", Outcome.MISSED),
        ("at_least", "95", "95", Outcome.MET),
        ("at_least", "95", "95.0001", Outcome.EXCEEDED),
        ("at_most", "5", "5.01", Outcome.MISSED),
        ("at_most", "5", "5", Outcome.MET),
        ("at_most", "5", "0", Outcome.EXCEEDED),
        ("exactly", "5", "5", Outcome.MET),
        ("exactly", "5", "6", Outcome.MISSED),
        ("exactly", "5", "4", Outcome.MISSED),
        ("", "5", "6", Outcome.EXCEEDED),
        ("at_least", "0", "0", Outcome.MET),
        ("at_least", None, "5", None),
        ("at_least", "5", None, None),
    ],
)
def test_a_target_is_missed_met_or_exceeded(comparison, promised, achieved, expected):
    figures = [None if value is None else D(value) for value in (promised, achieved)]

    assert reporting.outcome(comparison, *figures) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], None),
        ([("own", 3)], 3),
        ([("own", 3), ("checked", 0)], 0),
        ([("final", 2), ("own", 3), ("checked", 1)], 2),
    ],
)
def test_the_last_level_that_gave_points_counts(levels, expected):
    found = reporting.effective((level, Points(D(value))) for level, value in levels)

    assert found == (None if expected is None else Points(D(expected)))
