"""The days that a province's template means for one season, and what is wrong with a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from blocs.models import Milestone
from blocs.rules import calendar
from emulation.verdicts import Reason

Kind = Milestone.Kind
FURTHEST = 731  # days: the council may sit long after the year


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of a template: a day, or so many days after another milestone; without one, the first day."""

    kind: str
    due: date | None = None
    days: int | None = None
    after: str = ""
    source: str = ""

    @property
    def words(self) -> Reason:
        """How the day is found."""
        if self.days is None:
            return _("fixed day")
        if not self.after:
            return _("%(days)s days after the first day of the season") % {"days": self.days}
        return _("%(days)s days after “%(name)s”") % {"days": self.days, "name": Kind(self.after).label}


def days_of(rows: Iterable[Planned], first_day: date) -> dict[Kind, date]:
    """The day of each milestone for a season that begins on `first_day`, in the order of the year."""
    found: dict[Kind, date] = {}
    known = {row.kind: row for row in rows}
    for kind in calendar.ORDER:
        row = known.get(kind)
        if row is None:
            continue
        if row.due is not None:
            found[kind] = row.due
        elif row.days is not None:
            start = found.get(Kind(row.after)) if row.after else first_day
            if start is not None:
                found[kind] = start + timedelta(days=row.days)
    return found


def faults(rows: Iterable[Planned], first_day: date, last_day: date) -> dict[str, Reason]:
    """What is wrong, by the milestone at whose row it is told."""
    rows = list(rows)
    told: dict[str, Reason] = {}
    set_kinds = {row.kind for row in rows}
    for row in rows:
        if row.after and calendar.ORDER.index(Kind(row.after)) >= calendar.ORDER.index(Kind(row.kind)):
            told[row.kind] = _("Count from a milestone that comes earlier in the year.")
        elif row.after and row.after not in set_kinds:
            told[row.kind] = _("“%(name)s” has no day here to count from.") % {"name": Kind(row.after).label}
    if told:
        return told
    days = days_of(rows, first_day)
    around = timedelta(days=366)
    before: Kind | None = None
    for kind, day in days.items():
        if not first_day - around <= day <= last_day + around:
            told[kind] = _("%(day)s is too far from the year.") % {"day": f"{day:%d/%m/%Y}"}
        elif before is not None and day < days[before]:
            told[kind] = _("%(day)s comes before “%(name)s”, which is due on %(other)s.") % {
                "day": f"{day:%d/%m/%Y}",
                "name": before.label,
                "other": f"{days[before]:%d/%m/%Y}",
            }
        before = kind
    return told


def moved_to(rows: Iterable[Planned], years: int) -> list[Planned]:
    """The same template some years later; the 29th of February becomes the 28th."""
    return [
        Planned(row.kind, _later(row.due, years), row.days, row.after, row.source) if row.due else row
        for row in rows
    ]


def usual(first_day: date, last_day: date) -> list[Planned]:
    return [Planned(kind, due=day) for kind, day in calendar.usual_milestones(first_day, last_day).items()]


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
