"""Before many are written to: who is reached, how, and who is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from emulation.models import Letter, NoticeChoice, NoticeRhythm, User
from emulation.notices import choosing, kinds
from emulation.notices.hours import after_quiet
from emulation.notices.kinds import Way
from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is told; `problem` is why it may reach them late or never."""

    person: User
    acts_for: str
    way: Way
    waits_until: datetime | None = None
    problem: Reason = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    who: str
    why: Reason


@dataclass(frozen=True, slots=True)
class Words:
    """What one of them reads."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    readers: list[Reader]
    left_out: list[LeftOut] = field(default_factory=list)
    words: Words | None = None


def readers(people: Sequence[tuple[User, str]], name: str, *, at: datetime) -> list[Reader]:
    """How each would be told by a letter of this name; one query, however many they are."""
    kind = kinds.of_letter(name)
    of_reader = {"user": OuterRef("pk")}
    chosen = NoticeChoice.objects.filter(**of_reader, kind=kind.name if kind else "").values("way")
    newest = Letter.objects.filter(**of_reader).order_by("-written_at", "-pk").values("state")[:1]
    rows = User.objects.filter(pk__in=[person.pk for person, _acts_for in people])
    found = {
        row.pk: row
        for row in rows.select_related("notice_rhythm").annotate(
            way=Coalesce(Subquery(chosen), Value(Way.ONCE.value)), newest=Subquery(newest)
        )
    }
    return [_reader(found[person.pk], acts_for, at) for person, acts_for in people]


def _reader(person: Any, acts_for: str, at: datetime) -> Reader:
    """Of a person asked for as above."""
    way, rhythm = Way(person.way), getattr(person, "notice_rhythm", None)
    waits = after_quiet(at, choosing.quiet_hours(rhythm or NoticeRhythm()))
    problem: Reason = ""
    if not person.is_active:
        problem = _("The account is closed: nobody reads this.")
    elif way == Way.ONCE and person.newest == Letter.State.FAILED:
        problem = _("The last mail to this address was not delivered; a call is surer.")
    return Reader(person, acts_for, way, waits if way == Way.ONCE and waits > at else None, problem)
