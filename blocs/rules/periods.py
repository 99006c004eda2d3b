"""Which days a season covers."""

from datetime import date

from blocs.models import Season


def first_and_last_day(period: str, year: int) -> tuple[date, date]:
    """Of the year itself, or of the school year that begins in it."""
    if period == Season.Period.SCHOOL:
        return date(year, 9, 1), date(year + 1, 8, 31)
    return date(year, 1, 1), date(year, 12, 31)
