"""The templates of a year: whose they are, what they say, and which seasons differ from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from blocs.models import Milestone, Person, Season, TemplateDate, YearTemplate
from blocs.rules import calendar, year_templates
from blocs.rules.year_templates import Planned


def visible_to(someone: Person) -> QuerySet[YearTemplate]:
    """Those of the provinces in which the person holds a mandate."""
    provinces = {mandate.organisation.province_id for mandate in someone.mandates}
    return YearTemplate.objects.filter(province__in=provinces).select_related("province")


def of_season(province: int, year: int, period: str) -> YearTemplate | None:
    rows = YearTemplate.objects.filter(province=province, year=year, period=period)
    return rows.prefetch_related("dates").first()


def planned(template: YearTemplate) -> list[Planned]:
    return [_planned(row) for row in template.dates.all()]


def _planned(row: TemplateDate) -> Planned:
    return Planned(row.kind, row.due, row.days, row.after, row.source)


def beginning(province: int, year: int, period: str) -> list[Planned]:
    """What a new template begins with: the one of an earlier year, moved; without one, the usual dates."""
    rows = YearTemplate.objects.filter(province=province, period=period, year__lt=year)
    before = rows.order_by("-year").prefetch_related("dates").first()
    if before is not None:
        return year_templates.moved_to(planned(before), year - before.year)
    return year_templates.usual(*calendar.period(year, period))


@dataclass(frozen=True, slots=True)
class Shift:
    """A date of a season that reads otherwise than the template."""

    kind: Milestone.Kind
    came_from: date | None
    goes_to: date


@dataclass(frozen=True, slots=True)
class Differing:
    season: Season
    shifts: list[Shift]


def seasons_of(template: YearTemplate) -> QuerySet[Season]:
    """Those that the template is for and that still run."""
    seasons = Season.objects.filter(
        bloc__province=template.province_id, year=template.year, period=template.period
    ).exclude(stage=Season.Stage.CLOSED)
    return seasons.for_listing().prefetch_related("milestones").order_by("bloc__sort_key", "bloc")


def differing(template: YearTemplate) -> list[Differing]:
    """The seasons whose open dates would move; two queries."""
    rows = planned(template)
    found = [Differing(season, shifts(season, rows)) for season in seasons_of(template)]
    return [each for each in found if each.shifts]


def shifts(season: Season, rows: Iterable[Planned]) -> list[Shift]:
    """What is done keeps its day."""
    here = {row.kind: row for row in season.milestones.all()}
    found = []
    for kind, day in year_templates.days_of(rows, season.first_day).items():
        row = here.get(kind)
        if row is None or (row.done_on is None and row.due != day):
            found.append(Shift(kind, row.due if row else None, day))
    return found
