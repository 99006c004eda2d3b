"""The stages of a season, as a table, and what each step asks for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from blocs.models import Pledge, Season
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict, unless

Stage = Season.Stage
ORDER = tuple(Stage)
FEWEST_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conditions look at."""

    members: int = 0
    has_leader: bool = False
    handed_over: bool = False  # to the leader of the next year, or the leader stays
    pledge: str = ""  # the status of the season's pledge, empty without one
    counted: bool = False  # the season's ballots
    reports_open: int = 0  # members whose annual report is neither accepted nor excused


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition in words, and whether it is met; None where the program cannot tell yet."""

    words: Reason
    met: bool | None


def next_stage(stage: str) -> Season.Stage | None:
    place = ORDER.index(Stage(stage))
    return ORDER[place + 1] if place + 1 < len(ORDER) else None


def conditions(stage: str, facts: Facts) -> list[Finding]:
    """What must hold before the season goes on from this stage."""
    if stage == Stage.PREPARING:
        return [
            Finding(_("The bloc has at least two members."), facts.members >= FEWEST_MEMBERS),
            Finding(_("The leader is chosen."), facts.has_leader),
        ]
    if stage == Stage.PLEDGING:
        return [Finding(_("The pledge is in force."), facts.pledge == Pledge.Status.IN_FORCE)]
    if stage == Stage.NOMINATING:
        return [
            Finding(_("The ballot is counted."), facts.counted),
            Finding(_("Both sides have confirmed the handover."), facts.handed_over),
        ]
    if stage == Stage.REVIEWING:
        return [Finding(_("All reports are accepted or excused."), not facts.reports_open)]
    later: dict[str, Reason] = {Stage.RUNNING: _("The time of reports has come.")}
    return [Finding(later[stage], None)] if stage in later else []


def can_advance(stage: str, seats: frozenset[Seat], facts: Facts) -> Verdict:
    """May somebody on these seats move the season on, its conditions met?"""
    verdict = may(Act.MOVE_STAGE, seats) & _not_closed(stage)
    for finding in conditions(stage, facts):
        if finding.met is None:
            verdict &= Verdict(
                (
                    _("“%(condition)s” cannot be told yet; the standing agency moves on with a reason.")
                    % {"condition": finding.words},
                )
            )
        elif not finding.met:
            verdict &= Verdict((_("Still missing: %(condition)s") % {"condition": finding.words},))
    return verdict


def can_force(stage: str, seats: frozenset[Seat], reason: str) -> Verdict:
    """May the season move on against its conditions?"""
    return (
        may(Act.FORCE_STAGE, seats)
        & _not_closed(stage)
        & unless(bool(reason.strip()), _("Say why the season moves on; the reason is kept."))
    )


def _not_closed(stage: str) -> Verdict:
    return unless(next_stage(stage) is not None, _("The season is closed."))
