"""Before many are written to: who is reached, how, and who is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery
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
    """How each would be told by a letter of this name; three queries, however many they are."""
    kind = kinds.of_letter(name)
    keys = [person.pk for person, _acts_for in people]
    ways: dict[int, str] = {}
    if kind is not None:
        chosen = NoticeChoice.objects.filter(user__in=keys, kind=kind.name)
        ways = dict(chosen.values_list("user", "way"))
    rhythms = {row.user_id: row for row in NoticeRhythm.objects.filter(user__in=keys)}
    newest = Letter.objects.filter(user=OuterRef("pk")).order_by("-written_at", "-pk").values("state")[:1]
    failed = set(
        User.objects.filter(pk__in=keys)
        .annotate(newest=Subquery(newest))
        .filter(newest=Letter.State.FAILED)
        .values_list("pk", flat=True)
    )
    return [
        _reader(
            person,
            acts_for,
            Way(ways.get(person.pk, Way.ONCE)),
            rhythms.get(person.pk),
            person.pk in failed,
            at,
        )
        for person, acts_for in people
    ]


def _reader(
    person: User, acts_for: str, way: Way, rhythm: NoticeRhythm | None, has_failed: bool, at: datetime
) -> Reader:
    waits = after_quiet(at, choosing.quiet_hours(rhythm or NoticeRhythm()))
    problem: Reason = ""
    if not person.is_active:
        problem = _("The account is closed: nobody reads this.")
    elif way == Way.ONCE and has_failed:
        problem = _("The last mail to this address was not delivered; a call is surer.")
    return Reader(person, acts_for, way, waits if way == Way.ONCE and waits > at else None, problem)
