"""Figures to be drawn as bars, each row with its numbers beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from blocs.selectors.pledge_page import Line
from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: where it begins and how long it is, in hundredths of the longest bar."""

    place: int  # of its series, which gives the colour
    start: str
    length: str


@dataclass(frozen=True, slots=True)
class Bar:
    label: Reason
    counts: tuple[int, ...]
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Chart:
    title: Reason
    rows_are: Reason
    series: tuple[Reason, ...]
    bars: tuple[Bar, ...]
    has_sums: bool = True  # whether a sum of the rows says anything

    @property
    def totals(self) -> list[int]:
        return [sum(bar.counts[place] for bar in self.bars) for place in range(len(self.series))]

    @property
    def total(self) -> int:
        return sum(self.totals)


def bars(rows: Iterable[tuple[Reason, Sequence[int]]]) -> tuple[Bar, ...]:
    """Each row as a stacked bar; the longest fills the width."""
    kept = [(label, tuple(counts)) for label, counts in rows]
    longest = max((sum(counts) for _label, counts in kept), default=0) or 1
    return tuple(Bar(label, counts, tuple(_segments(counts, longest))) for label, counts in kept)


def _segments(counts: Sequence[int], longest: int) -> Iterable[Segment]:
    start = 0
    for place, count in enumerate(counts, start=1):
        if count:
            yield Segment(place, _hundredths(start, longest), _hundredths(count, longest))
        start += count


def _hundredths(count: int, longest: int) -> str:
    return f"{100 * count / longest:.4g}%"


def targets_by_kind(lines: Iterable[Line]) -> Chart:
    """Who carries how many targets, and of which kind: a share, a number, or words alone."""
    counts: dict[str, Counter[int]] = {"": Counter()}
    for line in lines:
        if line.is_target:
            counts.setdefault(line.owner, Counter())[_kind(line)] += 1
    rows: list[tuple[Reason, Sequence[int]]] = [
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
