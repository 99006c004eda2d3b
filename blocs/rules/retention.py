"""When a term is over, and what a new term may be. Pure: the day is told."""

from __future__ import annotations

import calendar
from datetime import date

from django.utils.translation import gettext_lazy as _

from blocs.models.retention import term_in_words
from emulation.verdicts import Verdict, unless


def over_before(months: int | None, on: date) -> date | None:
    """What counts from a day before this one is past its term; None where nothing ever is."""
    if months is None:
        return None
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    if year < 1:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(on.day, last))


def can_hold_from(starts: date, on: date) -> Verdict:
    return unless(starts >= on, _("A term holds from today on or later; what held before stays as it was."))


def is_long_enough(months: int | None, least: int | None) -> Verdict:
    told = _("The law asks for %(term)s at least.") % {"term": term_in_words(least or 1)}
    return unless(months is None or least is None or months >= least, told)
