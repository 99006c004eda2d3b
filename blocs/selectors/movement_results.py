"""What a movement brought: added up for its page, by organisation for its reports, as facts for awards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from blocs.models import (
    Enrolment,
    Measure,
    MeasureTarget,
    Movement,
    MovementReview,
    Organisation,
    PeriodFigure,
    PeriodResult,
)
from blocs.models.enrolment import TAKING_PART
from blocs.rules.movement_results import Period
from blocs.rules.movements import Duration, duration
from blocs.selectors import charts
from blocs.selectors.charts import Chart
from documents.wording import figure


def by_measure(movement: Movement) -> list[Chart]:
    """For each thing that is counted: what all took on, and what they reached in each half year."""
    measures = list(movement.measures.all())
    if not measures:
        return []
    targets = dict(
        MeasureTarget.objects.filter(measure__in=measures, enrolment__status__in=TAKING_PART)
        .order_by()
        .values_list("measure")
        .annotate(Sum("value"))
    )
    reached: dict[int, dict[Period, Decimal]] = defaultdict(dict)
    figures = PeriodFigure.objects.filter(
        measure__in=measures, result__enrolment__status__in=TAKING_PART
    ).order_by()
    for key, year, half, value in figures.values_list("measure", "result__year", "result__half").annotate(
        Sum("value")
    ):
        reached[key][Period(year, half)] = value
    return [_chart(measure, targets.get(measure.pk), reached[measure.pk]) for measure in measures]


def _chart(measure: Measure, target: Decimal | None, reached: dict[Period, Decimal]) -> Chart:
    rows = [(period.words, [value]) for period, value in sorted(reached.items())]
    if reached:
        rows.append((_("Reached in all"), [sum(reached.values(), Decimal(0))]))
    if target is not None:
        rows.insert(0, (_("Target of all"), [target]))
    return Chart(
        title=str(measure),
        rows_are=_("Time"),
        series=(measure.unit or _("Figure"),),
        bars=charts.bars(rows),
        has_sums=False,
    )


def of_organisation(
    organisation: Organisation, movements: Iterable[Movement], year: int, halves: Iterable[int] = (1, 2)
) -> dict[int, str]:
    """By the movement's key what the organisation has given as its results of a year, as a report says it."""
    rows = (
        PeriodResult.objects.filter(
            enrolment__organisation=organisation,
            enrolment__movement__in=list(movements),
            year=year,
            half__in=halves,
        )
        .annotate(movement=F("enrolment__movement"))
        .prefetch_related("figures__measure")
        .order_by("half")
    )
    told: dict[int, list[str]] = defaultdict(list)
    sums: dict[int, dict[Measure, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        told[row.movement].append(f"{Period(row.year, row.half).words.capitalize()}: {row.text}")
        for each in row.figures.all():
            sums[row.movement][each.measure] += each.value
    for key, figures in sums.items():
        for measure, value in figures.items():
            told[key].append(f"{measure.name}: {figure(value)} {measure.unit}".strip())
    return {key: "\n".join(lines) for key, lines in told.items()}


@dataclass(frozen=True, slots=True)
class Fact:
    """An organisation's part in a movement, as conditions of awards ask for it."""

    movement: str
    level: str
    duration: Duration | None
    reviewed_on: date | None  # the final review
    is_leading: bool  # at the final review


def facts_of(organisation: Organisation, *, until: date) -> list[Fact]:
    """The movements that it takes part in, with their final reviews up to a day; two queries."""
    enrolled = Enrolment.objects.taking_part().filter(organisation=organisation)
    movements = [row.movement for row in enrolled.select_related("movement").order_by("movement", "pk")]
    finals = MovementReview.objects.filter(
        Q(held_on__lte=until), movement__in=movements, kind=MovementReview.Kind.FINAL
    )
    reviews = {row.movement_id: row for row in finals.prefetch_related("leading")}
    return [_fact(organisation, row, reviews.get(row.pk)) for row in movements]


def _fact(organisation: Organisation, movement: Movement, review: MovementReview | None) -> Fact:
    return Fact(
        movement=movement.name,
        level=movement.level,
        duration=duration(movement.starts, movement.ends),
        reviewed_on=review.held_on if review else None,
        is_leading=review is not None and organisation in review.leading.all(),
    )
