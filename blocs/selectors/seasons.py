"""Seasons as pages show them: stages, members with their roles, what comes next, all blocs at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from blocs.models import (
    Leadership,
    Membership,
    Milestone,
    MilestoneMove,
    Organisation,
    Person,
    Pledge,
    Season,
    history,
)
from blocs.models.dated import spans
from blocs.rules import stages
from blocs.selectors import people, rotation
from emulation import tasks
from emulation.models import User

STAGE_MILESTONE = {
    Season.Stage.PREPARING: Milestone.Kind.HANDOVER,
    Season.Stage.PLEDGING: Milestone.Kind.PLEDGE,
    Season.Stage.RUNNING: Milestone.Kind.MID_YEAR,
    Season.Stage.REVIEWING: Milestone.Kind.REPORTS,
    Season.Stage.NOMINATING: Milestone.Kind.BALLOT,
    Season.Stage.CLOSED: Milestone.Kind.DECISION,
}


@dataclass(frozen=True, slots=True)
class StageShown:
    label: str
    state: str  # done, current, todo
    note: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class MemberRow:
    membership: Membership
    leadership: Leadership | None
    years_led: list[int]

    @property
    def organisation(self) -> Organisation:
        return self.membership.organisation


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date with what is left of the time until it."""

    milestone: Milestone
    on: date

    @property
    def tone(self) -> str:
        if self.milestone.done_on:
            return "good"
        return tasks.tone(self.milestone.due, on=self.on)

    @property
    def words(self) -> str:
        if self.milestone.done_on:
            return _("done on %(day)s") % {"day": f"{self.milestone.done_on:%d/%m/%Y}"}
        return tasks.days_left(self.milestone.due, on=self.on)


def stage_line(season: Season, milestones: Iterable[Milestone]) -> list[StageShown]:
    """The stages of a year with the date that belongs to each."""
    due = {row.kind: row for row in milestones}
    here = stages.ORDER.index(Season.Stage(season.stage))
    shown = []
    for place, stage in enumerate(stages.ORDER):
        row = due.get(STAGE_MILESTONE[stage])
        state = "done" if place < here else "current" if place == here else "todo"
        shown.append(StageShown(str(stage.label), state, _note(row, state)))
    return shown


def _note(row: Milestone | None, state: str) -> str:
    if row is None:
        return ""
    if row.done_on:
        return _("done %(day)s") % {"day": f"{row.done_on:%d/%m}"}
    return "" if state == "done" else _("due %(day)s") % {"day": f"{row.due:%d/%m}"}


def for_page(someone: Person, code: str, year: int) -> Season | None:
    """A season with all that its page tells of members, their people and leaders; three queries.

    `pledge_status` is that of its newest pledge, empty without one; `years_led` goes by organisation.
    """
    members = Membership.objects.with_people(someone.on).select_related("organisation__province")
    newest = Pledge.objects.filter(season=OuterRef("pk")).newest_first().values("status")[:1]
    seasons = Season.objects.visible_to(someone).for_listing()
    season: Any = (
        seasons.annotate(pledge_status=Coalesce(Subquery(newest), Value("")))
        .prefetch_related(Prefetch("memberships", members.order_by("order", "pk")))
        .filter(bloc__code=code, year=year)
        .first()
    )
    if season is None:
        return None
    led = list(Leadership.objects.filter(season__bloc=season.bloc_id).select_related("season"))
    # Those of this year, as if prefetched: the rules of seats read them from the season.
    season._prefetched_objects_cache["leaderships"] = [row for row in led if row.season_id == season.pk]
    season.years_led = rotation.by_organisation(led)
    return cast("Season", season)


def pledge_of(season: Season) -> Pledge | None:
    """The newest pledge as far as its state goes, of a season read `for_page`."""
    status: str = getattr(season, "pledge_status", "")
    return Pledge(season=season, status=status) if status else None


def season_board(season: Season, *, on: date) -> list[MemberRow]:
    """The members in the order of the rotation with roles and years led; asks nothing after `for_page`."""
    day = season.within(on)
    leaderships = list(season.leaderships.all())
    roles = {row.organisation_id: row for row in people.deputies_on(leaderships, day)}
    leader = people.leads_on(leaderships, day)
    if leader is not None:
        roles[leader.organisation_id] = leader
    led: dict[int, list[int]] = getattr(season, "years_led", {})
    return [
        MemberRow(row, roles.get(row.organisation_id), led.get(row.organisation_id, []))
        for row in season.memberships.all()
    ]


def deadlines(milestones: Iterable[Milestone], *, on: date) -> list[Deadline]:
    return [Deadline(row, on) for row in sorted(milestones, key=lambda row: (row.due, row.pk))]


@dataclass(frozen=True, slots=True)
class BlocLine:
    """A season as one line of a list."""

    season: Season
    members: int
    leader: Organisation | None
    pledge: Pledge | None
    next: Deadline | None

    @property
    def is_late(self) -> bool:
        return self.next is not None and self.next.tone == "bad"


def with_leaders(seasons: Any) -> Any:
    """With `leader_key`: the organisation that leads, or led last."""
    leaders = Leadership.objects.filter(season=OuterRef("pk"), starts__lte=OuterRef("last_day")).exclude(
        role=Leadership.Role.DEPUTY
    )
    leading = leaders.order_by("-starts", "-pk").values("organisation")[:1]
    return seasons.select_related("bloc__province").annotate(leader_key=Subquery(leading))


def overview(seasons: Any, *, on: date) -> list[BlocLine]:
    """These seasons as lines, the late ones first; four queries however many."""
    members = Count("memberships", filter=Q(memberships__left_on__isnull=True), distinct=True)
    rows = list(with_leaders(seasons).annotate(how_many=members))
    keys = [row.pk for row in rows]
    leading = Organisation.objects.in_bulk({row.leader_key for row in rows if row.leader_key})
    pledges: dict[int, Pledge] = {}
    for pledge in reversed(Pledge.objects.filter(season__in=keys).newest_first()):
        pledges[pledge.season_id] = pledge
    waiting: dict[int, Milestone] = {}
    for milestone in Milestone.objects.filter(season__in=keys, done_on__isnull=True).order_by("-due", "-pk"):
        waiting[milestone.season_id] = milestone
    lines = [
        BlocLine(
            season=row,
            members=row.how_many,
            leader=leading.get(row.leader_key),
            pledge=pledges.get(row.pk),
            next=Deadline(waiting[row.pk], on)
            if row.pk in waiting and row.stage != Season.Stage.CLOSED
            else None,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (not line.is_late, line.season.bloc.sort_key, -line.season.year))


def current_seasons(someone: Person) -> Any:
    """The newest season of every bloc that the person sees."""
    newest = Season.objects.filter(bloc=OuterRef("bloc")).order_by("-year").values("pk")[:1]
    return Season.objects.visible_to(someone).filter(pk=Subquery(newest))


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the log: a step of the season, or a date that was set or moved."""

    at: datetime
    actor: User | None
    words: str
    organisation: Organisation | None
    details: str
    forced: bool = False


def log(season: Season) -> list[Happening]:
    """What happened in a season, the newest first; two queries."""
    events = season.events.select_related("actor", "organisation")
    moves = MilestoneMove.objects.filter(milestone__season=season).select_related("actor", "milestone")
    happened = [
        Happening(event.at, event.actor, event.words, event.organisation, event.details, event.forced)
        for event in events
    ]
    happened += [
        Happening(move.at, move.actor, history.words("milestone_moved"), None, _moved(move)) for move in moves
    ]
    return sorted(happened, key=lambda line: line.at, reverse=True)


def _moved(move: MilestoneMove) -> str:
    days = [f"{day:%d/%m/%Y}" for day in (move.came_from, move.went_to) if day]
    told = f"{move.milestone}: {' → '.join(days)}"
    return f"{told}. {move.reason}" if move.reason else told


def members_on(season: Season, day: date) -> list[Membership]:
    return [row for row in season.memberships.all() if spans(day, row.joined_on, row.left_on)]
