"""The usual year of a bloc: suggestions for its dates, none of them the law's (law §2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from blocs.models import Milestone, Season
from emulation.verdicts import Reason

Kind = Milestone.Kind
SCHOOL_YEAR_BEGINS = (9, 1)

# Month and day in the year of the season.
USUAL = {
    Kind.HANDOVER: (1, 15),
    Kind.PLEDGE: (2, 28),
    Kind.MID_YEAR: (7, 15),
    Kind.CROSS_CHECK: (11, 10),
    Kind.REPORTS: (11, 20),
    Kind.SCORING: (11, 30),
    Kind.BALLOT: (12, 5),
    Kind.DOSSIER: (12, 10),
}


def period(year: int, kind: str) -> tuple[date, date]:
    """First and last day of a calendar year, or of the school year that begins in `year`."""
    if kind == Season.Period.SCHOOL:
        first = date(year, *SCHOOL_YEAR_BEGINS)
        return first, date(year + 1, *SCHOOL_YEAR_BEGINS) - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)


def usual_milestones(first_day: date, last_day: date) -> dict[Milestone.Kind, date]:
    """For a calendar year as in most provinces; other periods get the same shares of their length."""
    length = (last_day - first_day).days
    whole = 365
    return {
        kind: first_day
        + timedelta(days=min(length, round((date(2001, *day) - date(2001, 1, 1)).days * length / whole)))
        if length not in (364, 365) or first_day.month != 1
        else date(first_day.year, *day)
        for kind, day in USUAL.items()
    }


def fitted(due: Mapping[Milestone.Kind, date], kind: Milestone.Kind, day: date) -> dict[Milestone.Kind, date]:
    """Suggested dates with one that is settled: those before it come no later, those after it no earlier."""
    place = ORDER.index(kind)
    kept = {
        other: min(suggested, day) if ORDER.index(other) < place else max(suggested, day)
        for other, suggested in due.items()
    }
    return kept | {kind: day}


ORDER = tuple(Kind)  # in which the milestones of a year follow one another


def order_wrong(kind: str, due: date, others: Mapping[str, date]) -> Reason | None:
    """What is wrong with a date beside those of the other milestones; None when nothing is."""
    place = ORDER.index(Kind(kind))
    for other in reversed(ORDER[:place]):
        if other in others and due < others[other]:
            return _("It comes after “%(name)s”, which is due on %(day)s. Move that date first.") % {
                "name": Kind(other).label,
                "day": f"{others[other]:%d/%m/%Y}",
            }
    for other in ORDER[place + 1 :]:
        if other in others and due > others[other]:
            return _("It comes before “%(name)s”, which is due on %(day)s. Move that date first.") % {
                "name": Kind(other).label,
                "day": f"{others[other]:%d/%m/%Y}",
            }
    return None
