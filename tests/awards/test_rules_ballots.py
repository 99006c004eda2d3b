"""Tallies against a count made independently: marks, bases, ties at the last seat, the vote after a tie."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.rules import ballots as rules

SCORES = st.sampled_from([None, Decimal(0), Decimal("86.5"), Decimal("90")])
STANDINGS = st.lists(
    st.tuples(st.integers(0, 4), st.booleans(), SCORES, st.booleans()), min_size=1, max_size=6
).map(
    lambda rows: (
        [
            rules.Standing(place, agreeing, women, score)
            for place, (agreeing, women, score, _p) in enumerate(rows)
        ],
        {place for place, row in enumerate(rows) if row[3]},
    )
)


def beats(one, other):
    """More votes; of equals the one with many women; of these the higher score, any score before none."""
    if one.agreeing != other.agreeing:
        return one.agreeing > other.agreeing
    if one.many_women != other.many_women:
        return one.many_women
    return one.score is not None and (other.score is None or one.score > other.score)


@given(STANDINGS, st.integers(1, 3))
def test_seats_go_by_votes_women_and_score_and_equals_at_the_last_are_tied(drawn, seats):
    standings, passing = drawn

    outcomes = rules.elected(standings, passing=passing, seats=seats)

    for each in standings:
        rivals = [other for other in standings if other.key in passing]
        better = sum(beats(other, each) for other in rivals)
        equal = sum(not beats(other, each) and not beats(each, other) for other in rivals)
        if each.key not in passing:
            expected = "below"
        elif better + equal <= seats:
            expected = "elected"
        else:
            expected = "full" if better >= seats else "tied"
        assert outcomes[each.key] == expected


@given(STANDINGS, st.integers(1, 3))
def test_a_vote_after_a_tie_has_seats_left_and_too_few_for_all(drawn, seats):
    standings, passing = drawn

    fate = Counter(rules.elected(standings, passing=passing, seats=seats).values())

    left = seats - fate["elected"]
    assert fate["elected"] + fate["tied"] + fate["full"] == len(passing)
    assert left >= 0
    assert not fate["tied"] or 0 < left < fate["tied"]
    assert fate["tied"] or not fate["full"] or left == 0


@given(
    st.sampled_from(["all", "cast", "valid"]),
    st.tuples(*(st.integers(0, 20) for _each in range(4))),  # agree, disagree, blank or spoilt, not there
    st.sampled_from([(1, 2), (2, 3), (3, 4), (1, 1)]),
    st.booleans(),
)
def test_a_pass_mark_is_a_part_of_the_base_that_the_rule_names(kind, votes, mark, more_than):
    agree, disagree, useless, _away = votes
    valid, cast, everybody = agree + disagree, agree + disagree + useless, sum(votes)

    base = rules.base_of(kind, electors=everybody, cast=cast, valid=valid)
    passed = rules.passes(agree, base, *mark, more_than=more_than)

    expected = {"all": everybody, "cast": cast, "valid": valid}[kind]
    assert base == expected
    share = Fraction(agree, expected) if expected else Fraction(-1)
    assert passed is (share > Fraction(*mark) if more_than else share >= Fraction(*mark))


@pytest.mark.parametrize(
    ("agreeing", "base", "more_than", "expected"),
    [
        (5, 10, True, False),
        (6, 10, True, True),
        (5, 10, False, True),
        (4, 10, False, False),
        (0, 0, False, False),
    ],
)
def test_half_is_not_more_than_half(agreeing, base, more_than, expected):
    assert rules.passes(agreeing, base, 1, 2, more_than=more_than) is expected
