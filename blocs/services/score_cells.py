"""One cell of the score desk in one go: found, held, looked at and saved. Call as score_cells.held(…)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from blocs.models import Criterion, Report, Score, ScorePublication
from blocs.rules import publishing, reporting
from blocs.rules.points import Limits, Points
from blocs.selectors import people, score_desk
from blocs.selectors import score_tables as tables
from blocs.services import scoring
from blocs.services.scoring import Given
from emulation.models import User

TOLD = (  # of the report and what it belongs to; a column more costs each saved cell
    "kind",
    "status",
    "revision",
    "organisation__code",
    "organisation__name_now",
    "organisation__short_name_now",
    "season__year",
    "season__stage",
    "season__first_day",
    "season__last_day",
    "season__score_table",
    "season__prepared_by",
    "season__bloc__code",
    "season__bloc__name_now",
    "season__bloc__province",
)
POINTS = (
    *("report", "level", "base", "bonus", "deduction", "why", "computed", "by", "at"),
    *(f"criterion__{name}" for name in ("name", "max", "bonus_max", "deduction_max", "step")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Points of one criterion on all levels, while the report is held; `level` is that of who looks."""

    report: Report
    level: str
    criterion: Criterion
    limits: Limits
    rows: list[Score]
    by: User
    at: datetime

    @property
    def now(self) -> Score | None:
        return next((row for row in self.rows if row.level == self.level), None)

    @property
    def levels(self) -> Mapping[str, Points]:
        return {row.level: scoring.points(row) for row in self.rows}

    def give(self, given: Given, *, seen: str) -> Mapping[str, Points]:
        """All levels as they are afterwards. Raises as scoring.give(…)."""
        limits = {self.criterion.pk: self.limits}
        scoring.change(
            self.report,
            self.level,
            self.criterion.pk,
            given,
            self.rows,
            limits,
            seen=seen,
            by=self.by,
            at=self.at,
        )
        return {**self.levels, self.level: given.points}


@contextmanager
def held(
    code: str, year: int, member: int, key: int, *, by: User, at: datetime | None = None
) -> Iterator[Cell]:
    """For as long as it is looked at and written nobody else does; raises Http404 and Refused.

    Who may give points may see them, so that no gate is asked before: refused is whoever it would stop.
    """
    at = at or timezone.now()
    someone = people.acting(by, on=timezone.localdate(at))
    with transaction.atomic():
        report = get_object_or_404(
            _reports(), organisation=member, season__bloc__code=code, season__year=year
        )
        criterion, known, published = _criterion(report, key)
        publishing.not_published(published=published).or_refuse()
        seats = people.seats(someone, report.season)
        level = score_desk.level_of(seats)
        reporting.can_score(level, status=report.status, stage=report.season.stage, seats=seats).or_refuse()
        yield Cell(report, level, criterion, tables.limits_of_leaf(criterion), known, by, at)


def _criterion(report: Report, key: int) -> tuple[Criterion, list[Score], bool]:
    """With its points, and whether those of the season are published: one query if there are any.

    Asked while the report is held: publishing may have waited for it, or gone before it. Tables in use, and
    their leaves, stay as they are.
    """
    table = report.season.score_table_id
    known = list(_scores().filter(report=report.pk, criterion=key, criterion__group__table=table))
    if known:
        return known[0].criterion, known, known[0].is_published  # type: ignore[attr-defined]  # annotated
    criterion = tables.leaf(report.season, key)
    if criterion is None:
        raise Http404
    return criterion, known, ScorePublication.objects.filter(season=report.season_id).exists()


@cache  # put together once: that takes as long as asking them
def _reports() -> QuerySet[Report]:
    rows = Report.objects.filter(kind=Report.Kind.ANNUAL).held()
    return rows.select_related("organisation").only(*TOLD).order_by()


@cache
def _scores() -> QuerySet[Score]:
    published = ScorePublication.objects.filter(season=OuterRef("report__season"))
    rows = Score.objects.select_related("criterion").only(*POINTS).order_by()
    return rows.annotate(is_published=Exists(published))
