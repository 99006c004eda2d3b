from dataclasses import replace

import pytest

from blocs.rules.rotation import Candidate, Custom, plan, suggest

NEITHER = Custom(deputy_follows=False, newcomers_wait=False)


def order(candidates, custom=NEITHER, **more):
    return [place.organisation for place in suggest(candidates, custom, **more) if not place.passed_over]


def test_who_never_led_comes_before_who_did_and_then_who_led_longest_ago():
    rows = [
        Candidate(1, 1, (2022,)),
        Candidate(2, 2, (2019,)),
        Candidate(3, 3),
        Candidate(4, 4, (2015, 2023)),
    ]

    assert order(rows) == [3, 2, 1, 4]


def test_the_place_in_the_list_decides_between_equals():
    assert order([Candidate(7, 2), Candidate(8, 1), Candidate(9, 3)]) == [8, 7, 9]


def test_last_years_deputy_comes_first_only_where_that_is_the_custom():
    rows = [Candidate(1, 1), Candidate(2, 2, (2023,), was_deputy=True)]

    assert order(rows, Custom(deputy_follows=True)) == [2, 1]
    assert order(rows, NEITHER) == [1, 2]


def test_last_years_leader_does_not_lead_again_even_where_all_others_are_new():
    rows = [Candidate(1, 1), Candidate(2, 2)]

    assert order(rows, last_leader=1) == [2, 1]


@pytest.mark.parametrize("flag", ["closed", "declined", "newcomer"])
def test_who_cannot_lead_is_passed_over_at_the_end_with_the_reason(flag):
    rows = [Candidate(1, 1, **{flag: True}), Candidate(2, 2, (2023,))]

    places = suggest(rows, Custom())

    assert [(place.organisation, place.place) for place in places] == [(2, 1), (1, 0)]
    assert places[-1].passed_over
    assert len(places[-1].reasons) == 1


def test_newcomers_wait_only_where_that_is_the_custom():
    assert order([Candidate(1, 1, newcomer=True), Candidate(2, 2, (2023,))], NEITHER) == [1, 2]


def test_every_member_is_answered_for_with_a_reason():
    rows = [Candidate(number, number) for number in range(1, 6)]
    rows[2] = replace(rows[2], closed=True)

    places = suggest(rows, Custom())

    assert sorted(place.organisation for place in places) == [1, 2, 3, 4, 5]
    assert all(place.reasons for place in places)


def test_a_plan_lets_everybody_lead_once_before_anybody_leads_twice():
    rows = [Candidate(number, number) for number in range(1, 5)]

    turns = plan(rows, Custom(), first_year=2025, years=8)

    assert [turn.year for turn in turns] == list(range(2025, 2033))
    assert sorted(turn.leader for turn in turns[:4]) == [1, 2, 3, 4]
    assert sorted(turn.leader for turn in turns[4:]) == [1, 2, 3, 4]


def test_in_a_plan_each_deputy_leads_the_year_after():
    turns = plan([Candidate(number, number) for number in range(1, 5)], Custom(), first_year=2025, years=6)

    assert [turn.leader for turn in turns[1:]] == [turn.deputy for turn in turns[:-1]]


def test_a_plan_without_anybody_able_is_empty_and_one_member_leads_alone():
    assert plan([Candidate(1, 1, closed=True)], Custom(), first_year=2025, years=3) == []
    assert [
        (turn.leader, turn.deputy) for turn in plan([Candidate(1, 1)], Custom(), first_year=2025, years=2)
    ] == [
        (1, None),
        (1, None),
    ]
