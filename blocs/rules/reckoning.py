"""Points that follow from the report's own figures: what a formula makes of the figure that it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blocs.models import Comparison
from blocs.models.score import Source
from blocs.rules import scoring, sources
from blocs.rules.formulas import HUNDRED, Figures, Penalty, PerUnit, Ratio, Rule, Steps, Sum, Worth
from blocs.rules.points import Points, rounded
from blocs.rules.reporting import Outcome, outcome
from blocs.rules.sources import Movement, Target
from documents.wording import figure


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the report and round it."""

    targets: Mapping[int, Target] = field(default_factory=dict)
    movements: Mapping[int, Movement] = field(default_factory=dict)
    late: int = 0
    own: Mapping[int, Decimal] = field(default_factory=dict)  # by criterion


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The member's own points: those typed, those that follow from figures, and what they come to."""

    table: scoring.Table
    typed: Mapping[int, Points] = field(default_factory=dict)
    worths: Mapping[int, Worth] = field(default_factory=dict)
    sources: Mapping[int, Source] = field(default_factory=dict)

    @property
    def computed(self) -> dict[int, Points]:
        """By criterion; what was typed stays typed."""
        return {
            key: worth.points
            for key, worth in self.worths.items()
            if worth.points is not None and key not in self.typed
        }

    @property
    def points(self) -> dict[int, Points]:
        return {**self.typed, **self.computed}

    @property
    def tally(self) -> scoring.Tally:
        return scoring.tally(self.table, self.points)

    def differs(self, key: int) -> bool:
        worth, typed = self.worths.get(key), self.typed.get(key)
        return bool(worth and worth.points is not None and typed is not None and worth.points != typed)

    def words(self, key: int) -> str:
        """The sentence beside a criterion; empty where people judge."""
        worth = self.worths.get(key)
        if worth is None or worth.points is None:
            return worth.why if worth else ""
        told = {"points": _signed(worth.points), "why": worth.why}
        if key not in self.typed:
            return _("Computed: %(points)s points. %(why)s") % told
        if not self.differs(key):
            return _("As computed: %(points)s points. %(why)s") % told
        typed = self.typed[key]
        told |= {"typed": _signed(typed), "more": _signed_more(typed.total - worth.points.total)}
        return _("Typed: %(typed)s; computed: %(points)s points (difference %(more)s). %(why)s") % told


def reckon(table: scoring.Table, known: Known, typed: Mapping[int, Points]) -> Reckoning:
    worths, taken = {}, {}
    for leaf in table.leaves():
        found = sources.source(leaf, known.targets, known.movements)
        if found is not None:
            taken[leaf.key], key = found
            worths[leaf.key] = _worth(leaf, taken[leaf.key], key, known)
    return Reckoning(table, typed, worths, taken)


def _worth(leaf: scoring.Criterion, kind: Source, key: int, known: Known) -> Worth:
    rule = leaf.rule
    assert rule is not None
    if kind in (Source.TARGET, Source.MOVEMENT) and not key:
        return _not_there(leaf, known)
    if kind == Source.TARGET:
        return _target(leaf, rule, known.targets[key])
    if kind in (Source.TARGETS_MET, Source.TARGETS_MISSED):
        return _targets(leaf, rule, known, missed=kind == Source.TARGETS_MISSED)
    if kind == Source.MOVEMENT:
        return _movement(leaf, rule, known.movements[key])
    if kind == Source.MOVEMENTS:
        return _movements(leaf, rule, known)
    if kind == Source.LATE:
        told = ngettext(
            "%(count)d report of the year handed in late:",
            "%(count)d reports of the year handed in late:",
            known.late,
        ) % {"count": known.late}
        return _after(told, rule.worth(_counted(known.late), leaf.limits))
    given = known.own.get(leaf.key)
    return rule.worth(Figures(given, None, given), leaf.limits)


def _not_there(leaf: scoring.Criterion, known: Known) -> Worth:
    assert leaf.chosen is not None
    is_target = leaf.chosen.source == Source.TARGET
    if sources.called(leaf.chosen, known.targets, known.movements):
        why = (
            _("The target “%(name)s” stands more than once in the pledge: no points are computed.")
            if is_target
            else _("The movement “%(name)s” stands more than once in the report: no points are computed.")
        )
    else:
        why = (
            _("The target “%(name)s” is not in the pledge, or no longer: no points are computed.")
            if is_target
            else _("The movement “%(name)s” is not in the report, or no longer: no points are computed.")
        )
    return Worth(None, why % {"name": leaf.chosen.name})


def _target(leaf: scoring.Criterion, rule: Rule, target: Target) -> Worth:
    told = _("Target “%(target)s” of the pledge:") % {"target": target.text}
    if target.comparison == Comparison.AT_MOST and isinstance(rule, Ratio | Steps):
        rule = replace(rule, at_most=True)
    return _after(told, rule.worth(Figures(target.achieved, target.promised, target.achieved), leaf.limits))


def _targets(leaf: scoring.Criterion, rule: Rule, known: Known, *, missed: bool) -> Worth:
    with_figure = [target for target in known.targets.values() if target.promised is not None]
    outcomes = [outcome(one.comparison, one.promised, one.achieved) for one in with_figure]
    waiting = outcomes.count(None)
    if not outcomes:
        return Worth(None, _("The pledge has no figure to compare with."))
    if waiting:
        told = ngettext(
            "%(count)d target of the pledge has no result yet.",
            "%(count)d targets of the pledge have no result yet.",
            waiting,
        )
        return Worth(None, told % {"count": waiting})
    met = sum(one in (Outcome.MET, Outcome.EXCEEDED) for one in outcomes)
    if missed:
        told = _("%(missed)s of %(all)s targets of the pledge are not met:") % {
            "missed": len(outcomes) - met,
            "all": len(outcomes),
        }
        return _after(told, rule.worth(_counted(len(outcomes) - met), leaf.limits))
    told = _("%(met)s of %(all)s targets of the pledge are met:") % {"met": met, "all": len(outcomes)}
    return _after(told, rule.worth(_share(met, len(outcomes), rule), leaf.limits))


def _movement(leaf: scoring.Criterion, rule: Rule, movement: Movement) -> Worth:
    if not movement.has_results:
        return Worth(None, _("The movement “%(name)s” has no results yet.") % {"name": movement.text})
    told = _("The movement “%(name)s” has results:") % {"name": movement.text}
    return _after(told, rule.worth(_share(1, 1, rule), leaf.limits))


def _movements(leaf: scoring.Criterion, rule: Rule, known: Known) -> Worth:
    with_results = sum(one.has_results for one in known.movements.values())
    if not with_results:
        return Worth(None, _("No results of movements are entered yet."))
    told = _("%(told)s of %(all)s movements have results:") % {
        "told": with_results,
        "all": len(known.movements),
    }
    return _after(told, rule.worth(_share(with_results, len(known.movements), rule), leaf.limits))


def _counted(number: int) -> Figures:
    return Figures(Decimal(number), None, Decimal(number))


def _share(part: int, whole: int, rule: Rule) -> Figures:
    share = rounded(part * HUNDRED / whole, Decimal("0.01"))
    has_target = not isinstance(rule, PerUnit | Penalty | Sum) and rule.target is not None
    return Figures(share, None if has_target else HUNDRED, Decimal(part))


def _after(told: str, worth: Worth) -> Worth:
    return Worth(worth.points, f"{told} {worth.why}")


def _signed(points: Points) -> str:
    return figure(points.total).replace("-", "−")


def _signed_more(value: Decimal) -> str:
    return f"+{figure(value)}" if value > 0 else figure(value).replace("-", "−")
