from dataclasses import replace

import pytest

from blocs.models import Pledge, Season
from blocs.rules import stages
from blocs.rules.rights import Seat
from blocs.rules.stages import Facts

Stage = Season.Stage
READY = Facts(members=2, has_leader=True, pledge=Pledge.Status.IN_FORCE)
MOVERS = {Seat.LEADER_HEAD, Seat.STANDING}


def test_the_stages_follow_one_another_to_the_end():
    walked = [Stage.PREPARING]
    while (stage := stages.next_stage(walked[-1])) is not None:
        walked.append(stage)

    assert walked == list(Stage)


@pytest.mark.parametrize("seat", Seat)
@pytest.mark.parametrize("stage", Stage)
def test_who_moves_a_season_on_and_who_forces_it(stage, seat):
    told = stage in (Stage.PREPARING, Stage.PLEDGING, Stage.REVIEWING)
    forces = stages.next_stage(stage) is not None and seat is Seat.STANDING

    assert bool(stages.can_advance(stage, frozenset({seat}), READY)) is (told and seat in MOVERS)
    assert bool(stages.can_force(stage, frozenset({seat}), "Hội nghị đã họp.")) is forces


@pytest.mark.parametrize(
    ("stage", "facts"),
    [
        (Stage.PREPARING, Facts(members=1, has_leader=True)),
        (Stage.PREPARING, Facts(members=2, has_leader=False)),
        (Stage.REVIEWING, Facts(members=2, has_leader=True, reports_open=1)),
        *[
            (Stage.PLEDGING, Facts(2, True, status))
            for status in ["", *Pledge.Status]
            if status != Pledge.Status.IN_FORCE
        ],
    ],
)
def test_a_missing_condition_holds_the_season_and_is_named(stage, facts):
    verdict = stages.can_advance(stage, frozenset({Seat.STANDING}), facts)

    assert len(verdict.reasons) == 1


@pytest.mark.parametrize("handed_over", [True, False])
def test_a_year_closes_only_after_the_handover(handed_over):
    facts = replace(READY, counted=True, handed_over=handed_over)

    assert [finding.met for finding in stages.conditions(Stage.NOMINATING, facts)] == [True, handed_over]


@pytest.mark.parametrize("met", [None, True, False])
def test_without_a_day_for_reports_nobody_can_tell_whether_their_time_has_come(met):
    facts = replace(READY, is_time_of_reports=met)

    assert [finding.met for finding in stages.conditions(Stage.RUNNING, facts)] == [met]
    assert bool(stages.can_advance(Stage.RUNNING, frozenset({Seat.STANDING}), facts)) is (met is True)


def test_what_may_follow_later_is_listed_and_does_not_hold_the_season():
    facts = replace(READY, set_up=stages.SetUp(has_theme=False, without_officer=("Hội A", "Hội B")))

    places = [finding.place for finding in stages.advisable(Stage.PREPARING, facts)]
    assert places == ["blocs:season-members", "blocs:season-edit"]
    assert stages.can_advance(Stage.PREPARING, frozenset({Seat.STANDING}), facts)
    assert stages.advisable(Stage.RUNNING, facts) == []


@pytest.mark.parametrize("lacks", [{"headless": ("Hội A",)}, {"undated": ("Báo cáo năm",)}])
def test_what_is_needed_holds_the_season_and_names_it(lacks):
    facts = replace(READY, set_up=stages.SetUp(**lacks))

    (reason,) = stages.can_advance(Stage.PREPARING, frozenset({Seat.STANDING}), facts).reasons
    assert next(iter(lacks.values()))[0] in str(reason)


def test_all_reasons_are_told_at_once():
    verdict = stages.can_advance(Stage.PREPARING, frozenset({Seat.OFFICER}), Facts())

    assert len(verdict.reasons) == 3


@pytest.mark.parametrize("reason", ["", "   "])
def test_forcing_needs_a_reason(reason):
    assert not stages.can_force(Stage.RUNNING, frozenset({Seat.STANDING}), reason)
