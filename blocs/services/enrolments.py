"""Organisations in a movement: asked, reminded, enrolled with a target. Call as enrolments.push(…)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Enrolment, Measure, MeasureTarget, Movement, Organisation, Person
from blocs.models.enrolment import MOST_MEASURES
from blocs.rules import enrolling
from blocs.rules import movements as rules
from blocs.rules.movements import Standing
from blocs.selectors import enrolments as reading
from blocs.selectors import movements as of_movements
from blocs.selectors import people
from blocs.services import movement_letters as letters
from blocs.services.pledges import Stale
from emulation.models import User
from emulation.text import folded
from emulation.verdicts import unless

LISTED = 12  # names that a line of the log holds


@transaction.atomic
def push(
    movement: Movement, organisations: Iterable[Organisation], *, by: User, at: datetime | None = None
) -> int:
    """Ask them to enrol, and write to their people. Who was asked already is not asked again."""
    at = at or timezone.now()
    someone, standing = lock(movement, by=by, at=at)
    in_bloc = movement.bloc_id is not None
    enrolling.can_push(reading.seats(someone, movement), standing, in_bloc=in_bloc).or_refuse()
    wanted = {row.pk: row for row in organisations}
    asked = list(reading.to_push(movement).filter(pk__in=wanted))
    named = {row.organisation_id: row for row in movement.enrolments.filter(organisation__in=asked)}
    for organisation in asked:
        row = named.get(organisation.pk) or Enrolment(movement=movement, organisation=organisation)
        row.status, row.asked_at = Enrolment.Status.ASKED, at
        row.save()
        letters.ask(movement, organisation)
    if asked:
        _tell(movement, "push", _names(asked), by=by, at=at)
    return len(asked)


@transaction.atomic
def remind(
    movement: Movement,
    organisations: Iterable[Organisation] | None = None,
    *,
    by: User,
    at: datetime | None = None,
) -> int:
    """Write to those who have not answered, or to these of them; nobody twice on a day."""
    at = at or timezone.now()
    someone, standing = lock(movement, by=by, at=at)
    waiting = movement.enrolments.waiting().select_related("organisation").order_by("pk")
    found = list(waiting if organisations is None else waiting.filter(organisation__in=list(organisations)))
    enrolling.can_remind(
        reading.seats(someone, movement), standing, in_bloc=movement.bloc_id is not None, waiting=len(found)
    ).or_refuse()
    due = [
        row for row in found if row.reminded_at is None or at - row.reminded_at >= enrolling.BETWEEN_REMINDERS
    ]
    for row in due:
        row.reminded_at = at
        row.save(update_fields=["reminded_at"])
        letters.remind(movement, row.organisation)
    if due:
        _tell(movement, "remind", _names([row.organisation for row in due]), by=by, at=at)
    return len(due)


@transaction.atomic
def enrol(
    movement: Movement,
    organisation: Organisation,
    *,
    target: str,
    values: Mapping[int, Decimal | None],
    seen: int,
    by: User,
    at: datetime | None = None,
) -> Enrolment:
    """Take part with a target, in words and, by the keys of the movement's measures, in figures.

    Raises Stale when a colleague of the same organisation has answered otherwise since revision `seen`.
    """
    at = at or timezone.now()
    row = begin_answer(movement, organisation, by=by, at=at)
    if wrong := enrolling.answer_wrong(target, values):
        raise ValidationError(dict(wrong))
    measures = {measure.pk: measure for measure in movement.measures.all()}
    wanted = {key: value for key, value in values.items() if key in measures and value is not None}
    had = {each.measure_id: each.value for each in row.targets.all()} if row.pk else {}
    if row.status == Enrolment.Status.ENROLLED and row.target == target and had == wanted:
        return row
    _refuse_stale(row, seen)
    row.target, row.reason = target, ""
    _answer(row, Enrolment.Status.ENROLLED, by=by, at=at)
    row.targets.all().delete()
    MeasureTarget.objects.bulk_create(
        MeasureTarget(enrolment=row, measure=measures[key], value=value) for key, value in wanted.items()
    )
    _tell(movement, "enrol", organisation.current_short_name, by=by, at=at)
    return row


@transaction.atomic
def decline(
    movement: Movement,
    organisation: Organisation,
    *,
    reason: str,
    seen: int,
    by: User,
    at: datetime | None = None,
) -> Enrolment:
    at = at or timezone.now()
    row = begin_answer(movement, organisation, by=by, at=at)
    if not reason:
        raise ValidationError({"reason": _("Say why your organisation does not take part.")})
    if row.status == Enrolment.Status.DECLINED and row.reason == reason:
        return row
    _refuse_stale(row, seen)
    row.reason = reason
    _answer(row, Enrolment.Status.DECLINED, by=by, at=at)
    _tell(movement, "decline", f"{organisation.current_short_name}: {reason}", by=by, at=at)
    return row


@transaction.atomic
def set_measures(
    movement: Movement, wanted: Sequence[tuple[str, str]], *, by: User, at: datetime | None = None
) -> None:
    """What is counted, as name and unit, in this order; known names keep their figures."""
    at = at or timezone.now()
    someone, _standing = lock(movement, by=by, at=at)
    rules.can_write(
        of_movements.seats(someone, movement.province_id, movement.bloc), in_bloc=movement.bloc_id is not None
    ).or_refuse()
    unless(len(wanted) <= MOST_MEASURES, _("At most eight things are counted.")).or_refuse()
    names = [folded(name) for name, _unit in wanted]
    unless(len(names) == len(set(names)), _("Each thing is counted once only.")).or_refuse()
    known = {folded(row.name): row for row in movement.measures.all()}
    if [(row.name, row.unit) for row in known.values()] == list(wanted):
        return
    for name, row in known.items():
        if name not in names:
            unless(
                not row.targets.exists(),
                _("“%(name)s” has figures already and cannot be taken out.") % {"name": row.name},
            ).or_refuse()
            row.delete()
    for order, (name, unit) in enumerate(wanted):
        row = known.get(folded(name)) or Measure(movement=movement)
        row.order, row.name, row.unit = order, name, unit
        row.full_clean(exclude=["movement"])
        row.save()
    _tell(movement, "measures", ", ".join(name for name, _unit in wanted), by=by, at=at)


def lock(movement: Movement, *, by: User, at: datetime) -> tuple[Person, Standing]:
    """The movement's row is held: those who ask and those who answer come one after the other."""
    movement.refresh_from_db(from_queryset=Movement.objects.select_for_update(of=("self",), no_key=True))
    day = timezone.localdate(at)
    return people.person(by, on=day), of_movements.line(movement, on=day).standing


def begin_answer(movement: Movement, organisation: Organisation, *, by: User, at: datetime) -> Enrolment:
    """The row of the organisation, which may be a new one that is not saved yet."""
    someone, standing = lock(movement, by=by, at=at)
    enrolling.can_answer(reading.own_seats(someone, organisation), standing).or_refuse()
    unless(
        reading.possible(movement).filter(pk=organisation.pk).exists(),
        _("This movement is not for your organisation."),
    ).or_refuse()
    kept = movement.enrolments.filter(organisation=organisation).first()
    return kept or Enrolment(movement=movement, organisation=organisation)


def _refuse_stale(row: Enrolment, seen: int) -> None:
    if row.revision != seen:
        raise Stale(row, by=row.answered_by, at=row.answered_at)


def _answer(row: Enrolment, status: str, *, by: User, at: datetime) -> None:
    row.status, row.answered_at, row.answered_by = status, at, by
    row.revision += 1
    row.full_clean(exclude=["movement", "organisation", "answered_by"])
    row.save()


def _names(rows: Sequence[Organisation]) -> str:
    names = ", ".join(row.current_short_name for row in rows[:LISTED])
    return f"{names} … ({len(rows)})" if len(rows) > LISTED else names


def _tell(movement: Movement, step: str, note: str, **entry: Any) -> None:
    movement.changes.create(actor=entry["by"], step=step, note=note, at=entry["at"])
