"""The dates of a season: moved with a reason, marked as done. Call as milestones.move(…)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Milestone, MilestoneMove, Season
from blocs.rules import calendar
from blocs.rules.rights import Act, may
from blocs.services.seasons import lock, seats_of
from emulation.models import User
from emulation.verdicts import unless

AROUND = timedelta(days=366)  # a handover may come before the year, the council's session after it


@transaction.atomic
def move(
    season: Season, *, kind: str, due: date, by: User, reason: str = "", at: datetime | None = None
) -> Milestone:
    """Set or move the date of a milestone; a move needs a reason, and every move is kept."""
    at = at or timezone.now()
    _begin(season, by, at)
    milestone = season.milestones.filter(kind=kind).first()
    came_from = milestone.due if milestone else None
    if milestone is not None and came_from == due:
        return milestone
    first, last = season.first_day - AROUND, season.last_day + AROUND
    if not first <= due <= last:
        told = _("Choose a day between %(first)s and %(last)s.")
        raise ValidationError({"due": told % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}})
    others = dict(season.milestones.exclude(kind=kind).values_list("kind", "due"))
    if (wrong := calendar.order_wrong(kind, due, others)) is not None:
        raise ValidationError({"due": wrong})
    if milestone is not None and not reason.strip():
        raise ValidationError({"reason": _("Say why the date moves.")})
    milestone = milestone or Milestone(season=season, kind=kind)
    milestone.due = due
    milestone.full_clean(exclude=["season"])
    milestone.save()
    MilestoneMove.objects.create(
        milestone=milestone, actor=by, came_from=came_from, went_to=due, reason=reason, at=at
    )
    return milestone


@transaction.atomic
def mark_done(milestone: Milestone, *, on: date | None, by: User, at: datetime | None = None) -> None:
    """Say on which day it was done; None takes that back."""
    at = at or timezone.now()
    _begin(milestone.season, by, at)
    milestone.refresh_from_db(fields=["done_on"])
    if milestone.done_on == on:
        return
    milestone.done_on = on
    milestone.save(update_fields=["done_on"])
    step = "milestone_done" if on else "milestone_undone"
    milestone.season.events.create(actor=by, step=step, note=milestone.kind, at=at)


def _begin(season: Season, by: User, at: datetime) -> None:
    lock(season)
    may(Act.PLAN_SEASON, seats_of(by, season, at)).or_refuse()
    unless(season.stage != Season.Stage.CLOSED, _("The season is closed.")).or_refuse()
