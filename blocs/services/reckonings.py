"""Writes the own points that follow from a report's figures. Call as reckonings.renew(…)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from blocs.models import Report, Score
from blocs.rules.points import Points
from blocs.rules.reckoning import Reckoning
from blocs.selectors import reckonings as reading

LONGEST_WHY = 1000


def renew(report: Report, *, at: datetime) -> Reckoning | None:
    """After every change of a figure, in its transaction; what was typed is left alone."""
    found = reading.of(report, on=timezone.localdate(at))
    if found is None:
        return None
    rows = {row.criterion_id: row for row in report.scores.filter(level=Score.Level.OWN, computed=True)}
    wanted = found.computed
    gone = [row.pk for key, row in rows.items() if key not in wanted]
    if gone:
        report.scores.filter(pk__in=gone).delete()
    for key, points in wanted.items():
        _write(report, rows.get(key), key, points, found.worths[key].why[:LONGEST_WHY], at=at)
    return found


def _write(report: Report, row: Score | None, key: int, points: Points, why: str, *, at: datetime) -> None:
    if row is not None and (Points(row.base, row.bonus, row.deduction), row.why) == (points, why):
        return
    row = row or Score(report=report, criterion_id=key, level=Score.Level.OWN, computed=True)
    row.base, row.bonus, row.deduction = points.base, points.bonus, points.deduction
    row.why, row.at = why, at
    row.save()
