"""The dates of a year of all blocs that a person sees, month by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from blocs.models import Milestone, Person, Season
from blocs.selectors.seasons import Deadline


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    deadlines: list[Deadline]
    is_now: bool


def months(someone: Person, year: int, *, on: date, bloc: str = "") -> list[Month]:
    """The milestones of the seasons of this year; one query."""
    rows = Milestone.objects.filter(
        season__in=Season.objects.visible_to(someone).filter(year=year)
    ).select_related("season__bloc")
    if bloc:
        rows = rows.filter(season__bloc__code=bloc)
    return list(_by_month(rows.order_by("due", "season__bloc__sort_key", "pk"), on))


def _by_month(rows: Iterable[Milestone], on: date) -> Iterable[Month]:
    for first, due in groupby(rows, key=lambda row: row.due.replace(day=1)):
        yield Month(first, [Deadline(row, on) for row in due], is_now=first == on.replace(day=1))
