from datetime import date

import pytest

from blocs.rules import movements
from blocs.rules.movements import COMING, OVER, RUNNING, Duration
from blocs.rules.rights import Seat

D = date


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (D(2024, 1, 1), D(2024, 12, 30), Duration.SHORT),
        (D(2024, 1, 1), D(2024, 12, 31), Duration.ONE),
        (D(2024, 1, 1), D(2025, 1, 1), Duration.UNDER_THREE),
        (D(2024, 1, 1), D(2026, 12, 30), Duration.UNDER_THREE),
        (D(2024, 1, 1), D(2026, 12, 31), Duration.UNDER_FIVE),
        (D(2021, 5, 1), D(2026, 4, 29), Duration.UNDER_FIVE),
        (D(2021, 5, 1), D(2026, 4, 30), Duration.LONG),
        (D(2024, 2, 29), D(2025, 2, 28), Duration.ONE),
        (D(2024, 2, 29), D(2025, 2, 27), Duration.SHORT),
        (D(2024, 1, 1), None, None),
        (None, D(2024, 1, 1), None),
    ],
)
def test_the_class_of_duration_counts_both_days(starts, ends, expected):
    assert movements.duration(starts, ends) == expected


def test_every_class_has_its_words():
    assert set(movements.DURATION_WORDS) == set(Duration)


@pytest.mark.parametrize(
    ("starts", "ends", "years", "on", "expected"),
    [
        (D(2026, 3, 1), D(2026, 5, 31), [2026], D(2026, 2, 28), COMING),
        (D(2026, 3, 1), D(2026, 5, 31), [2026], D(2026, 3, 1), RUNNING),
        (D(2026, 3, 1), D(2026, 5, 31), [2026], D(2026, 5, 31), RUNNING),
        (D(2026, 3, 1), D(2026, 5, 31), [2026], D(2026, 6, 1), OVER),
        (None, None, [2025, 2026], D(2024, 12, 31), COMING),
        (None, None, [2025, 2026], D(2026, 12, 31), RUNNING),
        (None, None, [2025, 2026], D(2027, 1, 1), OVER),
        (None, None, [], D(2027, 1, 1), RUNNING),
    ],
)
def test_where_a_movement_stands(starts, ends, years, on, expected):
    assert movements.standing(starts, ends, years, on=on) == expected


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (2026, 2026, False),
        (1948, 1967, False),
        (2026, 2045, False),
        (2026, 2046, True),
        (2026, 2025, True),
        (1947, 1947, True),
        (2090, 2101, True),
        (20, 26, True),
    ],
)
def test_years_are_four_digits_in_order_and_not_without_end(first, last, wrong):
    assert bool(movements.years_wrong(first, last)) == wrong


@pytest.mark.parametrize(
    ("days", "fields"),
    [
        ({}, set()),
        ({"starts": D(2026, 3, 1), "ends": D(2026, 3, 1)}, set()),
        ({"starts": D(2026, 3, 1), "ends": D(2026, 2, 28)}, {"ends"}),
        ({"starts": D(2026, 3, 1), "interim_review_on": D(2026, 2, 1)}, {"interim_review_on"}),
        ({"interim_review_on": D(2026, 7, 1), "final_review_on": D(2026, 6, 1)}, {"final_review_on"}),
        ({"starts": D(2026, 3, 1), "final_review_on": D(2026, 2, 1)}, {"final_review_on"}),
        ({"starts": D(2026, 3, 1), "dossier_due": D(2026, 2, 1)}, {"dossier_due"}),
        ({"ends": D(2026, 6, 1), "final_review_on": D(2027, 1, 1)}, set()),
        ({"starts": D(2027, 9, 1)}, set()),  # a school year
        ({"starts": D(2028, 1, 1)}, {"starts"}),
        ({"ends": D(2025, 12, 31)}, {"ends"}),
    ],
)
def test_days_that_cannot_be_are_told_at_their_field(days, fields):
    assert set(movements.dates_wrong(days, [2026])) == fields


@pytest.mark.parametrize("seat", list(Seat))
def test_the_standing_agency_launches_everywhere_the_leader_in_its_bloc(seat):
    assert bool(movements.can_write(frozenset({seat}), in_bloc=False)) == (seat == Seat.STANDING)
    assert bool(movements.can_write(frozenset({seat}), in_bloc=True)) == (
        seat in {Seat.STANDING, Seat.LEADER_OFFICER, Seat.LEADER_HEAD}
    )
