"""Who leads a season from which day on. Call as leaderships.name(…)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Leadership, Organisation, Season
from blocs.rules import standing_in
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
    leads = role != Role.DEPUTY
    if leads and people.leads_on(rows, season.last_day) is None:
        since = season.first_day  # so that somebody leads on every day of the season
    if (twice := _same(rows, organisation, role, since)) is not None:
        return twice
    if not season.first_day <= since <= season.last_day:
        raise ValidationError({"since": _("Choose a day of the season.")})
    until = people.leading_until(rows, since, season.last_day) if leads else since
    if not is_member(season, organisation, since, until):
        raise ValidationError({"organisation": _not_a_member(since, until)})
    leader = people.leads_on(rows, since)
    if leads:
        _may_follow(leader, organisation, reason)
    else:
        _may_assist(rows, leader, organisation)
    made = Leadership(season=season, organisation=organisation, role=role, starts=since)
    if leads and leader is not None and leader.starts == since:
        made = leader  # named for the same day: it never came to lead, and the events keep that it was named
        made.organisation, made.role = organisation, role
    made.chosen_by, made.reason = chosen_by, reason
    made.full_clean(exclude=["season", "organisation"])
    made.save()
    if leads:
        _end_as_deputy(season, organisation, since)
    season.events.create(actor=by, step=f"name_{role}", organisation=organisation, note=reason, at=at)
    return made


@transaction.atomic
def let_deputy_act(season: Season, *, by: User, at: datetime | None = None) -> Leadership:
    """The deputy leads from today on, as the leading organisation has no head (law §12)."""
    at = at or timezone.now()
    day = season.within(timezone.localdate(at))
    lock(season)
    rows = list(season.leaderships.all())
    leader, deputies = people.leads_on(rows, day), people.deputies_on(rows, day)
    if leader is not None and leader.role == Role.ACTING and leader.starts == day:
        return leader  # pressed twice
    headless = leader is not None and not people.heads_on(leader.organisation, day)
    standing_in.can_stand_in(
        seats_of(by, season, at),
        headless=headless,
        has_deputy=bool(deputies),
        closed=season.stage == Season.Stage.CLOSED,
    ).or_refuse()
    deputy = deputies[0].organisation
    until = people.leading_until(rows, day, season.last_day)
    if not is_member(season, deputy, day, until):
        raise ValidationError(_not_a_member(day, until))
    made = Leadership(season=season, starts=day)
    if leader is not None and leader.starts == day:
        made = leader
    made.organisation, made.role, made.reason = deputy, Role.ACTING, HEADLESS
    made.chosen_by = Leadership.ChosenBy.DECISION
    made.full_clean(exclude=["season", "organisation"])
    made.save()
    _end_as_deputy(season, deputy, day)
    season.events.create(actor=by, step="name_acting", organisation=deputy, note=HEADLESS, at=at)
    return made


HEADLESS = "Đơn vị khối trưởng khuyết người đứng đầu."  # kept as the log and the papers read it


def _same(
    rows: Iterable[Leadership], organisation: Organisation, role: str, since: date
) -> Leadership | None:
    """The same form sent twice names once."""
    for row in rows:
        if (row.organisation_id, row.role, row.starts, row.ends) == (organisation.pk, role, since, None):
            return row
    return None


def _not_a_member(since: date, until: date) -> str:
    if since == until:
        return str(_("On this day the organisation is not a member."))
    told = _("The organisation is not a member on every day from %(first)s to %(last)s, when it would lead.")
    return str(told % {"first": f"{since:%d/%m/%Y}", "last": f"{until:%d/%m/%Y}"})


def _may_follow(leader: Leadership | None, organisation: Organisation, reason: str) -> None:
    if leader is None:
        return
    unless(leader.organisation_id != organisation.pk, _("This organisation leads already.")).or_refuse()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the leader changes.")})


def _may_assist(rows: Iterable[Leadership], leader: Leadership | None, organisation: Organisation) -> None:
    unless(
        leader is None or leader.organisation_id != organisation.pk,
        _("The leader is not its own deputy."),
    ).or_refuse()
    serving = {row.organisation_id for row in rows if row.role == Role.DEPUTY and row.ends is None}
    unless(organisation.pk not in serving, _("This organisation is deputy already.")).or_refuse()


def _end_as_deputy(season: Season, organisation: Organisation, since: date) -> None:
    """Whoever leads is nobody's deputy."""
    for deputy in season.leaderships.filter(role=Role.DEPUTY, organisation=organisation, ends__isnull=True):
        if deputy.starts >= since:
            deputy.delete()  # it never came to serve
        else:
            _end(deputy, since - timedelta(days=1))


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
    leadership.season = season
    if leadership.ends == on:
        return
    unless(
        leadership.role == Role.DEPUTY and leadership.ends is None,
        _("Only a deputy who still serves can be ended."),
    ).or_refuse()
    if on < leadership.starts:
        raise ValidationError({"on": _("The last day comes before the first.")})
    if on > season.last_day:
        raise ValidationError({"on": _("Choose a day of the season.")})
    _end(leadership, on)
    season.events.create(
        actor=by, step="end_deputy", organisation=leadership.organisation, note=reason, at=at
    )


def _end(leadership: Leadership, on: date) -> None:
    leadership.ends = on
    leadership.save(update_fields=["ends"])
