"""Points and their limits. Decimal throughout; nought is a number of points like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from documents.wording import figure
from emulation.verdicts import Verdict, unless

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Points:
    """What somebody gets for a criterion, a group or all: total = base + bonus − deduction (law §7.3)."""

    base: Decimal = ZERO
    bonus: Decimal = ZERO
    deduction: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.base + self.bonus - self.deduction

    def __add__(self, other: Points) -> Points:
        return Points(self.base + other.base, self.bonus + other.bonus, self.deduction + other.deduction)


def together(points: Iterable[Points]) -> Points:
    return sum(points, start=Points())


@dataclass(frozen=True, slots=True)
class Limits:
    """How many points of each sort there may be; None: as many as the parts give."""

    base: Decimal | None = ZERO
    bonus: Decimal | None = ZERO
    deduction: Decimal | None = ZERO
    step: Decimal = Decimal("0.5")

    def cap(self, points: Points) -> Points:
        return Points(
            _at_most(points.base, self.base),
            _at_most(points.bonus, self.bonus),
            _at_most(points.deduction, self.deduction),
        )

    def split(self, raw: Decimal) -> Points:
        """Earned points as base up to its limit, and what lies above as bonus, both rounded once, here."""
        raw = rounded(max(raw, ZERO), self.step)
        base = _at_most(raw, self.base)
        return Points(base, _at_most(raw - base, self.bonus))

    def admit(self, points: Points) -> dict[str, Verdict]:
        """May these points be entered? One verdict for each sort, for the field in which it was typed."""
        return {
            "base": self._admits(points.base, self.base),
            "bonus": self._admits(points.bonus, self.bonus),
            "deduction": self._admits(points.deduction, self.deduction),
        }

    def _admits(self, value: Decimal, most: Decimal | None) -> Verdict:
        if value < ZERO:
            return Verdict((_("Points cannot be below 0."),))
        return unless(
            most is None or value <= most,
            _("At most %(most)s points fit here.") % {"most": figure(most or ZERO)},
        ) & unless(
            value % self.step == ZERO,
            _("Points are given in steps of %(step)s.") % {"step": figure(self.step)},
        )


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """To the nearest step; halves go up: 7.125 in steps of 0.25 is 7.25."""
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _at_most(value: Decimal, most: Decimal | None) -> Decimal:
    return value if most is None else min(value, most)
