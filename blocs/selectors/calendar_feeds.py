"""Calendars that other programs read: whose they are, and the file itself (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from blocs.models import Bloc, Milestone, Person, Season
from blocs.models.calendar_feed import CalendarFeed, key_in
from blocs.selectors import people

EVERY = timedelta(hours=6)  # so often a program should look again


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person may have as a calendar, and the one they have."""

    bloc: Bloc | None  # None: all blocs
    feed: CalendarFeed | None


def offers(someone: Person) -> list[Offer]:
    """All blocs together, then each; two queries."""
    kept = {feed.bloc_id: feed for feed in CalendarFeed.objects.filter(user=someone.user)}
    blocs = Bloc.objects.visible_to(someone).order_by("sort_key", "pk")
    return [Offer(None, kept.get(None)), *(Offer(bloc, kept.get(bloc.pk)) for bloc in blocs)]


def by_token(token: str) -> CalendarFeed | None:
    """Whoever was closed out has no calendar any more."""
    key = key_in(token)
    if key is None:
        return None
    feeds = CalendarFeed.objects.select_related("user", "bloc")
    return feeds.filter(key=key, user__is_active=True).first()


def as_file(feed: CalendarFeed, *, on: date) -> bytes:
    """The milestones that the person sees on that day, in their language: titles and days, nothing else."""
    with translation.override(feed.user.language):
        calendar = Calendar()
        calendar.add("prodid", "-//thi-dua//calendar//VI")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", feed.bloc.current_name if feed.bloc else _("Dates of emulation blocs"))
        calendar.add("x-wr-timezone", timezone.get_default_timezone_name())
        calendar.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
        for milestone in _milestones(feed, on):
            calendar.add_component(_event(milestone))
    return bytes(calendar.to_ical())


def _milestones(feed: CalendarFeed, on: date) -> Any:
    seasons = Season.objects.visible_to(people.person(feed.user, on=on)).filter(year__gte=on.year - 1)
    if feed.bloc_id is not None:
        seasons = seasons.filter(bloc=feed.bloc_id)
    rows = Milestone.objects.filter(season__in=seasons).select_related("season__bloc")
    return rows.annotate(moved=Count("moves"), moved_at=Max("moves__at")).order_by("due", "pk")


def _event(milestone: Any) -> Event:
    season = milestone.season
    written = milestone.moved_at or _beginning_of(season.first_day)
    event = Event()
    event.add("uid", f"milestone-{milestone.pk}@thi-dua")
    event.add("summary", f"{milestone}: {season.bloc.current_name} {season.label}")
    event.add("dtstart", milestone.due)  # a whole day, which is the same day in any zone
    event.add("dtend", milestone.due + timedelta(days=1))
    event.add("dtstamp", written)
    event.add("last-modified", written)
    event.add("sequence", milestone.moved)
    event.add("transp", "TRANSPARENT")
    return event


def _beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
