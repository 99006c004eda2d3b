"""Who launches a movement, how long it runs, and which of its dates cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blocs.models import Movement
from blocs.models.season import FIRST_YEAR, LAST_YEAR
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict

MOST_YEARS = 20
OF_THE_PROVINCE = [choice for choice in Movement.Level.choices if choice[0] != Movement.Level.BLOC]


def can_write(seats: frozenset[Seat], *, in_bloc: bool) -> Verdict:
    """May somebody on these seats launch a movement, or change one, in the bloc or in the province?"""
    return may(Act.LAUNCH_MOVEMENT if in_bloc else Act.LAUNCH_PROVINCE_MOVEMENT, seats)


class Duration(StrEnum):
    """The classes of the statistics (form 0601/BNV-TĐKT); awards for thematic movements ask for them, too."""

    SHORT = "short"
    ONE = "one"
    UNDER_THREE = "under_three"
    UNDER_FIVE = "under_five"
    LONG = "long"


DURATION_WORDS: dict[Duration, Reason] = {
    Duration.SHORT: _("less than one year"),
    Duration.ONE: _("one year"),
    Duration.UNDER_THREE: _("more than one year, less than three"),
    Duration.UNDER_FIVE: _("from three years to less than five"),
    Duration.LONG: _("five years or more"),
}


def duration(starts: date | None, ends: date | None) -> Duration | None:
    """Both days count: 01/01 to 31/12 is one year. None where a day is missing."""
    if starts is None or ends is None:
        return None
    after = ends + timedelta(days=1)
    if after < _years_later(starts, 1):
        return Duration.SHORT
    if after == _years_later(starts, 1):
        return Duration.ONE
    if after < _years_later(starts, 3):
        return Duration.UNDER_THREE
    return Duration.UNDER_FIVE if after < _years_later(starts, 5) else Duration.LONG


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29/02 in a year that has none
        return date(day.year + years, 3, 1)


@dataclass(frozen=True, slots=True)
class Standing:
    word: Reason
    tone: str  # of a pill


COMING = Standing(pgettext_lazy("movement", "Not begun"), "info")
RUNNING = Standing(pgettext_lazy("movement", "Running"), "good")
OVER = Standing(pgettext_lazy("movement", "Ended"), "neutral")


def standing(starts: date | None, ends: date | None, years: Iterable[int], *, on: date) -> Standing:
    """Where a movement stands on a day; its years stand in for days that are not written down."""
    known = list(years)
    first = starts or (date(min(known), 1, 1) if known else None)
    last = ends or (date(max(known), 12, 31) if known else None)
    if first is not None and on < first:
        return COMING
    return OVER if last is not None and on > last else RUNNING


def years_wrong(first: int, last: int) -> Reason | None:
    """What is wrong with the years from first to last; None when nothing is."""
    if not (FIRST_YEAR <= first <= LAST_YEAR and FIRST_YEAR <= last <= LAST_YEAR):
        return _("Write the year with four digits, between %(first)s and %(last)s.") % {
            "first": FIRST_YEAR,
            "last": LAST_YEAR,
        }
    if last < first:
        return _("The last year lies before the first.")
    if last - first >= MOST_YEARS:
        return _("A movement runs for %(most)s years at most; launch a new one after that.") % {
            "most": MOST_YEARS
        }
    return None


def dates_wrong(days: Mapping[str, date | None], years: Iterable[int]) -> dict[str, Reason]:
    """What is wrong with which of the days, by the name of its field."""
    wrong: dict[str, Reason] = {}
    starts, ends = days.get("starts"), days.get("ends")
    interim, final, due = (days.get(name) for name in ("interim_review_on", "final_review_on", "dossier_due"))
    if starts and ends and ends < starts:
        wrong["ends"] = _("The movement ends before it begins.")
    if interim and starts and interim < starts:
        wrong["interim_review_on"] = _("The interim review lies before the movement begins.")
    if final and interim and final < interim:
        wrong["final_review_on"] = _("The final review lies before the interim review.")
    elif final and starts and final < starts:
        wrong["final_review_on"] = _("The final review lies before the movement begins.")
    if due and starts and due < starts:
        wrong["dossier_due"] = _("Dossiers are due before the movement begins.")
    known = list(years)
    # A school year ends in the year after the one that it is called by.
    if known and starts and starts.year > max(known) + 1:
        wrong["starts"] = _("The movement begins after its last year.")
    if known and ends and ends.year < min(known):
        wrong.setdefault("ends", _("The movement ends before its first year."))
    return wrong
