"""Made-up provinces by the thousand rows, for benchmarks and trials. Call as generating.province(…).

Rows are written as they are after a year has gone by: no service took the steps, no letter went out, nothing
was signed. Organisations and blocs are marked as invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet

from blocs.models import Province
from blocs.services.generating.organisations import Made, organisations_of
from blocs.services.generating.years import Year


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """How much: `members` of each bloc; the last of the `years` is still running."""

    blocs: int
    members: int
    years: int


@transaction.atomic
def province(number: int, size: Size, *, last_year: int, password: str | None, seed: int) -> Made:
    """One province with its people, blocs and years; the same for the same seed. All of it or nothing.

    Without a password nobody signs in.
    """
    chance = Random(f"{seed}-{number}")  # noqa: S311  # made-up words, no secret
    made = organisations_of(
        number,
        size.blocs,
        size.members,
        since=date(last_year - size.years, 1, 1),
        password=make_password(password),
        chance=chance,
    )
    for year in range(last_year - size.years + 1, last_year + 1):
        Year(made, year, is_over=year < last_year, chance=chance).write()
    return made


def provinces() -> QuerySet[Province]:
    """Those that were made up here."""
    return Province.objects.filter(code__regex=r"^T\d\d$")


def next_number() -> int:
    """The first that no made-up province has."""
    taken = set(Province.objects.values_list("code", flat=True))
    return next(number for number in range(1, 100) if f"T{number:02}" not in taken)
