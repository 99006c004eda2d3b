"""The parts of a start page: one's own seasons, or all blocs of the province."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from blocs.models import Milestone, Person, PledgeTarget, RegisteredTarget, Season
from blocs.rules import stages
from blocs.selectors import board, seasons
from blocs.selectors.board import Board
from blocs.selectors.seasons import BlocLine, Deadline, StageShown
from blocs.selectors.standings import Standing
from emulation import tasks
from emulation.models import User
from emulation.tasks import Task

MOST_BLOCS, MOST_DATES = 60, 8


@dataclass(frozen=True, slots=True)
class TaskShown:
    task: Task
    on: date

    @property
    def tone(self) -> str:
        return tasks.tone(self.task.due, on=self.on) if self.task.due else "neutral"

    @property
    def days_left(self) -> str:
        return tasks.days_left(self.task.due, on=self.on) if self.task.due else ""


@dataclass(frozen=True, slots=True)
class OwnSeason:
    """A season of one's organisation: its stages, what it has promised; for the leader's people its board."""

    standing: Standing
    stages: list[StageShown]
    targets: list[PledgeTarget]
    registered: list[RegisteredTarget]
    board: Board | None


@dataclass(frozen=True, slots=True)
class BlocProgress:
    """One bloc against the stages of the year."""

    line: BlocLine

    @property
    def states(self) -> list[tuple[Season.Stage, str]]:
        """done, current or todo, for each stage."""
        here = stages.ORDER.index(Season.Stage(self.line.season.stage))
        return [
            (stage, "done" if place < here else "current" if place == here else "todo")
            for place, stage in enumerate(stages.ORDER)
        ]


@dataclass(frozen=True, slots=True)
class Province:
    """All blocs that somebody sees who serves the province, the late ones first."""

    blocs: list[BlocProgress]
    dates: list[BlocLine]
    counts: list[tuple[Any, int]]  # of each stage, how many blocs are in it
    late: int
    left_out: int


def tasks_shown(user: User, *, on: date) -> list[TaskShown]:
    return [TaskShown(task, on) for task in tasks.waiting(user, on=on)]


def own_seasons(own: list[Standing], *, on: date) -> list[OwnSeason]:
    """At most five queries, however many seasons."""
    if not own:
        return []
    dates: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in Milestone.objects.filter(season__in=[row.season.pk for row in own]):
        dates[milestone.season_id].append(milestone)
    pledges = {row.row.pledge_key for row in own if row.row.pledge_key}
    mine = {row.organisation.pk for row in own}
    targets: dict[int, list[PledgeTarget]] = defaultdict(list)
    registered: dict[tuple[int, int], list[RegisteredTarget]] = defaultdict(list)
    if pledges:
        lines = (
            PledgeTarget.objects.live()
            .filter(pledge__in=pledges)
            .filter(Q(owner__isnull=True) | Q(owner__in=mine))
        )
        for target in lines.select_related("owner"):
            targets[target.pledge_id].append(target)
        wishes = RegisteredTarget.objects.filter(
            registration__pledge__in=pledges, registration__organisation__in=mine
        )
        for wish in wishes.select_related("registration"):
            registered[wish.registration.pledge_id, wish.registration.organisation_id].append(wish)
    led = {row.season.pk: row.season for row in own if row.leads and row.is_open}
    boards = board.boards(led.values(), on=on)
    return [
        OwnSeason(
            standing=row,
            stages=seasons.stage_line(row.season, dates[row.season.pk]),
            targets=[
                target
                for target in targets[row.row.pledge_key]
                if target.owner_id in (None, row.organisation.pk)
            ],
            registered=registered[row.row.pledge_key, row.organisation.pk],
            board=boards.get(row.season.pk) if row.leads else None,
        )
        for row in own
    ]


def province(someone: Person) -> Province | None:
    """Four queries; nothing for those who serve no province as a whole."""
    if not someone.whole_provinces:
        return None
    found = seasons.current_seasons(someone).filter(bloc__province__in=someone.whole_provinces)
    lines = seasons.overview(found, on=someone.on)
    waiting = sorted((line for line in lines if line.next), key=_due)
    return Province(
        blocs=[BlocProgress(line) for line in lines[:MOST_BLOCS]],
        dates=waiting[:MOST_DATES],
        counts=[(stage, sum(line.season.stage == stage for line in lines)) for stage in stages.ORDER],
        late=sum(line.is_late for line in lines),
        left_out=max(0, len(lines) - MOST_BLOCS),
    )


def _due(line: BlocLine) -> date:
    next_date: Deadline | None = line.next
    return next_date.milestone.due if next_date else date.max
