"""How long a notice stands: ten working days after the day on which it is published (law §6.3, X11)."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from emulation.verdicts import Verdict, unless

WORKING_DAYS = 10
SUNDAY_AND_SATURDAY = (5, 6)
FIXED_HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})  # those of the moon's calendar move each year


def last_day(starts: date, days: int = WORKING_DAYS) -> date:
    """The last of so many working days; the day of publishing does not count."""
    day = starts
    while days:
        day += timedelta(days=1)
        if day.weekday() not in SUNDAY_AND_SATURDAY and (day.month, day.day) not in FIXED_HOLIDAYS:
            days -= 1
    return day


def long_enough(starts: date, ends: date) -> Verdict:
    least = last_day(starts)
    return unless(
        ends >= least,
        _("Opinions are awaited for ten working days: at least until %(day)s.")
        % {"day": f"{least:%d/%m/%Y}"},
    )
