"""Who is asked to take part in a movement, who answers for whom, and what an answer must say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from blocs.rules import movements
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict, unless

BETWEEN_REMINDERS = timedelta(hours=20)
LARGEST = Decimal(10) ** 13


def can_push(seats: frozenset[Seat], standing: movements.Standing, *, in_bloc: bool) -> Verdict:
    return movements.can_write(seats, in_bloc=in_bloc) & _not_over(standing)


def can_remind(
    seats: frozenset[Seat], standing: movements.Standing, *, in_bloc: bool, waiting: int
) -> Verdict:
    return can_push(seats, standing, in_bloc=in_bloc) & unless(
        waiting > 0, _("Everybody who was asked has answered.")
    )


def can_answer(seats: frozenset[Seat], standing: movements.Standing) -> Verdict:
    """An answer may be changed as long as the movement runs."""
    return may(Act.ANSWER_MOVEMENT, seats) & _not_over(standing)


def _not_over(standing: movements.Standing) -> Verdict:
    return unless(
        standing is not movements.OVER, _("The movement has ended; nobody is enrolled in it any more.")
    )


def answer_wrong(target: str, values: Mapping[int, Decimal | None]) -> dict[str, Reason]:
    """What is wrong with an enrolment, by the name of its field."""
    wrong: dict[str, Reason] = {}
    if not target:
        wrong["target"] = _("Write down what your organisation takes on.")
    for measure, value in values.items():
        if value is not None and value < 0:
            wrong[f"value_{measure}"] = _("A figure here is not negative.")
        elif value is not None and value >= LARGEST:
            wrong[f"value_{measure}"] = _("The figure is too large.")
    return wrong
