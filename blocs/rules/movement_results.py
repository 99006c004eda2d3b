"""Which half years of a movement are reported, until when, and what a review must say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict, unless


@dataclass(frozen=True, slots=True, order=True)
class Period:
    year: int
    half: int

    @property
    def begins(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def words(self) -> str:
        said = _("first half of %(year)s") if self.half == 1 else _("second half of %(year)s")
        return said % {"year": self.year}


def periods(years: Iterable[int], starts: date | None, ends: date | None, *, on: date) -> list[Period]:
    """Those that the movement runs in and that have begun; its days count before its years."""
    known = sorted(years)
    first = starts or (date(known[0], 1, 1) if known else None)
    last = ends or (date(known[-1], 12, 31) if known else None)
    if first is None:
        return []
    last = min(last or on, on)
    found = []
    for year in range(first.year, last.year + 1):
        for half, month, day in ((1, 6, 30), (2, 12, 31)):
            period = Period(year, half)
            if period.begins <= last and date(year, month, day) >= first:
                found.append(period)
    return found


def can_report(seats: frozenset[Seat], *, takes_part: bool, is_closed: bool) -> Verdict:
    return (
        may(Act.ANSWER_MOVEMENT, seats)
        & unless(takes_part, gettext_lazy("Enrol your organisation first; then give its results."))
        & unless(
            not is_closed, gettext_lazy("The final review has been held; results are not changed any more.")
        )
    )


def review_wrong(
    kind: str, held_on: date, *, starts: date | None, other: date | None, on: date
) -> dict[str, Reason]:
    """`other` is the day of the other review, where it was held."""
    if held_on > on:
        return {"held_on": _("This day is still to come; write the review once it was held.")}
    if starts and held_on < starts:
        return {"held_on": _("This day lies before the movement begins.")}
    if other and (held_on > other if kind == "interim" else held_on < other):
        return {"held_on": _("The final review lies before the interim review.")}
    return {}
