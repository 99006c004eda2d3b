"""The library of usual items and targets that a new pledge may begin with."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from blocs.models import UsualLine
from blocs.rules.rights import Act, may
from blocs.selectors import people
from emulation.models import User


@transaction.atomic
def save(line: UsualLine, *, by: User) -> None:
    """Add or change a line; a pledge that took it over keeps its own copy."""
    _allowed(by)
    line.full_clean()
    line.save()


@transaction.atomic
def remove(line: UsualLine, *, by: User) -> None:
    """Take a line out of the library; pledges that took it over keep theirs."""
    _allowed(by)
    line.delete()


def _allowed(by: User) -> None:
    someone = people.person(by, on=timezone.localdate())
    may(Act.MANAGE_LISTS, people.all_seats(someone)).or_refuse()
