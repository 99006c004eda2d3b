from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocs.rules.formulas import Figures, Ratio, Sum
from blocs.rules.points import Limits, Points
from blocs.rules.scoring import Criterion, Group, Table, suggested, tally

points = st.builds(Points, *[st.integers(0, 40).map(lambda n: D(n) / 4)] * 3)


def table(*, parts=(), group=None, whole=None):
    """Criteria 1 and 2 in group 10, criterion 3 in group 20; criterion 2 may have parts."""
    ten = Limits(D(10), D(5), D(5))
    second = Criterion(2, Limits(D(10), None, None), "hai", Sum() if parts else None, parts=parts)
    first = Group(10, group or Limits(D(20), None, None), "một", (Criterion(1, ten), second))
    return Table(
        whole or Limits(D(30), None, None),
        (first, Group(20, Limits(D(10), None, None), "hai", (Criterion(3, ten),))),
    )


def test_total_is_base_and_bonus_less_deduction():
    result = tally(table(), {1: Points(D(8), D(2), D(1)), 2: Points(D(5)), 3: Points(D("7.5"), D(0), D(3))})

    assert result.points == Points(D("20.5"), D(2), D(4))
    assert result.total == D("18.5")
    assert result.groups == {10: Points(D(13), D(2), D(1)), 20: Points(D("7.5"), D(0), D(3))}


def test_nothing_given_is_nought():
    assert tally(table(), {}).total == 0
    assert tally(Table(Limits(D(0))), {}).total == 0


def test_a_criterion_with_parts_is_their_sum_and_takes_no_points_itself():
    parts = (Criterion(21, Limits(D(6))), Criterion(22, Limits(D(4), D(1))))

    result = tally(table(parts=parts), {2: Points(D(9)), 21: Points(D(5)), 22: Points(D(4), D(1))})

    assert result.criteria[2] == Points(D(9), D(1))
    assert [leaf.key for leaf in table(parts=parts).leaves()] == [1, 21, 22, 3]


@pytest.mark.parametrize(("given_bonus", "counted"), [("2", "2"), ("3", "3"), ("3.5", "3"), ("5", "3")])
def test_each_level_caps_what_comes_from_below(given_bonus, counted):
    in_group = table(group=Limits(D(20), D(3), None))
    on_top = table(whole=Limits(D(30), D(3), None))
    given = {1: Points(bonus=D(given_bonus))}

    assert tally(in_group, given).points.bonus == D(counted)
    assert tally(on_top, given).points.bonus == D(counted)
    assert tally(on_top, given).groups[10].bonus == D(given_bonus)


@pytest.mark.parametrize(("off", "counted"), [("0", "0"), ("4.5", "4.5"), ("5", "5"), ("9", "5")])
def test_deductions_are_capped_at_their_criterion(off, counted):
    assert tally(table(), {3: Points(deduction=D(off))}).points.deduction == D(counted)


def test_more_deducted_than_gained_stays_below_nought():
    assert tally(table(), {1: Points(D(1), D(0), D(5))}).total == D(-4)


@given(
    st.lists(points, min_size=5, max_size=5),
    st.lists(st.integers(0, 10).map(D), min_size=3, max_size=3),
    st.lists(st.none() | st.integers(0, 10).map(D), min_size=4, max_size=4),
)
def test_a_tally_agrees_with_plain_sums(given_points, maxima, caps):
    """Two groups of two leaves; the first criterion of the second group has two parts."""
    bonus_of_group, off_of_group, bonus_of_all, off_of_all = caps
    leaf = Limits(maxima[0], D(3), D(2))
    parts = (Criterion(3, leaf), Criterion(4, leaf))
    whole = Table(
        Limits(D(100), bonus_of_all, off_of_all),
        (
            Group(
                10,
                Limits(maxima[1], bonus_of_group, off_of_group),
                "",
                (Criterion(1, leaf), Criterion(2, leaf)),
            ),
            Group(
                20,
                Limits(D(100), None, None),
                "",
                (Criterion(9, Limits(maxima[2], None, None), parts=parts), Criterion(5, leaf)),
            ),
        ),
    )
    given_to = dict(enumerate(given_points, start=1))

    def most(value, cap):
        return value if cap is None else min(value, cap)

    def of(name, keys, cap):
        return sum(most(getattr(given_to[key], name), cap) for key in keys)

    base = most(of("base", (1, 2), maxima[0]), maxima[1]) + most(of("base", (3, 4), maxima[0]), maxima[2])
    base += most(given_to[5].base, maxima[0])
    bonus = most(most(of("bonus", (1, 2), 3), bonus_of_group) + of("bonus", (3, 4, 5), 3), bonus_of_all)
    off = most(most(of("deduction", (1, 2), 2), off_of_group) + of("deduction", (3, 4, 5), 2), off_of_all)

    assert tally(whole, given_to).points == Points(min(base, D(100)), bonus, off)


@given(st.permutations([Points(D(1)), Points(D(2), D(1)), Points(D(3), D(0), D(1))]))
def test_the_order_of_the_criteria_changes_nothing(given_points):
    limits = Limits(D(3), D(1), D(1))
    criteria = tuple(Criterion(key, limits) for key in range(3))
    whole = Table(Limits(D(9), None, None), (Group(1, Limits(D(9), None, None), "", criteria),))

    assert tally(whole, dict(enumerate(given_points))).points == Points(D(6), D(1), D(1))


def test_a_formula_suggests_points_and_people_judge_without_one():
    formula = Criterion(1, Limits(D(10)), rule=Ratio())

    assert suggested(formula, Figures(D(50), D(100))).points == Points(D(5))
    assert suggested(Criterion(1, Limits(D(10))), Figures(D(50), D(100))) is None
