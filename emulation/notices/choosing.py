"""What somebody has chosen, and choosing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from django.conf import settings
from django.db import transaction

from emulation.models import NoticeChoice, NoticeRhythm, User
from emulation.notices import kinds
from emulation.notices.hours import Hours
from emulation.notices.kinds import Kind, Way

Digest, Quiet = NoticeRhythm.Digest, NoticeRhythm.Quiet


def ways(user: User) -> dict[str, Way]:
    return {row.kind: Way(row.way) for row in user.notice_choices.all()}


def way(user: User, kind: Kind | None) -> Way:
    """At once, unless something else was chosen."""
    if kind is None:
        return Way.ONCE
    chosen = user.notice_choices.filter(kind=kind.name).values_list("way", flat=True).first()
    return Way(chosen or Way.ONCE)


def rhythm(user: User) -> NoticeRhythm:
    """What was chosen, or what is so for those who did not choose; not saved then."""
    return NoticeRhythm.objects.filter(user=user).first() or NoticeRhythm(user=user)


def quiet_hours(chosen: NoticeRhythm) -> Hours | None:
    if chosen.quiet == Quiet.SITE:
        site: Hours | None = settings.QUIET_HOURS
        return site
    if chosen.quiet == Quiet.NONE or chosen.quiet_from is None or chosen.quiet_until is None:
        return None
    return chosen.quiet_from, chosen.quiet_until


@transaction.atomic
def choose(
    user: User,
    chosen: Mapping[str, str],
    *,
    digest: str,
    quiet: str,
    hours: tuple[time | None, time | None] = (None, None),
) -> None:
    for kind, way in chosen.items():
        NoticeChoice.objects.update_or_create(user=user, kind=kind, defaults={"way": way})
    fields = {"digest": digest, "quiet": quiet, "quiet_from": hours[0], "quiet_until": hours[1]}
    NoticeRhythm.objects.update_or_create(user=user, defaults=fields)


@transaction.atomic
def stop(user: User, name: str) -> None:
    """No more mails of a kind, or no more digests. What may not be missed then comes by itself again."""
    if name != kinds.DIGEST:
        NoticeChoice.objects.update_or_create(user=user, kind=name, defaults={"way": Way.NEVER})
        return
    NoticeRhythm.objects.update_or_create(user=user, defaults={"digest": Digest.NEVER})
    for row in user.notice_choices.filter(way=Way.DIGEST):
        kind = kinds.named(row.kind)
        row.way = Way.NEVER if kind is None or kind.may_stop else Way.ONCE
        row.save(update_fields=["way"])
