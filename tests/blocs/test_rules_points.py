from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocs.rules.points import Limits, Points, rounded, together

STEPS = (D("0.25"), D("0.5"), D(1))
figures = st.decimals(min_value=0, max_value=5000, places=4)


@pytest.mark.parametrize(
    ("value", "step", "expected"),
    [
        ("0", "0.5", "0"),
        ("0.12", "0.25", "0"),
        ("0.1249999999", "0.25", "0"),
        ("0.125", "0.25", "0.25"),
        ("7.124", "0.25", "7"),
        ("7.125", "0.25", "7.25"),
        ("7.24", "0.5", "7"),
        ("7.25", "0.5", "7.5"),
        ("7.49", "1", "7"),
        ("7.5", "1", "8"),
        ("8.5", "1", "9"),  # halves go up, not to the even neighbour
    ],
)
def test_points_are_rounded_to_the_nearest_step_and_halves_go_up(value, step, expected):
    assert rounded(D(value), D(step)) == D(expected)


@given(figures, st.sampled_from(STEPS))
def test_rounding_agrees_with_fractions(value, step):
    steps = Fraction(value) / Fraction(step)
    whole = int(steps + Fraction(1, 2))

    assert Fraction(rounded(value, step)) == whole * Fraction(step)


@pytest.mark.parametrize(
    ("raw", "base", "bonus"),
    [
        ("0", "0", "0"),
        ("2.74", "2.5", "0"),
        ("2.75", "3", "0"),
        ("3", "3", "0"),
        ("3.24", "3", "0"),
        ("3.25", "3", "0.5"),
        ("4", "3", "1"),
        ("4.2", "3", "1"),
        ("400", "3", "1"),
        ("-1", "0", "0"),
    ],
)
def test_what_lies_above_the_points_is_bonus_up_to_its_limit(raw, base, bonus):
    assert Limits(D(3), D(1), step=D("0.5")).split(D(raw)) == Points(D(base), D(bonus))


@given(raw=figures, step=st.sampled_from(STEPS), base=st.integers(0, 400), bonus=st.integers(0, 100))
def test_split_points_lie_on_their_steps_and_within_their_limits(raw, step, base, bonus):
    limits = Limits(base * step, bonus * step, step=step)

    points = limits.split(raw)

    assert points.base % step == points.bonus % step == 0
    assert 0 <= points.base <= base * step
    assert 0 <= points.bonus <= bonus * step
    assert points.bonus == 0 or points.base == base * step
    if raw <= (base + bonus) * step:
        assert abs(points.base + points.bonus - raw) <= step / 2


@pytest.mark.parametrize("value", ["0", "0.5", "2.5", "3"])
def test_points_on_a_step_within_the_limit_are_admitted(value):
    assert Limits(D(3), step=D("0.5")).admit(Points(D(value)))["base"]


@pytest.mark.parametrize("value", ["-0.5", "3.5", "0.25", "2.999"])
def test_points_below_nought_above_the_limit_or_off_the_steps_are_not(value):
    admitted = Limits(D(3), step=D("0.5")).admit(Points(D(value)))

    assert not admitted["base"]
    assert admitted["bonus"]
    assert admitted["deduction"]


def test_without_a_limit_any_number_of_points_fits():
    assert Limits(None).admit(Points(D(1000)))["base"]


@given(st.lists(st.builds(Points, figures, figures, figures)))
def test_the_total_of_a_sum_is_the_sum_of_the_totals(points):
    assert together(points).total == sum(each.total for each in points)
