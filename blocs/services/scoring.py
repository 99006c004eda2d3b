"""Giving points cell by cell at the score desk. Call as scoring.give(…), scoring.agree(…)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from blocs.models import Report, Score
from blocs.rules.points import Points
from blocs.services import reports
from blocs.services.pledges.common import Stale
from blocs.services.reports import Given
from emulation.models import User


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
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    now = report.scores.filter(criterion=key, level=level).select_related("by").first()
    if now is not None and (Points(now.base, now.bonus, now.deduction), now.why) == (given.points, given.why):
        return  # pressed twice
    if version(now) != seen:
        assert now is not None  # rows are never taken away
        raise Stale(now, by=now.by, at=now.at)
    try:
        reports.score(report, level, {key: given}, by=by, at=at)
    except ValidationError as error:
        raise ValidationError(error.messages) from error


@transaction.atomic
def agree(report: Report, level: str, *, by: User, at: datetime | None = None) -> int:
    """Take over the points before this level wherever nobody gave any on it; says for how many criteria."""
    at = at or timezone.now()
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    levels = Score.Level.values
    before = levels[: levels.index(level)]
    found: dict[int, Points] = {}
    mine: set[int] = set()
    for row in report.scores.all():
        if row.level == level:
            mine.add(row.criterion_id)
    for earlier in before:
        for row in report.scores.filter(level=earlier):
            found[row.criterion_id] = Points(row.base, row.bonus, row.deduction)
    taken = {key: Given(points) for key, points in found.items() if key not in mine}
    reports.score(report, level, taken, by=by, at=at)
    return len(taken)


def version(row: Score | None) -> str:
    """Of a cell: empty before anybody gave points."""
    return "" if row is None else row.at.isoformat()
