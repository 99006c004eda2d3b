"""Figures to be drawn as bars, each row with its numbers beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from blocs.rules.points import ZERO, Points
from blocs.selectors import ranking
from blocs.selectors.pledge_page import Line
from emulation.verdicts import Reason

Figure = int | Decimal


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: where it begins and how long it is, in hundredths of the longest bar."""

    place: int  # of its series, which gives the colour
    start: str
    length: str


@dataclass(frozen=True, slots=True)
class Bar:
    label: Reason
    counts: tuple[Figure, ...]
    segments: tuple[Segment, ...]

    @property
    def total(self) -> Figure:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Chart:
    title: Reason
    rows_are: Reason
    series: tuple[Reason, ...]
    bars: tuple[Bar, ...]
    has_sums: bool = True  # whether a sum of the rows says anything

    @property
    def totals(self) -> list[Figure]:
        return [sum(bar.counts[place] for bar in self.bars) for place in range(len(self.series))]

    @property
    def total(self) -> Figure:
        return sum(self.totals)


def bars(rows: Iterable[tuple[Reason, Sequence[Figure]]]) -> tuple[Bar, ...]:
    """Each row as a stacked bar; the longest fills the width."""
    kept = [(label, tuple(counts)) for label, counts in rows]
    longest = max((sum(counts) for _label, counts in kept), default=0) or 1
    return tuple(Bar(label, counts, tuple(_segments(counts, longest))) for label, counts in kept)


def _segments(counts: Sequence[Figure], longest: Figure) -> Iterable[Segment]:
    start: Figure = 0
    for place, count in enumerate(counts, start=1):
        if count:
            yield Segment(place, _hundredths(start, longest), _hundredths(count, longest))
        start += count


def _hundredths(count: Figure, longest: Figure) -> str:
    return f"{100 * count / longest:.4g}%"


def targets_by_kind(lines: Iterable[Line]) -> Chart:
    """Who carries how many targets, and of which kind: a share, a number, or words alone."""
    counts: dict[str, Counter[int]] = {"": Counter()}
    for line in lines:
        if line.is_target:
            counts.setdefault(line.owner, Counter())[_kind(line)] += 1
    rows: list[tuple[Reason, Sequence[Figure]]] = [
        (owner or _("All members"), [kinds[place] for place in range(3)]) for owner, kinds in counts.items()
    ]
    return Chart(
        title=_("Targets by who carries them and by kind"),
        rows_are=_("Carried out by"),
        series=(_("Share (%)"), _("Quantity"), _("Without figure")),
        bars=bars(rows) if any(kinds.total() for kinds in counts.values()) else (),
    )


def _kind(line: Line) -> int:
    if line.value is None:
        return 2
    return 0 if "%" in line.unit else 1


def points_of_members(lines: Iterable[ranking.Line]) -> Chart:
    """What each member reached: deductions are taken off, so that a bar ends at the total it is ranked by."""
    found = [(line.organisation.current_short_name, line.points) for line in lines]
    rows: list[tuple[Reason, Sequence[Figure]]] = [(name, _reached(points)) for name, points in found]
    deducted = any(points.deduction for _name, points in found)
    return Chart(
        title=_("Points and bonus by member"),
        rows_are=_("Member"),
        series=(_("Points less deductions") if deducted else _("Points"), _("Bonus")),
        bars=bars(rows) if any(sum(counts) for _label, counts in rows) else (),
        has_sums=False,
    )


def _reached(points: Points) -> tuple[Decimal, Decimal]:
    """Points and bonus of what is left: deductions come off the points first."""
    left = points.base - points.deduction
    return max(left, ZERO), max(points.bonus + min(left, ZERO), ZERO)
