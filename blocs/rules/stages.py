"""The stages of a season, as a table, and what each step asks for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from blocs.models import Milestone, Pledge, Season
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict, unless

Stage = Season.Stage
ORDER = tuple(Stage)
FEWEST_MEMBERS = 2


NEEDED_DATES = (Milestone.Kind.PLEDGE, Milestone.Kind.REPORTS)


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a season that begins has and lacks."""

    headless: tuple[str, ...] = ()  # members that nobody heads, by their names
    without_officer: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()  # milestones that need a day
    has_deputy: bool = True
    has_theme: bool = True
    has_decision: bool = True
    has_score_table: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conditions look at."""

    members: int = 0
    has_leader: bool = False
    handed_over: bool = False  # to the leader of the next year, or the leader stays
    pledge: str = ""  # the status of the season's pledge, empty without one
    counted: bool = False  # the season's ballots
    reports_open: int = 0  # members whose annual report is neither accepted nor excused
    is_time_of_reports: bool | None = None  # None without a day for them
    set_up: SetUp = SetUp()


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition in words, and whether it is met; None where the program cannot tell yet."""

    words: Reason
    met: bool | None
    place: str = ""  # the season's page on which it is put right


def next_stage(stage: str) -> Season.Stage | None:
    place = ORDER.index(Stage(stage))
    return ORDER[place + 1] if place + 1 < len(ORDER) else None


def conditions(stage: str, facts: Facts) -> list[Finding]:
    """What must hold before the season goes on from this stage."""
    if stage == Stage.PREPARING:
        return _needed(facts)
    if stage == Stage.PLEDGING:
        return [Finding(_("The pledge is in force."), facts.pledge == Pledge.Status.IN_FORCE)]
    if stage == Stage.NOMINATING:
        return [
            Finding(_("The ballot is counted."), facts.counted),
            Finding(_("Both sides have confirmed the handover."), facts.handed_over),
        ]
    if stage == Stage.REVIEWING:
        return [Finding(_("All reports are accepted or excused."), not facts.reports_open)]
    if stage == Stage.RUNNING:
        words = _("The time of reports has come: their day is set and at most 60 days away.")
        return [Finding(words, facts.is_time_of_reports, "blocs:season-dates")]
    return []


def _needed(facts: Facts) -> list[Finding]:
    """The check before a season opens."""
    given = facts.set_up
    return [
        Finding(
            _("The bloc has at least two members."), facts.members >= FEWEST_MEMBERS, "blocs:season-members"
        ),
        Finding(_("The leader is chosen."), facts.has_leader, "blocs:season-leaders"),
        _without(
            _("Each member has a head who can sign."),
            _("Each member has a head who can sign; none yet: %(names)s."),
            given.headless,
            "blocs:season-members",
        ),
        _without(
            _("The days of pledge signing and reports are set."),
            _("The days of pledge signing and reports are set; not yet: %(names)s."),
            given.undated,
            "blocs:season-dates",
        ),
    ]


def advisable(stage: str, facts: Facts) -> list[Finding]:
    """What is still missing and may follow later: it does not hold the season."""
    if stage != Stage.PREPARING:
        return []
    given = facts.set_up
    findings = [
        Finding(_("A deputy leader is named."), given.has_deputy, "blocs:season-leaders"),
        _without(
            _("Each member has an officer who enters its data."),
            _("Each member has an officer who enters its data; none yet: %(names)s."),
            given.without_officer,
            "blocs:season-members",
        ),
        Finding(_("The theme of the year is written."), given.has_theme, "blocs:season-edit"),
        Finding(_("The decision on members and leader is entered."), given.has_decision, "blocs:season-edit"),
        Finding(_("The score table is chosen."), given.has_score_table, "blocs:season-score-table"),
    ]
    return [finding for finding in findings if not finding.met]


def _without(met: Reason, unmet: Reason, names: tuple[str, ...], place: str) -> Finding:
    if not names:
        return Finding(met, True, place)
    return Finding(unmet % {"names": ", ".join(names)}, False, place)


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
