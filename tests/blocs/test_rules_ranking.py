from decimal import Decimal as D
from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocs.models import TieBreak
from blocs.rules.points import Points
from blocs.rules.ranking import Band, Contender, Rule, band_of, ranked

WOMEN, BASE, FEWER = Rule(TieBreak.WOMEN, D(70)), Rule(TieBreak.BASE), Rule(TieBreak.PAST_AWARDS)
USUAL = (WOMEN, BASE, FEWER)
BANDS = (Band("Tốt", D(75)), Band("Xuất sắc", D(90)), Band("Hoàn thành", D(50)))


def one(key, base, bonus=0, off=0, **more):
    return Contender(key, Points(D(str(base)), D(str(bonus)), D(str(off))), **more)


def shown(places):
    return [(place.contender.key, place.rank, place.tied) for place in places]


def test_the_highest_total_is_first():
    places = ranked([one(1, 80), one(2, 90), one(3, 85, bonus=6)], USUAL)

    assert shown(places) == [(3, 1, False), (2, 2, False), (1, 3, False)]
    assert [place.broken_by for place in places] == [None, None, None]


def test_equals_share_a_place_and_the_next_counts_them():
    places = ranked([one(1, 90), one(2, 80), one(3, 80), one(4, 70)], ())

    assert shown(places) == [(1, 1, False), (2, 2, True), (3, 2, True), (4, 4, False)]


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [(70, "69.99", 1), ("69.99", 70, 2), (70, 95, None), (20, 69, None), (0, 100, 2)],
)
def test_a_collective_with_seven_tenths_women_comes_first_and_more_of_them_change_nothing(
    first, second, winner
):
    places = ranked([one(1, 80, women=D(str(first))), one(2, 80, women=D(str(second)))], [WOMEN])

    if winner is None:
        assert [place.rank for place in places] == [1, 1]
        assert all(place.tied for place in places)
    else:
        assert [place.rank for place in places] == [1, 2]
        assert places[0].contender.key == winner
        assert places[0].broken_by is TieBreak.WOMEN
        assert places[0].notes


def test_the_next_rule_is_tried_where_the_one_before_leaves_a_tie():
    contenders = [
        one(1, 80, women=D(10), past_awards=2),
        one(2, 79, bonus=1, women=D(10), past_awards=0),
        one(3, 78, bonus=2, women=D(75), past_awards=5),
        one(4, 80, women=D(5), past_awards=1),
    ]

    places = ranked(contenders, USUAL)

    assert shown(places) == [(3, 1, False), (4, 2, False), (1, 3, False), (2, 4, False)]
    assert [place.broken_by for place in places] == [
        TieBreak.WOMEN,
        TieBreak.PAST_AWARDS,
        TieBreak.PAST_AWARDS,
        TieBreak.BASE,
    ]


def test_the_order_of_the_rules_is_the_seasons():
    contenders = [one(1, 80, past_awards=3), one(2, 79, bonus=1, past_awards=0)]

    assert [place.contender.key for place in ranked(contenders, [BASE, FEWER])] == [1, 2]
    assert [place.contender.key for place in ranked(contenders, [FEWER, BASE])] == [2, 1]


@pytest.mark.parametrize(
    ("kind", "better", "worse"),
    [
        (TieBreak.BONUS, one(1, 78, bonus=4, off=2), one(2, 80)),
        (TieBreak.DEDUCTION, one(1, 80), one(2, 78, bonus=4, off=2)),
    ],
)
def test_more_bonus_or_fewer_points_off_may_decide_too(kind, better, worse):
    assert [place.contender.key for place in ranked([worse, better], [Rule(kind)])] == [1, 2]


def test_a_rule_whose_figure_is_missing_is_passed_over_and_that_is_said():
    places = ranked([one(1, 80, women=D(90)), one(2, 79, bonus=1)], [WOMEN, BASE])

    assert shown(places) == [(1, 1, False), (2, 2, False)]
    assert [place.broken_by for place in places] == [TieBreak.BASE] * 2
    assert all(len(place.notes) == 2 for place in places)


def test_a_missing_figure_does_not_matter_where_nobody_is_tied():
    assert all(place.notes == () for place in ranked([one(1, 80), one(2, 79)], USUAL))


def test_who_is_not_eligible_keeps_the_score_and_takes_no_place():
    places = ranked([one(1, 95, eligible=False), one(2, 80), one(3, 80)], (), BANDS)

    assert shown(places) == [(2, 1, True), (3, 1, True), (1, None, False)]
    assert places[-1].band == "Xuất sắc"


@pytest.mark.parametrize(
    ("total", "band"),
    [
        ("0", ""),
        ("49.75", ""),
        ("50", "Hoàn thành"),
        ("74.75", "Hoàn thành"),
        ("75", "Tốt"),
        ("89.75", "Tốt"),
        ("90", "Xuất sắc"),
        ("110", "Xuất sắc"),
        ("-3", ""),
    ],
)
def test_the_band_is_the_highest_that_is_reached(total, band):
    assert band_of(D(total), BANDS) == band


contenders = st.builds(
    Contender,
    st.just(0),
    st.builds(Points, *[st.integers(0, 4).map(D)] * 3),
    st.none() | st.sampled_from([D(0), D("69.99"), D(70), D(100)]),
    st.none() | st.integers(0, 2),
)
rules = st.lists(
    st.sampled_from([WOMEN, BASE, FEWER, Rule(TieBreak.BONUS), Rule(TieBreak.DEDUCTION)]), unique=True
)


@given(st.lists(contenders, max_size=8), rules, st.randoms())
def test_places_do_not_depend_on_the_order_in_which_members_are_given(given_contenders, given_rules, random):
    numbered = [
        Contender(key, each.points, each.women, each.past_awards) for key, each in enumerate(given_contenders)
    ]
    mixed = random.sample(numbered, len(numbered))

    assert ranked(mixed, given_rules) == ranked(numbered, given_rules)


@given(st.lists(contenders, max_size=8), rules)
def test_with_all_figures_known_places_agree_with_one_comparison_of_two(given_contenders, given_rules):
    numbered = [
        Contender(key, each.points, each.women or D(0), each.past_awards or 0)
        for key, each in enumerate(given_contenders)
    ]

    def compared(first, second):
        """Below nought: the first one is better."""
        told = {
            TieBreak.WOMEN: (first.women < 70, second.women < 70),
            TieBreak.BASE: (-first.points.base, -second.points.base),
            TieBreak.BONUS: (-first.points.bonus, -second.points.bonus),
            TieBreak.DEDUCTION: (first.points.deduction, second.points.deduction),
            TieBreak.PAST_AWARDS: (first.past_awards, second.past_awards),
        }
        measures = [(-first.points.total, -second.points.total), *(told[rule.kind] for rule in given_rules)]
        return next(((a > b) - (a < b) for a, b in measures if a != b), 0)

    order = sorted(numbered, key=cmp_to_key(compared))
    places = {place.contender.key: place for place in ranked(numbered, given_rules)}

    assert len(places) == len(numbered)
    for each in order:
        better = sum(1 for other in order if compared(other, each) < 0)
        equal = sum(1 for other in order if compared(other, each) == 0)
        assert places[each.key].rank == better + 1
        assert places[each.key].tied == (equal > 1)
