from decimal import Decimal as D
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from blocs.rules import terms
from blocs.rules.formulas import Figures, Penalty, PerUnit, Ratio, Steps, Sum
from blocs.rules.points import Limits, Points

TEN = Limits(D(10), step=D("0.25"))
TEN_AND_TWO = Limits(D(10), D(2), step=D("0.25"))
OFF = Limits(deduction=D(3), step=D("0.5"))
amounts = st.decimals(min_value=0, max_value=100_000, places=2)
positive = st.decimals(min_value="0.01", max_value=100_000, places=2)


def exactly_rounded(raw, step):
    return int(raw / Fraction(step) + Fraction(1, 2)) * Fraction(step)


@pytest.mark.parametrize(
    ("rule", "result", "target", "limits", "expected"),
    [
        (Ratio(), "0", "100", TEN, Points()),
        (Ratio(), "50", "100", TEN, Points(D(5))),
        (Ratio(), "98.74", "100", TEN, Points(D("9.75"))),
        (Ratio(), "98.75", "100", TEN, Points(D(10))),
        (Ratio(), "100", "100", TEN, Points(D(10))),
        (Ratio(), "150", "100", TEN, Points(D(10))),
        (Ratio(), "110", "100", TEN_AND_TWO, Points(D(10), D(1))),
        (Ratio(), "150", "100", TEN_AND_TWO, Points(D(10), D(2))),
        (Ratio(), "-5", "100", TEN, Points()),
        (Ratio(), "0", "0", TEN, Points(D(10))),
        (Ratio(), "-1", "0", TEN, Points()),
        (Ratio(at_most=True), "4", "5", TEN, Points(D(10))),
        (Ratio(at_most=True), "5", "5", TEN, Points(D(10))),
        (Ratio(at_most=True), "10", "5", TEN, Points(D(5))),
        (Ratio(at_most=True), "0", "5", TEN, Points(D(10))),
        (Ratio(at_most=True), "0", "0", TEN, Points(D(10))),
        (Ratio(at_most=True), "1", "0", TEN, Points()),
        (Ratio(lowest=D(50)), "49.99", "100", TEN, Points()),
        (Ratio(lowest=D(50)), "50", "100", TEN, Points(D(5))),
        (Ratio(target=D(200)), "100", None, TEN, Points(D(5))),
        (Ratio(target=D(200)), "100", "100", TEN, Points(D(10))),
        (Ratio(), "50", "100", Limits(D(0), D(4), step=D("0.5")), Points(D(0), D(2))),
    ],
)
def test_a_ratio_gives_the_share_of_the_target_that_was_reached(rule, result, target, limits, expected):
    figures = Figures(result=D(result), target=None if target is None else D(target))

    assert rule.worth(figures, limits).points == expected


@given(result=amounts, target=positive, most=st.integers(1, 400), at_most=st.booleans())
def test_a_ratio_agrees_with_fractions(result, target, most, at_most):
    step = D("0.25")
    limits = Limits(most * step, step=step)
    above, below = (target, result) if at_most else (result, target)

    points = Ratio(at_most=at_most).worth(Figures(result, target), limits).points

    share = Fraction(above) / Fraction(below) if below else Fraction(1)
    raw = min(most * Fraction(step) * share, most * Fraction(step))
    assert Fraction(points.base) == exactly_rounded(raw, step)
    assert points.bonus == points.deduction == 0


@pytest.mark.parametrize(
    ("rule", "count", "limits", "expected"),
    [
        (PerUnit(D("0.5")), "0", TEN, Points()),
        (PerUnit(D("0.5")), "1", TEN, Points(D("0.5"))),
        (PerUnit(D("0.5")), "20", TEN, Points(D(10))),
        (PerUnit(D("0.5")), "21", TEN, Points(D(10))),
        (PerUnit(D("0.5")), "21", TEN_AND_TWO, Points(D(10), D("0.5"))),
        (PerUnit(D(2), D(10)), "9", TEN, Points()),
        (PerUnit(D(2), D(10)), "10", TEN, Points(D(2))),
        (PerUnit(D(2), D(10)), "19.9", TEN, Points(D(2))),
        (PerUnit(D(2), D(10), in_part=True), "15", TEN, Points(D(3))),
        (PerUnit(D(2), D(10), in_part=True), "-4", TEN, Points()),
        (PerUnit(D(1)), "3", Limits(D(0), D(2)), Points(D(0), D(2))),
    ],
)
def test_units_are_worth_so_much_each_up_to_the_limit(rule, count, limits, expected):
    assert rule.worth(Figures(count=D(count)), limits).points == expected


@given(count=amounts, points=positive, every=positive, in_part=st.booleans())
def test_units_agree_with_fractions(count, points, every, in_part):
    units = Fraction(count) / Fraction(every)
    raw = Fraction(points) * (units if in_part else int(units))

    got = PerUnit(points, every, in_part).worth(Figures(count=count), Limits(D(50), D(10), step=D(1))).points

    expected = min(exactly_rounded(min(raw, Fraction(10**9)), D(1)), 60)
    assert got.base + got.bonus == expected


THRESHOLDS = Steps(((D(80), D(5)), (D(100), D(10)), (D(95), D(8))))


@pytest.mark.parametrize(
    ("result", "expected"),
    [("0", 0), ("79.99", 0), ("80", 5), ("94.99", 5), ("95", 8), ("99.99", 8), ("100", 10), ("500", 10)],
)
def test_the_best_threshold_that_is_reached_counts(result, expected):
    assert THRESHOLDS.worth(Figures(result=D(result)), TEN).points == Points(D(expected))


@pytest.mark.parametrize(("result", "expected"), [("0", 10), ("2", 10), ("2.01", 6), ("5", 6), ("5.01", 0)])
def test_thresholds_may_also_be_reached_from_above(result, expected):
    rule = Steps(((D(2), D(10)), (D(5), D(6))), at_most=True)

    assert rule.worth(Figures(result=D(result)), TEN).points == Points(D(expected))


@pytest.mark.parametrize(("result", "expected"), [("159.99", 0), ("160", 5), ("190", 8), ("200", 10)])
def test_thresholds_may_be_shares_of_the_target(result, expected):
    rule = Steps(THRESHOLDS.steps, of_target=True)

    assert rule.worth(Figures(D(result), D(200)), TEN).points == Points(D(expected))
    assert rule.worth(Figures(D(result)), TEN).points is None


@given(
    steps=st.lists(st.tuples(st.integers(0, 100), st.integers(0, 10)), min_size=1, unique_by=lambda s: s[0]),
    result=st.decimals(min_value=0, max_value=120, places=2),
)
def test_thresholds_agree_with_a_plain_search(steps, result):
    rule = Steps(tuple((D(threshold), D(points)) for threshold, points in steps))

    got = rule.worth(Figures(result=result), Limits(D(10), step=D(1))).points

    assert got.base == max((points for threshold, points in steps if result >= threshold), default=0)


@pytest.mark.parametrize(
    ("count", "off"), [("0", "0"), ("1", "0.5"), ("5", "2.5"), ("6", "3"), ("7", "3"), ("100", "3")]
)
def test_occurrences_take_points_off_up_to_the_limit(count, off):
    assert Penalty(D("0.5")).worth(Figures(count=D(count)), OFF).points == Points(deduction=D(off))


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        (Ratio(), Figures(target=D(5))),
        (Ratio(), Figures(result=D(5))),
        (PerUnit(D(1)), Figures(result=D(5))),
        (THRESHOLDS, Figures(count=D(5))),
        (Penalty(D(1)), Figures()),
        (Sum(), Figures(D(1), D(1), D(1))),
    ],
)
def test_without_its_figure_a_formula_gives_no_points_but_says_what_is_missing(rule, figures):
    worth = rule.worth(figures, TEN)

    assert worth.points is None
    assert worth.why


def test_every_result_is_told_in_a_sentence_of_the_readers_language():
    told = {}
    for language in ("en", "vi"):
        with translation.override(language):
            told[language] = [
                Ratio().worth(Figures(D("95.5"), D(100)), TEN).why,
                Ratio().worth(Figures(D(150), D(100)), TEN).why,
                PerUnit(D("0.5")).worth(Figures(count=D(3)), TEN).why,
                THRESHOLDS.worth(Figures(result=D(96)), TEN).why,
                Penalty(D("0.5")).worth(Figures(count=D(9)), OFF).why,
            ]

    assert told["en"] == [
        "95,5 against 100 is 95,5 %; 95,5 % of 10 points. Rounded to 9,5.",
        "150 against 100 is 150 %; 150 % of 10 points. At most 10 points count.",
        "3 counted, 0,5 points for every 1.",
        "The result 96 reaches the threshold ≥ 95: 8 points.",
        "9 times, 0,5 points off each. At most 3 points are taken off.",
    ]
    assert all("điểm" in sentence for sentence in told["vi"])


RULES = [
    (Ratio(), "ratio"),
    (Ratio(D("12.5"), at_most=True, lowest=D(50)), "ratio"),
    (PerUnit(D("0.25")), "per_unit"),
    (PerUnit(D(2), D(10), in_part=True), "per_unit"),
    (THRESHOLDS, "steps"),
    (Steps(((D(0), D(1)),), of_target=True, at_most=True, target=D(3)), "steps"),
    (Penalty(D("0.5")), "penalty"),
    (Sum(), "sum"),
]


@pytest.mark.parametrize(("rule", "name"), RULES)
def test_terms_are_read_back_as_they_were_written(rule, name):
    assert terms.read(name, terms.terms_of(rule)) == rule


def test_where_people_judge_there_is_no_rule():
    assert terms.read("", {}) is None
    assert terms.terms_of(None) == {}


@pytest.mark.parametrize(
    ("name", "given", "wrong"),
    [
        ("ratio", {"target": "nhiều"}, {"target"}),
        ("ratio", {"target": "NaN"}, {"target"}),
        ("ratio", {"target": "Infinity"}, {"target"}),
        ("ratio", {"target": "1e12"}, {"target"}),
        ("ratio", {"target": True}, {"target"}),
        ("ratio", {"lowest": "100.01"}, {"lowest"}),
        ("ratio", {"lowest": "-1"}, {"lowest"}),
        ("ratio", {"at_most": "yes"}, {"at_most"}),
        ("per_unit", {}, {"points"}),
        ("per_unit", {"points": "0"}, {"points"}),
        ("per_unit", {"points": "1", "every": "0"}, {"every"}),
        ("penalty", {}, {"points"}),
        ("penalty", {"points": "-1"}, {"points"}),
        ("penalty", {"points": "1", "code": "import os"}, {"code"}),
        ("steps", {}, {"steps"}),
        ("steps", {"steps": []}, {"steps"}),
        ("steps", {"steps": "95"}, {"steps"}),
        ("steps", {"steps": [["95"]]}, {"steps"}),
        ("steps", {"steps": [["95", "x"]]}, {"steps"}),
        ("steps", {"steps": [["95", "-1"]]}, {"steps"}),
        ("steps", {"steps": [["95", "1"], ["95.0", "2"]]}, {"steps"}),
        ("steps", {"steps": [["1", "1"]] * 13}, {"steps"}),
        ("sum", {"points": "1"}, {"points"}),
        ("sum", {"source": "late"}, {"source"}),
        ("ratio", {"source": "weather"}, {"source"}),
        ("ratio", {"source": ["late"]}, {"source"}),
        ("ratio", {"source": "target"}, {"source"}),
        ("ratio", {"source": "target", "source_name": " "}, {"source"}),
        ("ratio", {"source": "late", "source_name": "Nhà"}, {"source"}),
        ("ratio", {"source_name": "Nhà"}, {"source"}),
        ("penalty", {"points": "1", "source": "targets_met"}, {"source"}),
    ],
)
def test_terms_that_make_no_formula_are_told_by_name(name, given, wrong):
    with pytest.raises(terms.Wrong) as caught:
        terms.read(name, given)

    assert set(caught.value.faults) == wrong
