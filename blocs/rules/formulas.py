"""Formulas as data: how figures of a report become points, and how that is told in a sentence.

All compute exactly; rounding to the step comes last, in Limits.split. How the terms of a formula are kept and
checked is blocs.rules.terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from blocs.models.score import Source
from blocs.rules.points import ZERO, Limits, Points, rounded
from documents.wording import figure

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a report says for one criterion; None is not known yet, 0 is known."""

    result: Decimal | None = None
    target: Decimal | None = None  # from the pledge
    count: Decimal | None = None  # of units or occurrences


@dataclass(frozen=True, slots=True)
class Worth:
    """Computed points and how they came about; None while a figure is missing."""

    points: Points | None
    why: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """Full points at the target, in proportion below it; above it bonus, where the criterion has any."""

    target: Decimal | None = None  # used where the pledge has no target of its own
    at_most: bool = False  # fewer is better
    lowest: Decimal = ZERO  # below this share of the target, in per cent, there are no points

    def worth(self, figures: Figures, limits: Limits) -> Worth:
        target = self.target if figures.target is None else figures.target
        if figures.result is None or target is None:
            return _missing(figures.result is None, _("The result is not entered yet."))
        above, below = (target, figures.result) if self.at_most else (figures.result, target)
        full = limits.base or limits.bonus or ZERO
        told = {"result": figure(figures.result), "target": figure(target), "full": figure(full)}
        if below <= ZERO:  # a target of nought is met or not; there is no share of it
            met = above >= below
            raw = full if met else ZERO
            why = (
                _("The result %(result)s meets the target %(target)s: %(full)s points.")
                if met
                else _("The result %(result)s does not meet the target %(target)s: no points.")
            )
            return _told(limits, raw, why % told)
        told["share"] = figure(rounded(max(above, ZERO) * HUNDRED / below, Decimal("0.01")))
        if above * HUNDRED < self.lowest * below:
            told["lowest"] = figure(self.lowest)
            return _told(
                limits,
                ZERO,
                _("%(result)s against %(target)s is %(share)s %%, below %(lowest)s %%: no points.") % told,
            )
        why = _("%(result)s against %(target)s is %(share)s %%; %(share)s %% of %(full)s points.") % told
        return _told(limits, full * max(above, ZERO) / below, why)


@dataclass(frozen=True, slots=True)
class PerUnit:
    """So many points for each unit, up to the limit; `every` says how many make a unit."""

    points: Decimal
    every: Decimal = Decimal(1)
    in_part: bool = False  # a unit begun counts for its share

    def worth(self, figures: Figures, limits: Limits) -> Worth:
        if figures.count is None:
            return _missing(True, _("The number is not entered yet."))
        counted = max(figures.count, ZERO)
        whole = counted // self.every
        raw = self.points * counted / self.every if self.in_part else self.points * whole
        why = _("%(count)s counted, %(points)s points for every %(every)s.") % {
            "count": figure(counted),
            "points": figure(self.points),
            "every": figure(self.every),
        }
        if not self.in_part and counted % self.every:
            why += " " + _("Only whole units count: %(units)s.") % {"units": figure(whole)}
        return _told(limits, raw, why)


@dataclass(frozen=True, slots=True)
class Steps:
    """So many points from a threshold on; the best threshold that is reached counts."""

    steps: tuple[tuple[Decimal, Decimal], ...]  # threshold, points
    of_target: bool = False  # thresholds are per cent of the target, not the result itself
    at_most: bool = False
    target: Decimal | None = None

    def worth(self, figures: Figures, limits: Limits) -> Worth:
        target = self.target if figures.target is None else figures.target
        if figures.result is None or (self.of_target and target is None):
            return _missing(figures.result is None, _("The result is not entered yet."))
        reached = [step for step in self.steps if self._reaches(figures.result, target, step[0])]
        said = {"result": figure(figures.result), "target": figure(target) if target is not None else ""}
        what = (
            _("The result %(result)s of the target %(target)s")
            if self.of_target
            else _("The result %(result)s")
        ) % said
        if not reached:
            return _told(limits, ZERO, _("%(result)s reaches no threshold: no points.") % {"result": what})
        threshold, points = max(reached, key=lambda step: step[1])
        told = {
            "result": what,
            "sign": "≤" if self.at_most else "≥",
            "threshold": figure(threshold),
            "unit": " %" if self.of_target else "",
            "points": figure(points),
        }
        why = _("%(result)s reaches the threshold %(sign)s %(threshold)s%(unit)s: %(points)s points.") % told
        return _told(limits, points, why)

    def _reaches(self, result: Decimal, target: Decimal | None, threshold: Decimal) -> bool:
        if self.of_target:
            assert target is not None
            result, threshold = result * HUNDRED, threshold * target  # multiplied, so that nothing is rounded
        return result <= threshold if self.at_most else result >= threshold


@dataclass(frozen=True, slots=True)
class Penalty:
    """So many points off for each occurrence, up to the limit."""

    points: Decimal

    def worth(self, figures: Figures, limits: Limits) -> Worth:
        if figures.count is None:
            return _missing(True, _("The number of times is not entered yet."))
        times = max(figures.count, ZERO)
        raw = rounded(times * self.points, limits.step)
        most = limits.deduction
        off = raw if most is None else min(raw, most)
        why = _("%(times)s times, %(points)s points off each.") % {
            "times": figure(times),
            "points": figure(self.points),
        }
        if off < raw:
            why += " " + _("At most %(most)s points are taken off.") % {"most": figure(off)}
        return Worth(Points(deduction=off), why)


@dataclass(frozen=True, slots=True)
class Sum:
    """The points of its parts; the tally adds them up, as they are given."""

    def worth(self, figures: Figures, limits: Limits) -> Worth:
        return Worth(None, _("The sum of its parts."))


Rule = Ratio | PerUnit | Steps | Penalty | Sum


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which figure of the report a formula is to take; targets and movements are known by their words."""

    source: Source
    name: str = ""


def _missing(is_result: bool, result: str) -> Worth:
    return Worth(None, result if is_result else _("The pledge has no figure to compare with."))


def _told(limits: Limits, raw: Decimal, why: str) -> Worth:
    """The points with their sentence; says so where a limit or the rounding changed them."""
    points = limits.split(raw)
    total = figure(points.base + points.bonus)
    if raw > points.base + points.bonus and rounded(raw, limits.step) != points.base + points.bonus:
        why += " " + _("At most %(points)s points count.") % {"points": total}
    elif raw != points.base + points.bonus:
        why += " " + _("Rounded to %(points)s.") % {"points": total}
    return Worth(points, why)
