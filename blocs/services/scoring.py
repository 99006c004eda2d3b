"""Giving points: a report's own, and cell by cell at the desk. Call as scoring.score(…), scoring.give(…)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Criterion, Report, Score
from blocs.rules import reporting
from blocs.rules.points import Limits, Points
from blocs.selectors import reports as reading
from blocs.selectors import score_tables as tables
from blocs.services import log, reckonings, reports
from blocs.services.pledges.common import Stale
from blocs.services.report_fields import lock
from emulation.models import User
from emulation.verdicts import unless

Level = Score.Level
GIVEN = ("base", "bonus", "deduction", "why", "computed", "by", "at")  # what changes in a cell


@dataclass(frozen=True, slots=True)
class Given:
    """The points of one criterion, and why where they differ from those before."""

    points: Points
    why: str = ""


@transaction.atomic
def score(
    report: Report, level: str, given: Mapping[int, Given], *, by: User, at: datetime | None = None
) -> None:
    """Give points to criteria, by their keys, on one level: all of them, or none and a reason for each.

    Raises a ValidationError by field: the key of the criterion.
    """
    at = at or timezone.now()
    _begin(report, level, by=by, at=at)
    limits = {key: leaf.limits for key, leaf in reading.leaves(report.season).items()}
    _write(report, level, given, limits, list(report.scores.all()), by=by, at=at)


@transaction.atomic
def give(
    report: Report,
    level: str,
    key: int,
    given: Given,
    *,
    seen: str,
    by: User,
    at: datetime | None = None,
) -> None:
    """The points of one cell. `seen` is the version of the cell when it was drawn, else Stale is raised."""
    at = at or timezone.now()
    _begin(report, level, by=by, at=at)
    rows = list(report.scores.filter(criterion=key))
    criterion = tables.leaf(report.season, key)
    limits = {} if criterion is None else {key: tables.leaf_as_rule(criterion).limits}
    change(report, level, key, given, rows, limits, seen=seen, by=by, at=at)


def change(
    report: Report,
    level: str,
    key: int,
    given: Given,
    rows: list[Score],
    limits: Mapping[int, Limits],
    *,
    seen: str,
    by: User,
    at: datetime,
) -> None:
    """One cell of a report that is held; `rows` are its points on all levels."""
    now = next((row for row in rows if row.level == level), None)
    if now is not None and _says(now) == (given.points, given.why):
        return  # pressed twice
    if version(now) != seen:
        assert now is not None  # rows are never taken away
        raise Stale(now, by=now.by, at=now.at)
    try:
        _write(report, level, {key: given}, limits, rows, by=by, at=at)
    except ValidationError as error:
        raise ValidationError(error.messages) from error


@transaction.atomic
def agree(report: Report, level: str, *, by: User, at: datetime | None = None) -> int:
    """Take over the points before this level wherever nobody gave any on it; says for how many criteria."""
    report.refresh_from_db(from_queryset=Report.objects.select_for_update(no_key=True))
    before = Level.values[: Level.values.index(level)]
    rows = list(report.scores.all())
    mine = {row.criterion_id for row in rows if row.level == level}
    found: dict[int, Points] = {}
    for earlier in before:
        found |= {row.criterion_id: points(row) for row in rows if row.level == earlier}
    taken = {key: Given(points) for key, points in found.items() if key not in mine}
    score(report, level, taken, by=by, at=at)
    return len(taken)


def version(row: Score | None) -> str:
    """Of a cell: empty before anybody gave points."""
    return "" if row is None else row.at.isoformat()


def _begin(report: Report, level: str, *, by: User, at: datetime) -> None:
    lock(report)
    seats = reports.seats_of(report, by=by, at=at)
    reporting.can_score(level, status=report.status, stage=report.season.stage, seats=seats).or_refuse()


def _write(
    report: Report,
    level: str,
    given: Mapping[int, Given],
    limits: Mapping[int, Limits],
    known: list[Score],
    *,
    by: User,
    at: datetime,
) -> None:
    unless(given.keys() <= limits.keys(), _("This criterion is not in the season's score table.")).or_refuse()
    rows = {(row.criterion_id, row.level): row for row in known}
    errors = {}
    for key, one in given.items():
        verdict = reporting.may_give(one.points, limits[key], before=_before(rows, key, level), why=one.why)
        if not verdict:
            errors[str(key)] = [str(reason) for reason in verdict.reasons]
    if errors:
        raise ValidationError(errors)
    if _keep(report, level, given, rows, by=by, at=at):
        reports.tell(report, "score", by=by, at=at, note=level)
        if level == Level.OWN:
            reckonings.renew(report, at=at)


def _before(rows: Mapping[tuple[int, str], Score], key: int, level: str) -> Points | None:
    """The points of the nearest level before this one."""
    levels = Level.values
    for earlier in reversed(levels[: levels.index(level)]):
        if (row := rows.get((key, earlier))) is not None:
            return points(row)
    return None


def _keep(
    report: Report,
    level: str,
    given: Mapping[int, Given],
    rows: Mapping[tuple[int, str], Score],
    *,
    by: User,
    at: datetime,
) -> bool:
    changed: list[tuple[int, str, str]] = []
    for key, one in given.items():
        row = rows.get((key, level))
        if row is not None and not row.computed and _says(row) == (one.points, one.why):
            continue
        changed.append((key, _in_words(points(row)) if row else "", _in_words(one.points)))
        is_new = row is None
        row = row or Score(report=report, criterion_id=key, level=level)
        row.base, row.bonus, row.deduction = one.points.base, one.points.bonus, one.points.deduction
        row.why, row.computed, row.by, row.at = one.why, False, by, at
        row.clean_fields(exclude=["report", "criterion", "by"])  # the report is held: its cells stand once
        row.save(update_fields=None if is_new else GIVEN)
    if changed and level != Level.OWN:  # what a member gives itself, its own history tells
        names = _names([key for key, *_ in changed], rows.values())
        log.tell_of(report, [[names[key], was, now] for key, was, now in changed])
    return bool(changed)


def _names(keys: list[int], rows: Iterable[Score]) -> dict[int, str]:
    """Of criteria; the database is asked about those that came with no row."""
    came_along = Score._meta.get_field("criterion").is_cached
    known = {row.criterion_id: row.criterion.name for row in rows if came_along(row)}
    if not known.keys() >= set(keys):
        known |= dict(Criterion.objects.filter(pk__in=keys).values_list("pk", "name"))
    return known


def _in_words(given: Points) -> str:
    """8, or with bonus and deduction: 8 + 1 − 0.5"""
    bonus = f" + {given.bonus}" if given.bonus else ""
    deduction = f" − {given.deduction}" if given.deduction else ""
    return f"{given.base}{bonus}{deduction}"


def _says(row: Score) -> tuple[Points, str]:
    return points(row), row.why


def points(row: Score) -> Points:
    return Points(row.base, row.bonus, row.deduction)
