"""Who visits whom, and who sees and writes what is found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocs.rules import visits as rules
from blocs.rules.rights import Seat
from blocs.rules.visits import Facts

MEMBERS = st.lists(st.integers(1, 99), min_size=2, max_size=20, unique=True)


@given(MEMBERS, st.integers(1990, 2100))
def test_each_member_is_visited_once_goes_once_and_never_to_itself(members, year):
    found = rules.suggested(members, year)

    assert sorted(found) == sorted(found.values()) == sorted(members)
    assert all(visited != visiting for visited, visiting in found.items())


@given(MEMBERS, st.integers(1990, 2100), st.data())
def test_what_is_planned_already_stays_and_nobody_goes_twice_while_another_has_not_gone(members, year, data):
    some = data.draw(st.lists(st.sampled_from(members), unique=True, max_size=len(members) - 1))
    before = rules.suggested(members, year)
    visits = [(before[visited], visited) for visited in some]

    found = rules.suggested(members, year, visits=visits)

    assert set(found) == set(members) - set(some)
    assert all(visited != visiting for visited, visiting in found.items())
    goes = [*found.values(), *(visiting for visiting, _visited in visits)]
    assert max(goes.count(one) for one in members) <= 2


def test_other_members_meet_the_year_after():
    assert rules.suggested([1, 2, 3, 4], 2023) != rules.suggested([1, 2, 3, 4], 2024)


def test_a_bloc_of_one_has_nobody_to_visit():
    assert rules.suggested([7], 2024) == {}


LEADER, VISITOR = Seat.LEADER_OFFICER, Seat.VISITOR
READS = [
    ({LEADER}, "planned", True),
    ({Seat.DEPUTY_HEAD}, "planned", True),
    ({Seat.STANDING}, "planned", True),
    ({Seat.AUDITOR}, "planned", True),
    ({VISITOR, Seat.OFFICER}, "planned", True),
    ({Seat.OFFICER, Seat.HEAD}, "planned", False),
    ({Seat.OFFICER}, "closed", False),
    ({Seat.COUNCIL}, "closed", False),
    ({Seat.VISITED, Seat.HEAD}, "planned", False),
    ({Seat.VISITED, LEADER}, "planned", False),
    ({Seat.VISITED, Seat.HEAD}, "called_off", False),
    ({Seat.VISITED, Seat.HEAD}, "closed", True),
]


@pytest.mark.parametrize(("seats", "status", "allowed"), READS)
def test_the_visited_member_reads_once_it_is_closed_and_strangers_never(seats, status, allowed):
    assert bool(rules.can_read(status, frozenset(seats))) is allowed


WRITES = [
    ({VISITOR, Seat.OFFICER}, "planned", "reviewing", True),
    ({LEADER}, "planned", "running", True),
    ({LEADER, Seat.VISITED}, "planned", "running", False),
    ({Seat.DEPUTY_HEAD}, "planned", "running", False),
    ({VISITOR}, "planned", "pledging", False),
    ({VISITOR}, "planned", "nominating", False),
    ({VISITOR}, "closed", "reviewing", False),
    ({VISITOR}, "called_off", "reviewing", False),
]


@pytest.mark.parametrize(("seats", "status", "stage", "allowed"), WRITES)
def test_the_team_and_the_leader_write_but_nobody_about_themselves(seats, status, stage, allowed):
    assert bool(rules.can_write(status, stage, frozenset(seats))) is allowed


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (Facts(True, 5, 0, 0), 0),
        (Facts(False, 5, 0, 0), 1),
        (Facts(True, 0, 0, 0), 1),
        (Facts(True, 5, 1, 0), 1),
        (Facts(True, 5, 2, 3), 2),
    ],
)
def test_closing_says_what_is_missing(facts, reasons):
    assert len(rules.missing(facts).reasons) == reasons


def test_nothing_is_opened_or_issued_again_once_the_minutes_are_issued():
    seats = frozenset({VISITOR})
    for issued in (False, True):
        assert bool(rules.can_reopen("closed", "reviewing", seats, issued=issued)) is not issued
        assert bool(rules.can_issue("closed", seats, issued=issued)) is not issued


@pytest.mark.parametrize(
    ("day", "right"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2025, 6, 29), True),
        (date(2025, 6, 30), False),
        (date(2042, 11, 5), False),
    ],
)
def test_the_day_lies_in_the_year_or_in_the_half_year_after(day, right):
    assert (rules.day_wrong(day, date(2024, 1, 1), date(2024, 12, 31)) is None) is right
