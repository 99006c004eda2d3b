"""Results and reviews of a movement. Call as movement_results.report(…), movement_results.review(…)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Movement, MovementReview, Organisation, PeriodFigure, PeriodResult
from blocs.rules import enrolling
from blocs.rules import movement_results as rules
from blocs.rules import movements as of_movements
from blocs.rules.movement_results import Period
from blocs.selectors import enrolments, people
from blocs.services.enrolments import lock
from blocs.services.pledges import Stale
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def report(
    movement: Movement,
    organisation: Organisation,
    period: Period,
    *,
    text: str,
    values: Mapping[int, Decimal | None],
    seen: int,
    by: User,
    at: datetime | None = None,
) -> PeriodResult:
    """What the organisation reached in a half year, in words and in the figures that the movement counts.

    Raises Stale when a colleague wrote otherwise since revision `seen`.
    """
    at = at or timezone.now()
    lock(movement, by=by, at=at)
    day = timezone.localdate(at)
    enrolment = movement.enrolments.filter(organisation=organisation).first()
    seats = enrolments.own_seats(people.person(by, on=day), organisation)
    takes_part = enrolment is not None and enrolment.takes_part
    rules.can_report(seats, takes_part=takes_part, is_closed=is_closed(movement)).or_refuse()
    assert enrolment is not None
    years = [row.year for row in movement.years.all()]
    unless(
        period in rules.periods(years, movement.starts, movement.ends, on=day),
        _("The movement does not run in this half year, or it has not begun."),
    ).or_refuse()
    wrong = enrolling.answer_wrong(text, values)
    if not text:
        wrong["text"] = _("Write down what was done.")
        wrong.pop("target")
    if wrong:
        raise ValidationError(dict(wrong))
    measures = {row.pk: row for row in movement.measures.all()}
    wanted = {key: value for key, value in values.items() if key in measures and value is not None}
    row = enrolment.results.filter(year=period.year, half=period.half).first()
    if row is not None:
        if row.text == text and {each.measure_id: each.value for each in row.figures.all()} == wanted:
            return row
        if row.revision != seen:
            raise Stale(row, by=row.by, at=row.at)
    row = row or PeriodResult(enrolment=enrolment, year=period.year, half=period.half)
    row.text, row.by, row.at = text, by, at
    row.revision += 1
    row.full_clean(exclude=["enrolment", "by"])
    row.save()
    row.figures.all().delete()
    PeriodFigure.objects.bulk_create(
        PeriodFigure(result=row, measure=measures[key], value=value) for key, value in wanted.items()
    )
    note = f"{organisation.current_short_name}, {period.half}/{period.year}"
    movement.changes.create(actor=by, step="period_result", note=note, at=at)
    return row


@transaction.atomic
def review(
    movement: Movement,
    kind: str,
    *,
    held_on: date,
    summary: str,
    lessons: str = "",
    leading: Iterable[Organisation] = (),
    seen: int,
    by: User,
    at: datetime | None = None,
) -> MovementReview:
    """Write or change the interim or the final review; with the final one the results stand fast."""
    at = at or timezone.now()
    someone, _standing = lock(movement, by=by, at=at)
    in_bloc = movement.bloc_id is not None
    of_movements.can_write(enrolments.seats(someone, movement), in_bloc=in_bloc).or_refuse()
    other = movement.reviews.exclude(kind=kind).first()
    wrong = rules.review_wrong(
        kind,
        held_on,
        starts=movement.starts,
        other=other.held_on if other else None,
        on=timezone.localdate(at),
    )
    chosen = {row.pk: row for row in leading}
    taking_part = set(movement.enrolments.taking_part().values_list("organisation", flat=True))
    if chosen.keys() - taking_part:
        wrong["leading"] = _("Only organisations that take part lead in it.")
    if wrong:
        raise ValidationError(dict(wrong))
    row = movement.reviews.filter(kind=kind).first()
    if row is not None:
        had = set(row.leading.values_list("pk", flat=True))
        if (row.held_on, row.summary, row.lessons, had) == (held_on, summary, lessons, set(chosen)):
            return row
        if row.revision != seen:
            raise Stale(row, by=row.by, at=row.at)
    row = row or MovementReview(movement=movement, kind=kind)
    row.held_on, row.summary, row.lessons, row.by, row.at = held_on, summary, lessons, by, at
    row.revision += 1
    row.full_clean(exclude=["movement", "by"])
    row.save()
    row.leading.set(chosen.values())
    movement.changes.create(actor=by, step=f"review_{kind}", note=f"{held_on:%d/%m/%Y}", at=at)
    return row


def is_closed(movement: Movement) -> bool:
    return movement.reviews.filter(kind=MovementReview.Kind.FINAL).exists()
