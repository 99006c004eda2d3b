"""What the conditions of a season's stages look at, read from the season."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from blocs.models import Membership, Milestone, Pledge, Report, Season
from blocs.rules import reporting, stages
from blocs.selectors import counting, people
from blocs.selectors.handovers import handed_over

Stage = Season.Stage
TIME_OF_REPORTS = timedelta(days=60)  # so long before their day members begin to write them


def of_season(
    season: Season, pledge: Pledge | None, *, on: date, dates: Iterable[Milestone] | None = None
) -> stages.Facts:
    """`pledge` is the newest; `dates` are the season's milestones, asked for only where they count."""
    stage = season.stage
    members = [row for row in season.memberships.all() if row.left_on is None]
    return stages.Facts(
        members=len(members),
        has_leader=people.leads_on(season.leaderships.all(), season.last_day) is not None,
        pledge=pledge.status if pledge else "",
        reports_open=_reports_open(season, members) if stage == Stage.REVIEWING else 0,
        counted=stage == Stage.NOMINATING and counting.counted(season),
        handed_over=stage == Stage.NOMINATING and handed_over(season),
        is_time_of_reports=_is_time(season, dates, on) if stage == Stage.RUNNING else None,
        set_up=_set_up(season, members, dates, on) if stage == Stage.PREPARING else stages.SetUp(),
    )


def _reports_open(season: Season, members: list[Membership]) -> int:
    """How many of today's members still owe the year's report."""
    settled = season.reports.filter(
        kind=Report.Kind.ANNUAL,
        organisation__in=[row.organisation_id for row in members],
        status__in=reporting.SETTLED,
    )
    return len(members) - settled.count()


def _is_time(season: Season, dates: Iterable[Milestone] | None, on: date) -> bool | None:
    """None when the bloc has set no day for its reports."""
    due = _due(season, dates).get(Milestone.Kind.REPORTS)
    return None if due is None else on >= due - TIME_OF_REPORTS


def _set_up(
    season: Season, members: list[Membership], dates: Iterable[Milestone] | None, on: date
) -> stages.SetUp:
    people_of = _with_people(season, members, on)
    due = _due(season, dates)
    day = season.within(on)
    return stages.SetUp(
        headless=tuple(_name(row) for row in people_of if not row.head_name),
        without_officer=tuple(_name(row) for row in people_of if not row.contact_name),
        undated=tuple(str(kind.label) for kind in stages.NEEDED_DATES if kind not in due),
        has_deputy=bool(people.deputies_on(season.leaderships.all(), max(day, season.first_day))),
        has_theme=bool(season.theme),
        has_decision=bool(season.decision),
        has_score_table=season.score_table_id is not None,
    )


def _with_people(season: Season, members: list[Membership], on: date) -> list[Any]:
    """A season's page has read them already."""
    if all(hasattr(row, "head_name") for row in members):
        return members
    rows = season.memberships.with_people(on).filter(left_on__isnull=True)
    return list(rows.select_related("organisation").order_by("order", "pk"))


def _name(row: Any) -> str:
    return str(row.organisation.current_short_name)


def _due(season: Season, dates: Iterable[Milestone] | None) -> dict[str, date]:
    return {row.kind: row.due for row in (season.milestones.all() if dates is None else dates)}
