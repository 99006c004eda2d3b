"""The chart of points: each bar ends at the total that the member is ranked by."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from blocs.rules.points import Points
from blocs.selectors import charts


def line(base, bonus, deduction):
    return SimpleNamespace(
        organisation=SimpleNamespace(current_short_name="Tỉnh Đoàn"),
        points=Points(Decimal(base), Decimal(bonus), Decimal(deduction)),
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (("73.5", "2", "0.5"), ("73", "2")),
        (("86.5", "8", "0"), ("86.5", "8")),
        (("1", "3", "2"), ("0", "2")),
        (("1", "0", "2"), ("0", "0")),
    ],
)
def test_deductions_are_taken_off_the_points_first(given, shown):
    other = line("10", "0", "0")

    bar = charts.points_of_members([line(*given), other]).bars[0]

    assert bar.counts == tuple(map(Decimal, shown))
    assert bar.total == max(Decimal(given[0]) + Decimal(given[1]) - Decimal(given[2]), 0)


@pytest.mark.parametrize(("deduction", "named"), [("0", "Points"), ("1", "Points less deductions")])
def test_the_series_says_whether_anything_was_taken_off(deduction, named):
    with translation.override("en"):
        assert charts.points_of_members([line("5", "1", deduction)]).series[0] == named
