"""Who leads a season from which day on. Call as leaderships.name(…)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Leadership, Organisation, Season
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services.seasons import is_member, lock, seats_of
from emulation.models import User
from emulation.verdicts import unless

Role = Leadership.Role


@transaction.atomic
def name(
    season: Season,
    organisation: Organisation,
    *,
    role: str,
    since: date,
    by: User,
    chosen_by: str = Leadership.ChosenBy.DECISION,
    reason: str = "",
    at: datetime | None = None,
) -> Leadership:
    """Name a leader, an acting one or a deputy from a day on. A leader leads until the next one's day."""
    at = at or timezone.now()
    lock(season)
    may(Act.PLAN_SEASON, seats_of(by, season, at)).or_refuse()
    unless(season.stage != Season.Stage.CLOSED, _("The season is closed.")).or_refuse()
    rows = list(season.leaderships.all())
    first = people.leads_on(rows, season.last_day) is None
    if role != Role.DEPUTY and first:
        since = season.first_day  # so that somebody leads on every day of the season
    if not season.first_day <= since <= season.last_day:
        raise ValidationError({"since": _("Choose a day of the season.")})
    if not is_member(season, organisation, since):
        raise ValidationError({"organisation": _("On this day the organisation is not a member.")})
    leader = people.leads_on(rows, since)
    if role != Role.DEPUTY and leader is not None:
        unless(leader.organisation_id != organisation.pk, _("This organisation leads already.")).or_refuse()
        unless(bool(reason.strip()), _("Say why the leader changes.")).or_refuse()
    if role == Role.DEPUTY:
        unless(
            leader is None or leader.organisation_id != organisation.pk,
            _("The leader is not its own deputy."),
        ).or_refuse()
    made = Leadership(
        season=season, organisation=organisation, role=role, starts=since, chosen_by=chosen_by, reason=reason
    )
    made.full_clean(exclude=["season", "organisation"])
    made.save()
    if role != Role.DEPUTY:  # whoever leads is nobody's deputy
        for deputy in season.leaderships.filter(
            role=Role.DEPUTY, organisation=organisation, ends__isnull=True
        ):
            _end(deputy, max(since, deputy.starts))
    season.events.create(actor=by, step=f"name_{role}", organisation=organisation, note=reason, at=at)
    return made


@transaction.atomic
def end_deputy(
    leadership: Leadership, *, on: date, by: User, reason: str = "", at: datetime | None = None
) -> None:
    """A deputy's last day."""
    at = at or timezone.now()
    season = leadership.season
    lock(season)
    may(Act.PLAN_SEASON, seats_of(by, season, at)).or_refuse()
    leadership.refresh_from_db()
    unless(
        leadership.role == Role.DEPUTY and leadership.ends is None,
        _("Only a deputy who still serves can be ended."),
    ).or_refuse()
    if on < leadership.starts:
        raise ValidationError({"on": _("The last day comes before the first.")})
    _end(leadership, on)
    season.events.create(
        actor=by, step="end_deputy", organisation=leadership.organisation, note=reason, at=at
    )


def _end(leadership: Leadership, on: date) -> None:
    leadership.ends = on
    leadership.save(update_fields=["ends"])
