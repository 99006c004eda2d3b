"""The library of usual items and targets that a new pledge may begin with."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from blocs.models import Mandate, Person, Province, UsualLine
from blocs.rules.usual_lines import words_hash
from blocs.selectors import people
from blocs.selectors.usual_lines import may_edit
from blocs.services.pledges.common import Stale
from emulation.models import User


@transaction.atomic
def save(line: UsualLine, *, by: User, seen: str = "") -> None:
    """Add or change a line; a pledge that took it over keeps its own copy. Sent twice, a new one is one.

    `seen` is the hash of the line's words when the form was drawn; raises Stale when it reads otherwise now.
    """
    someone = people.person(by, on=timezone.localdate())
    if line.pk is None:
        line.province = _own_province(someone)
    may_edit(someone, line).or_refuse()
    line.full_clean()
    if line.pk is None:
        if _is_there(line):
            return
    else:
        now = UsualLine.objects.select_for_update(no_key=True).filter(pk=line.pk).first()
        if now is not None and words_hash(now) not in (seen, words_hash(line)):
            raise Stale(now, by=None, at=None)
    line.save()


def _own_province(someone: Person) -> Province | None:
    """An official adds to the list of the province; an administrator to the one common to all."""
    standing = (row for row in someone.mandates if row.role == Mandate.Role.STANDING)
    return next((row.organisation.province for row in standing), None)


def _is_there(line: UsualLine) -> bool:
    like_it = UsualLine.objects.filter(province=line.province, text=line.text)
    return any(words_hash(row) == words_hash(line) for row in like_it)


@transaction.atomic
def remove(line: UsualLine, *, by: User) -> None:
    """Take a line out of the library; pledges that took it over keep theirs. Twice is once."""
    may_edit(people.person(by, on=timezone.localdate()), line).or_refuse()
    UsualLine.objects.filter(pk=line.pk).delete()
