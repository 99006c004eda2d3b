"""The life of a report as a table, what must stand in it, and who may give which points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blocs.models import Comparison, Report, Score, Season
from blocs.rules.points import Limits, Points
from blocs.rules.rights import MAY, Act, Seat, may
from emulation.verdicts import Reason, Verdict, all_of, unless

Status, Level = Report.Status, Score.Level
WRITTEN = frozenset({Status.DRAFT, Status.RETURNED})
HANDED_IN = frozenset({Status.SUBMITTED, Status.ACCEPTED})
READ = HANDED_IN | {Status.RETURNED}  # by those who check; a draft is its member's alone
SETTLED = frozenset({Status.ACCEPTED, Status.EXCUSED})
STAGES = frozenset({Season.Stage.RUNNING, Season.Stage.REVIEWING})


@dataclass(frozen=True, slots=True)
class Step:
    sources: frozenset[str]
    target: str
    act: Act
    not_now: Reason
    needs_reason: bool = False


STEPS = {
    "submit": Step(WRITTEN, Status.SUBMITTED, Act.SUBMIT_REPORT, _("The report has been submitted already.")),
    "send_back": Step(
        HANDED_IN, Status.RETURNED, Act.CHECK_REPORT, _("Only a submitted report is returned."), True
    ),
    "accept": Step(
        frozenset({Status.SUBMITTED}),
        Status.ACCEPTED,
        Act.CHECK_REPORT,
        _("Only a submitted report is accepted."),
    ),
    "recall": Step(
        frozenset({Status.SUBMITTED}),
        Status.DRAFT,
        Act.SUBMIT_REPORT,
        _("Only a submitted report is taken back."),
    ),
    "excuse": Step(WRITTEN, Status.EXCUSED, Act.CHECK_REPORT, _("A submitted report needs no excuse."), True),
    "resume": Step(
        frozenset({Status.EXCUSED}),
        Status.DRAFT,
        Act.CHECK_REPORT,
        _("Only an excused report is asked for again."),
    ),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What submitting looks at."""

    has_results: bool = False  # words about them
    targets_open: int = 0  # without a figure although the pledge has one
    criteria_open: int = 0  # leaves without own points


def can_step(
    name: str,
    *,
    status: str,
    stage: str,
    seats: frozenset[Seat],
    facts: Facts | None = None,
    reason: str = "",
    looked_at: bool = False,
) -> Verdict:
    """May somebody on these seats take this step? The seats are those for this member's report."""
    step = STEPS[name]
    verdict = may(step.act, seats) & in_time(stage) & unless(status in step.sources, step.not_now)
    if step.needs_reason:
        verdict &= unless(bool(reason.strip()), _("Say why; the member reads it."))
    if name == "recall":
        verdict &= unless(
            not looked_at, _("Somebody who checks has opened it already; ask for it to be returned.")
        )
    if name == "submit":
        verdict &= missing(facts or Facts())
    return verdict


def missing(facts: Facts) -> Verdict:
    """What still has to be filled in before the report is submitted."""
    verdict = unless(facts.has_results, _("Write about the results."))
    if facts.targets_open:
        told = ngettext(
            "%(count)d target of the pledge has no result yet.",
            "%(count)d targets of the pledge have no result yet.",
            facts.targets_open,
        )
        verdict &= Verdict((told % {"count": facts.targets_open},))
    if facts.criteria_open:
        told = ngettext(
            "%(count)d criterion has no points yet; 0 counts.",
            "%(count)d criteria have no points yet; 0 counts.",
            facts.criteria_open,
        )
        verdict &= Verdict((told % {"count": facts.criteria_open},))
    return verdict


def in_time(stage: str) -> Verdict:
    return unless(
        stage in STAGES, _("Reports are written and scored from the pledge's coming into force on.")
    )


def can_write_for_bloc(stage: str, seats: frozenset[Seat]) -> Verdict:
    """The report of the bloc, from the pledge's coming into force until the year is closed."""
    return may(Act.WRITE_BLOC_REPORT, seats) & unless(
        stage in STAGES | {Season.Stage.NOMINATING},
        _("The report of the bloc is written from the pledge's coming into force until the year is closed."),
    )


def can_write(status: str, stage: str, seats: frozenset[Seat]) -> Verdict:
    return (
        may(Act.ENTER_REPORT, seats)
        & in_time(stage)
        & unless(status in WRITTEN, _("The report is with the bloc leader and does not change now."))
    )


def can_read(status: str, seats: frozenset[Seat]) -> Verdict:
    """The member itself always; those who check and watch, once it has been handed in."""
    if seats & MAY[Act.ENTER_REPORT]:
        return Verdict()
    return may(Act.READ_REPORTS, seats) & unless(
        status in READ, _("The member has not handed in its report yet.")
    )


def can_score(level: str, *, status: str, stage: str, seats: frozenset[Seat]) -> Verdict:
    """Oneself while writing, leader and deputy once it is handed in, the standing agency at last."""
    if level == Level.OWN:
        return can_write(status, stage, seats)
    act = Act.CHECK_REPORT if level == Level.CHECKED else Act.SETTLE_SCORES
    return (
        may(act, seats)
        & in_time(stage)
        & unless(status in HANDED_IN, _("Points are checked once the report is submitted."))
    )


def may_give(points: Points, limits: Limits, *, before: Points | None, why: str) -> Verdict:
    """Do the points fit the criterion, and is it said why they differ from the level before?"""
    fits = all_of(limits.admit(points).values())
    return fits & unless(
        before is None or before == points or bool(why.strip()),
        _("Say why the points differ from those before."),
    )


class Outcome(StrEnum):
    MISSED = "missed"
    MET = "met"
    EXCEEDED = "exceeded"

    @property
    def label(self) -> Reason:
        return OUTCOMES[self]


OUTCOMES: dict[Outcome, Reason] = {
    Outcome.MISSED: _("Not met"),
    Outcome.MET: _("Met"),
    Outcome.EXCEEDED: _("Exceeded"),
}


def outcome(comparison: str, promised: Decimal | None, achieved: Decimal | None) -> Outcome | None:
    """Whether a target is met; None where one of the figures is missing. No comparison means at least."""
    if promised is None or achieved is None:
        return None
    if achieved == promised:
        return Outcome.MET
    if comparison == Comparison.EXACTLY:
        return Outcome.MISSED
    better = achieved < promised if comparison == Comparison.AT_MOST else achieved > promised
    return Outcome.EXCEEDED if better else Outcome.MISSED


def effective(levels: Iterable[tuple[str, Points]]) -> Points | None:
    """The points that count: the last level that gave any."""
    found = dict(levels)
    return next((found[level] for level in reversed(Level.values) if level in found), None)
