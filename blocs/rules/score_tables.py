"""The life of a score table as a table, whether its sums fit, and when a season may use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocs.models import ScoreTable
from blocs.rules.formulas import Penalty, Steps, Sum
from blocs.rules.points import ZERO, Limits
from blocs.rules.rights import Act, Seat, may
from blocs.rules.scoring import Criterion, Group, Table
from documents.wording import figure
from emulation.verdicts import Reason, Verdict, unless

Status = ScoreTable.Status
MOST_PARTS = 300  # of one table: three times the longest that provinces have issued


@dataclass(frozen=True, slots=True)
class Step:
    sources: frozenset[str]
    target: str
    not_now: Reason


STEPS = {
    "open": Step(frozenset({Status.DRAFT}), Status.OPEN, gettext_lazy("Only a draft is opened for use.")),
    "replace": Step(
        frozenset({Status.OPEN}), Status.REPLACED, gettext_lazy("Only an open table is replaced.")
    ),
    "discard": Step(
        frozenset({Status.DRAFT}), Status.DISCARDED, gettext_lazy("Only a draft is thrown away.")
    ),
    "restore": Step(
        frozenset({Status.DISCARDED}), Status.DRAFT, gettext_lazy("Only what was thrown away comes back.")
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a table from being opened: in words, and at which group or criterion."""

    words: str
    group: int | None = None
    criterion: int | None = None


@dataclass(frozen=True, slots=True)
class Allotted:
    """Points given out against those there are."""

    given: Decimal
    most: Decimal

    @property
    def left(self) -> Decimal:
        return self.most - self.given

    @property
    def fits(self) -> bool:
        return self.given <= self.most


@dataclass(frozen=True, slots=True)
class Balance:
    """How the points of a table are given out: to its groups, in each group, to the parts of a criterion."""

    whole: Allotted
    groups: dict[int, Allotted] = field(default_factory=dict)
    criteria: dict[int, Allotted] = field(default_factory=dict)


def balance(table: Table) -> Balance:
    return Balance(
        Allotted(sum((_base(group.limits) for group in table.groups), ZERO), _base(table.limits)),
        {group.key: Allotted(_handed_out(group.criteria), _base(group.limits)) for group in table.groups},
        {
            one.key: Allotted(_handed_out(one.parts), _base(one.limits))
            for group in table.groups
            for one in group.criteria
            if one.parts
        },
    )


def _handed_out(criteria: Iterable[Criterion]) -> Decimal:
    return sum((_base(one.limits) for one in criteria), ZERO)


def _base(limits: Limits) -> Decimal:
    return limits.base or ZERO


def faults(table: Table) -> list[Fault]:
    """All that must be put right before the table is opened, in the order of the table."""
    if not table.groups:
        return [Fault(_("Write at least one group with its criteria."))]
    found = [fault for group in table.groups for fault in _faults_of_group(group)]
    whole = balance(table).whole
    if whole.given != whole.most:
        told = {"given": figure(whole.given), "most": figure(whole.most)}
        found.append(
            Fault(
                _("The groups come to %(given)s points; the table has %(most)s. Both must be the same.")
                % told
            )
        )
    return found


def _faults_of_group(group: Group) -> Iterator[Fault]:
    if not group.criteria:
        yield Fault(_("“%(name)s” has no criterion yet.") % {"name": group.name}, group.key)
    yield from (Fault(words, group.key) for words in _too_much(group.name, group.criteria, group.limits))
    for one in group.criteria:
        for words in _faults_of_criterion(one):
            yield Fault(words, group.key, one.key)
        for part in one.parts:
            for words in _faults_of_criterion(part):
                yield Fault(words, group.key, part.key)


def _too_much(name: str, criteria: tuple[Criterion, ...], limits: Limits) -> Iterator[str]:
    given = _handed_out(criteria)
    if criteria and given > _base(limits):
        yield _("The criteria of “%(name)s” come to %(given)s points; it has only %(most)s.") % {
            "name": shortened(name),
            "given": figure(given),
            "most": figure(_base(limits)),
        }


def _faults_of_criterion(one: Criterion) -> Iterator[str]:
    name = shortened(one.name)
    limits = (one.limits.base or ZERO, one.limits.bonus or ZERO, one.limits.deduction or ZERO)
    if not any(limits):
        yield _("“%(name)s” gives no points and takes none.") % {"name": name}
    for most in limits:
        if most % one.limits.step:
            yield _("“%(name)s”: %(most)s points cannot be reached in steps of %(step)s.") % {
                "name": name,
                "most": figure(most),
                "step": figure(one.limits.step),
            }
    yield from (str(reason) % {"name": name} for reason in _faults_of_rule(one))
    yield from _too_much(one.name, one.parts, one.limits)


def _faults_of_rule(one: Criterion) -> Iterator[Reason]:
    if isinstance(one.rule, Sum) != bool(one.parts):
        yield gettext_lazy("“%(name)s” is the sum of its parts but has none.")
    if isinstance(one.rule, Penalty) and not one.limits.deduction:
        yield gettext_lazy("“%(name)s” takes points off by its formula; say how many at most.")
    if one.is_penalty and one.rule is not None and not isinstance(one.rule, Penalty | Sum):
        yield gettext_lazy("“%(name)s” is a deduction; its formula gives points.")
    if isinstance(one.rule, Steps):
        most = (one.limits.base or ZERO) + (one.limits.bonus or ZERO)
        if any(points > most for _threshold, points in one.rule.steps):
            yield gettext_lazy("“%(name)s”: a threshold gives more points than the criterion has.")


def shortened(name: str, longest: int = 80) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def can_edit(status: str, seats: frozenset[Seat]) -> Verdict:
    """May somebody on these seats change the table?"""
    return may(Act.EDIT_SCORE_TABLE, seats) & unless(
        status == Status.DRAFT,
        gettext_lazy("A table that was opened for use stays as it is. To change it, begin a new version."),
    )


def can_step(name: str, *, status: str, seats: frozenset[Seat], faults: Iterable[Fault] = ()) -> Verdict:
    step = STEPS[name]
    verdict = may(Act.EDIT_SCORE_TABLE, seats) & unless(status in step.sources, step.not_now)
    if name == "open":
        verdict &= Verdict(tuple(fault.words for fault in faults))
    return verdict


def can_begin_version(status: str, seats: frozenset[Seat], *, has_draft: bool) -> Verdict:
    return (
        may(Act.EDIT_SCORE_TABLE, seats)
        & unless(status == Status.OPEN, gettext_lazy("Only an open table gets a new version."))
        & unless(not has_draft, gettext_lazy("A new version has been begun already; go on with it."))
    )


def can_restore(*, has_draft: bool) -> Verdict:
    return unless(not has_draft, gettext_lazy("Another draft of this table has been begun meanwhile."))


def can_choose(stage: str, seats: frozenset[Seat], *, scored: bool = False) -> Verdict:
    """May the season take another score table, or other rules for ties?"""
    return (
        may(Act.EDIT_SCORE_TABLE, seats)
        & unless(stage != "closed", gettext_lazy("The season is closed."))
        & unless(not scored, gettext_lazy("Members have been scored by this table already; it stays."))
    )
