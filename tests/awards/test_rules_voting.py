import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.rules import voting


@pytest.mark.parametrize(
    ("agreeing", "base", "percent", "expected"),
    [(9, 10, 90, True), (8, 10, 90, False), (8, 10, 80, True), (7, 9, 80, False), (0, 0, 50, False)],
)
def test_a_pass_mark_is_reached_in_whole_votes(agreeing, base, percent, expected):
    assert voting.passes(agreeing, base, percent) is expected


@given(base=st.integers(1, 500), percent=st.integers(1, 100))
def test_the_fewest_votes_that_pass_pass_and_one_less_does_not(base, percent):
    least = voting.needed(base, percent)

    assert voting.passes(least, base, percent)
    assert not voting.passes(least - 1, base, percent)


@pytest.mark.parametrize(("leading", "expected"), [(54, 10), (55, 11), (4, 0), (5, 1)])
def test_a_fifth_of_the_leading_units_is_cut_to_whole_flags(leading, expected):
    assert voting.most_flags(leading, 20) == expected


@pytest.mark.parametrize(("present", "members", "expected"), [(4, 6, True), (3, 6, False), (0, 0, False)])
def test_a_quorum_of_two_thirds(present, members, expected):
    assert voting.has_quorum(present, members, 2, 3) is expected
