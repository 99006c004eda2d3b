"""Everything that begins, plans and moves a season. Call as seasons.start(…)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import (
    Bloc,
    Leadership,
    Membership,
    Milestone,
    MilestoneMove,
    Organisation,
    Season,
)
from blocs.models.dated import spans
from blocs.models.season import FIRST_YEAR, LAST_YEAR
from blocs.rules import calendar, pledging, stages, year_templates
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import people, stage_facts
from blocs.selectors import year_templates as templates
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def start(
    bloc: Bloc,
    *,
    year: int,
    members: Sequence[Organisation],
    by: User,
    leader: Organisation | None = None,
    deputy: Organisation | None = None,
    chosen_by: str = Leadership.ChosenBy.ROTATION,
    reason: str = "",
    period: str = Season.Period.CALENDAR,
    theme: str = "",
    slogan: str = "",
    decision: str = "",
    pledge_due: date | None = None,
    at: datetime | None = None,
) -> Season:
    """A new season with its members in order, its leader and deputy, and the usual dates; one per year."""
    at = at or timezone.now()
    bloc.refresh_from_db(from_queryset=Bloc.objects.select_for_update(no_key=True))
    someone = people.person(by, on=timezone.localdate(at))
    _may_start(bloc, someone, year).or_refuse()
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(
            {
                "year": _("Write the year with four digits, between %(first)s and %(last)s.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR}
            }
        )
    first_day, last_day = calendar.period(year, period)
    _check_choice(bloc, members, leader, deputy, first_day)
    _check_members(bloc, members, someone)
    season = Season(
        bloc=bloc,
        year=year,
        period=period,
        first_day=first_day,
        last_day=last_day,
        theme=theme,
        slogan=slogan,
        decision=decision,
        prepared_by_id=_leader_before(bloc, year),
    )
    season.full_clean(exclude=["bloc"])
    season.save()
    Membership.objects.bulk_create(
        Membership(season=season, organisation=member, order=order, joined_on=first_day)
        for order, member in enumerate(members, start=1)
    )
    for role, organisation in ((Leadership.Role.LEADER, leader), (Leadership.Role.DEPUTY, deputy)):
        if organisation is not None:
            season.leaderships.create(
                organisation=organisation, role=role, starts=first_day, chosen_by=chosen_by, reason=reason
            )
    _set_dates(season, pledge_due=pledge_due, by=by, at=at)
    season.events.create(actor=by, step="start", went_to=season.stage, note=reason, at=at)
    return season


def _set_dates(season: Season, *, pledge_due: date | None, by: User, at: datetime) -> None:
    """Those of the province's template for the year, else the usual ones; each with what it comes from."""
    template = templates.of_season(season.bloc.province_id, season.year, season.period)
    sources: dict[str, str] = {}
    if template is None:
        due = calendar.usual_milestones(season.first_day, season.last_day)
    else:
        rows = templates.planned(template)
        due = year_templates.days_of(rows, season.first_day)
        sources = {row.kind: row.source or FROM_TEMPLATE.format(year=season.label) for row in rows}
    if pledge_due is not None:
        due = calendar.fitted(due, Milestone.Kind.PLEDGE, pledge_due)
        sources[Milestone.Kind.PLEDGE] = ""
    made = Milestone.objects.bulk_create(
        Milestone(season=season, kind=kind, due=day) for kind, day in due.items()
    )
    MilestoneMove.objects.bulk_create(
        MilestoneMove(milestone=row, actor=by, went_to=row.due, reason=sources.get(row.kind, ""), at=at)
        for row in made
    )


FROM_TEMPLATE = "Theo khung thời gian năm {year} của tỉnh."


def _leader_before(bloc: Bloc, year: int) -> int | None:
    """Who leads the bloc at the end of the year before; none where the program knows of none."""
    before = bloc.seasons.filter(year__lt=year).order_by("-year").first()
    leader = people.leads_on(before.leaderships.all(), before.last_day) if before else None
    return leader.organisation_id if leader else None


def _may_start(bloc: Bloc, someone: Any, year: int) -> Any:
    """The standing agency; or the leader of the newest season, for the year after it."""
    seats: frozenset[Seat] = people.province_seats(someone, bloc.province_id)
    newest = bloc.seasons.order_by("-year").first()
    if newest is not None:
        seats |= people.seats(someone, newest)
    return may(Act.PLAN_SEASON, seats) & unless(
        not bloc.seasons.filter(year=year).exists(), _("The bloc already has this year.")
    )


def _check_choice(
    bloc: Bloc,
    members: Sequence[Organisation],
    leader: Organisation | None,
    deputy: Organisation | None,
    first_day: date,
) -> None:
    if not members:
        raise ValidationError({"members": _("Choose at least one member.")})
    if len(set(members)) < len(members):
        raise ValidationError({"members": _("An organisation is named twice.")})
    if any(member.province_id != bloc.province_id for member in members):
        raise ValidationError({"members": _("The organisation belongs to another province.")})
    for member in members:
        if member.is_closed_on(first_day):
            told = _("%(name)s is closed by then. Leave it out.")
            raise ValidationError({"members": told % {"name": member.current_name}})
    if leader is not None and leader not in members:
        raise ValidationError({"leader": _("The leader must be a member.")})
    if deputy is not None and deputy not in members:
        raise ValidationError({"deputy": _("The deputy must be a member.")})
    if leader is not None and leader == deputy:
        raise ValidationError({"deputy": _("Leader and deputy must be two members.")})


def _check_members(bloc: Bloc, members: Sequence[Organisation], someone: Any) -> None:
    """The leader takes the members of the newest season over; only the standing agency changes them."""
    verdict = may(Act.MANAGE_CATALOGUE, people.province_seats(someone, bloc.province_id))
    newest = bloc.seasons.order_by("-year").first()
    if verdict or newest is None:
        return
    present = newest.memberships.filter(left_on__isnull=True).values_list("organisation", flat=True)
    if set(present) != {member.pk for member in members}:
        raise ValidationError({"members": [str(reason) for reason in verdict.reasons]})


@transaction.atomic
def edit(season: Season, *, by: User, at: datetime | None = None, **fields: Any) -> None:
    """Change theme, slogan, decision, first and last day. Who was there from the first day stays so."""
    at = at or timezone.now()
    lock(season)
    first_day = season.first_day
    may(Act.PLAN_SEASON, seats_of(by, season, at)).or_refuse()
    unless(season.stage != Season.Stage.CLOSED, _("The season is closed.")).or_refuse()
    changed = [name for name, value in fields.items() if getattr(season, name) != value]
    for name in changed:
        setattr(season, name, fields[name])
    season.full_clean(exclude=["bloc"])
    if changed:
        season.save(update_fields=changed)
        _follow_the_dates(season, first_day)
        season.events.create(actor=by, step="edit", note=", ".join(sorted(changed)), at=at)


def _follow_the_dates(season: Season, first_day: date) -> None:
    """Members and leaders of the old first day begin with the new one; nobody may be left outside."""
    season.memberships.filter(joined_on=first_day).update(joined_on=season.first_day)
    season.leaderships.filter(starts=first_day).update(starts=season.first_day)
    for field, days in (
        ("first_day", [row.joined_on for row in season.memberships.all()]),
        ("first_day", [row.starts for row in season.leaderships.all()]),
        ("last_day", [row.left_on for row in season.memberships.all() if row.left_on]),
        ("last_day", [row.ends for row in season.leaderships.all() if row.ends]),
    ):
        for day in days:
            if not season.first_day <= day <= season.last_day:
                told = _("On %(day)s a member or leader begins or ends; the season must hold that day.")
                raise ValidationError({field: told % {"day": f"{day:%d/%m/%Y}"}})


def advance(season: Season, *, by: User, seen: str = "", at: datetime | None = None) -> None:
    """Move the season to its next stage, its conditions met.

    `seen` is the stage on the page whose button was pressed: pressed twice, the season moves once.
    """
    _move_on(season, by=by, seen=seen, at=at, forced=False, reason="")


def force(season: Season, *, reason: str, by: User, seen: str = "", at: datetime | None = None) -> None:
    """Move the season on against its conditions; the reason is kept."""
    _move_on(season, by=by, seen=seen, at=at, forced=True, reason=reason)


@transaction.atomic
def _move_on(season: Season, *, by: User, seen: str, at: datetime | None, forced: bool, reason: str) -> None:
    at = at or timezone.now()
    lock(season)
    if seen and season.stage != seen:
        return
    seats = seats_of(by, season, at)
    if forced:
        verdict = stages.can_force(season.stage, seats, reason)
    else:
        pledge = season.pledges.newest_first().first()
        known = stage_facts.of_season(season, pledge, on=timezone.localdate(at))
        verdict = stages.can_advance(season.stage, seats, known)
    verdict.or_refuse()
    came_from, target = season.stage, stages.next_stage(season.stage)
    assert target is not None
    season.stage = target
    season.save(update_fields=["stage"])
    season.events.create(
        actor=by, step="stage", came_from=came_from, went_to=target, forced=forced, note=reason, at=at
    )
    if target == Season.Stage.CLOSED:
        _close_pledge(season, by=by, at=at)


def _close_pledge(season: Season, *, by: User, at: datetime) -> None:
    came_from, target = pledging.FOLLOWING["close"]
    for pledge in season.pledges.select_for_update(no_key=True).filter(status=came_from):
        pledge.status = target
        pledge.save(update_fields=["status"])
        pledge.events.create(actor=by, step="close", came_from=came_from, went_to=target, at=at)


def lock(season: Season) -> None:
    # Members, leaders and stages of one season change one after the other.
    season.refresh_from_db(from_queryset=Season.objects.select_for_update(no_key=True))


def seats_of(by: User, season: Season, at: datetime) -> frozenset[Seat]:
    return people.seats(people.person(by, on=timezone.localdate(at)), season)


def is_member(season: Season, organisation: Organisation, first: date, last: date) -> bool:
    """Is the organisation a member from the first of these days to the last, without a gap?"""
    rows = season.memberships.filter(organisation=organisation)
    return any(
        spans(first, row.joined_on, row.left_on) and spans(last, row.joined_on, row.left_on) for row in rows
    )
