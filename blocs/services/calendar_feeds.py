"""The secret addresses of a person's calendars. Call as calendar_feeds.renew(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from blocs.models import Bloc
from blocs.models.calendar_feed import CalendarFeed, new_key
from emulation.models import User


@transaction.atomic
def renew(bloc: Bloc | None, *, seen: int, by: User, at: datetime | None = None) -> CalendarFeed:
    """Give one's calendar an address, or another one; the old address ends at once.

    `seen` is the number of the address on the page, 0 without one: pressed twice, it changes once.
    """
    at = at or timezone.now()
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    feed = CalendarFeed.objects.filter(user=by, bloc=bloc).first()
    if feed is None:
        return CalendarFeed.objects.create(user=by, bloc=bloc, made_at=at)
    if feed.number == seen:
        feed.key, feed.number, feed.made_at = new_key(), feed.number + 1, at
        feed.save(update_fields=["key", "number", "made_at"])
    return feed


def end(bloc: Bloc | None, *, by: User) -> None:
    """The address answers no more. Ended twice is ended."""
    CalendarFeed.objects.filter(user=by, bloc=bloc).delete()
