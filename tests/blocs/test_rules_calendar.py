from datetime import date, timedelta

import pytest

from blocs.models import Milestone, Season
from blocs.rules import calendar


@pytest.mark.parametrize(
    ("year", "kind", "first", "last"),
    [
        (2024, Season.Period.CALENDAR, date(2024, 1, 1), date(2024, 12, 31)),
        (2021, Season.Period.SCHOOL, date(2021, 9, 1), date(2022, 8, 31)),
        (2023, Season.Period.SCHOOL, date(2023, 9, 1), date(2024, 8, 31)),
    ],
)
def test_a_year_has_its_first_and_last_day(year, kind, first, last):
    assert calendar.period(year, kind) == (first, last)


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_calendar_year_has_the_usual_dates_leap_year_or_not(year):
    due = calendar.usual_milestones(*calendar.period(year, Season.Period.CALENDAR))

    assert due[Milestone.Kind.PLEDGE] == date(year, 2, 28)
    assert due[Milestone.Kind.REPORTS] == date(year, 11, 20)
    assert due[Milestone.Kind.DOSSIER] == date(year, 12, 10)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        calendar.period(2021, Season.Period.SCHOOL),
        (date(2024, 3, 1), date(2024, 12, 31)),
        (date(2024, 1, 1), date(2024, 6, 30)),
        (date(2024, 12, 30), date(2024, 12, 31)),
    ],
)
def test_other_spans_get_the_same_dates_in_the_same_order_within_them(first, last):
    due = calendar.usual_milestones(first, last)

    assert list(due) == list(calendar.USUAL)
    assert list(due.values()) == sorted(due.values())
    assert first <= min(due.values())
    assert max(due.values()) <= last


def test_a_school_year_signs_its_pledge_in_its_second_month():
    first, last = calendar.period(2021, Season.Period.SCHOOL)

    assert calendar.usual_milestones(first, last)[Milestone.Kind.PLEDGE] == first + timedelta(days=58)
