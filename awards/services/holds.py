"""A hold stops what is under way for its recipient; its end lets it go on. Call as holds.place(…)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from awards.models import Hold, Nomination, Recipient
from awards.models.nominations import NominationQuerySet
from awards.rules import nominating
from awards.services import honours, nominations
from emulation.models import User


@transaction.atomic
def place(
    recipient: Recipient, *, ground: str, starts: date, document: str, by: User, at: datetime | None = None
) -> Hold:
    """Recorded, and every nomination of the recipient that is under way is held where it stands."""
    at = at or timezone.now()
    made = honours.hold(recipient, ground=ground, starts=starts, document=document, by=by, at=at)
    if made.starts <= timezone.localdate(at):
        reason = f"{made.get_ground_display()}: {document}"[:500]
        for nomination in _of(recipient).filter(state__in=nominating.STEPS["hold"].sources):
            nominations.hold(nomination, reason=reason, by=by, at=at)
    return made


@transaction.atomic
def lift(held: Hold, *, ends: date, conclusion: str, by: User, at: datetime | None = None) -> None:
    """Lifted by a written conclusion; nominations that no other hold stops go on from where they were."""
    at = at or timezone.now()
    honours.release(held, ends=ends, conclusion=conclusion, by=by, at=at)
    for nomination in _of(held.recipient).filter(state=Nomination.State.ON_HOLD):
        if nominations.clear(nomination, timezone.localdate(at)):
            nominations.release(nomination, by=by, note=conclusion, at=at)


def _of(recipient: Recipient) -> NominationQuerySet:
    return Nomination.objects.filter(recipient=recipient).for_listing()
