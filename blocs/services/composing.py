"""Writing the papers that a bloc leader composes. Call as composing.write_rules(…)."""

from __future__ import annotations

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import MeetingInvitation, OperatingRules, Season
from blocs.models.composed import ComposedText
from blocs.rules import articles
from blocs.rules.rights import Act, may
from blocs.services.seasons import lock, seats_of
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def write_rules(
    season: Season, *, text: str, by: User, seen: int | None = None, at: datetime | None = None
) -> None:
    """The operating rules of the bloc in other words; `seen` is the version that the writer had before."""
    at = at or timezone.now()
    _begin(season, by, at)
    if (wrong := articles.wrong(text)) is not None:
        raise ValidationError({"text": wrong})
    made = OperatingRules.objects.filter(season=season).first() or OperatingRules(season=season)
    if made.text == text:
        return  # sent twice
    _check_seen(made, seen)
    made.text = text
    _keep(made, "write_operating-rules", by=by, at=at)


@transaction.atomic
def write_invitation(
    season: Season,
    *,
    occasion: str,
    title: str,
    held_on: date,
    held_from: time,
    place: str,
    chair: str,
    invited: str,
    by: User,
    agenda: str = "",
    note: str = "",
    seen: int | None = None,
    at: datetime | None = None,
) -> None:
    """To which meeting the leader invites; for another meeting the paper issued before stays in force."""
    at = at or timezone.now()
    _begin(season, by, at)
    if held_on < timezone.localdate(at):
        raise ValidationError({"held_on": _("This day is over; choose the day of the meeting.")})
    made = MeetingInvitation.objects.filter(season=season).first() or MeetingInvitation(season=season)
    fields = {
        "occasion": occasion,
        "title": title,
        "held_on": held_on,
        "held_from": held_from,
        "place": place,
        "chair": chair,
        "invited": invited,
        "agenda": agenda,
        "note": note,
    }
    if all(getattr(made, name) == value for name, value in fields.items()):
        return  # sent twice
    _check_seen(made, seen)
    if (made.occasion, made.title) != (occasion, title):
        made.paper = None
    for name, value in fields.items():
        setattr(made, name, value)
    _keep(made, "write_meeting-invitation", by=by, at=at)


def _begin(season: Season, by: User, at: datetime) -> None:
    lock(season)
    may(Act.ISSUE_LIST, seats_of(by, season, at)).or_refuse()


def _check_seen(made: ComposedText, seen: int | None) -> None:
    unless(
        seen in (None, made.version),
        _("Somebody else changed this text meanwhile. Open the page in a new window and compare."),
    ).or_refuse()


def _keep(made: ComposedText, step: str, *, by: User, at: datetime) -> None:
    made.version += 1
    made.full_clean(exclude=["season", "paper"])
    made.save()
    made.season.events.create(actor=by, step=step, note="", at=at)
