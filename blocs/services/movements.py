"""Everything that changes a movement. Call as movements.launch(…)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Bloc, Enrolment, Movement, MovementChange, MovementYear, Organisation, Province
from blocs.rules import movements as rules
from blocs.selectors import movements as reading
from blocs.selectors import people
from blocs.services.naming import searchable
from blocs.services.pledges import Stale
from emulation.models import User
from emulation.text import folded, sort_key
from emulation.verdicts import Reason

LONG = {"goal", "contents", "criteria", "award_forms", "note"}  # the log names them without their text


@transaction.atomic
def launch(
    province: Province,
    *,
    years: Sequence[int],
    by: User,
    bloc: Bloc | None = None,
    participants: Iterable[Organisation] = (),
    at: datetime | None = None,
    **fields: Any,
) -> Movement:
    """A movement of the province, or one inside the bloc. The same one sent twice is launched once."""
    at = at or timezone.now()
    _begin(province, bloc, by, at)
    if bloc is not None:
        fields["level"] = Movement.Level.BLOC
    elif fields.get("level") == Movement.Level.BLOC:
        raise ValidationError({"level": _("A movement of a bloc is launched from the page of the bloc.")})
    movement = Movement(province=province, bloc=bloc, **fields)
    chosen = list(participants)
    twin = _twin(movement)
    if twin is not None and _reads(twin, fields, years, chosen):
        return twin
    _check(movement, years, chosen, twin)
    movement.save()
    _set_years(movement, years)
    _set_participants(movement, chosen)
    movement.changes.create(actor=by, step="launch", note=movement.name, at=at)
    return movement


@transaction.atomic
def edit(
    movement: Movement,
    *,
    seen: int,
    years: Sequence[int],
    participants: Iterable[Organisation],
    by: User,
    at: datetime | None = None,
    **fields: Any,
) -> None:
    """Change what is written of it. `seen` is the last change that the writer knew of; a later one is told.

    Raises Stale when a colleague saved other words meanwhile.
    """
    at = at or timezone.now()
    _begin(movement.province, movement.bloc, by, at)
    movement.refresh_from_db(from_queryset=Movement.objects.select_for_update(of=("self",), no_key=True))
    chosen = list(participants)
    if _reads(movement, fields, years, chosen):
        return
    last = _text_changes(movement).last()
    if last is not None and last.pk != seen:
        raise Stale(Movement.objects.get(pk=movement.pk), by=last.actor, at=last.at)
    was = {name: getattr(movement, name) for name in fields}
    notes = _differences(movement, years, chosen)
    for name, value in fields.items():
        setattr(movement, name, value)
    _check(movement, years, chosen, _twin(movement))
    notes = [
        _note(movement, name, was[name]) for name in fields if getattr(movement, name) != was[name]
    ] + notes
    movement.save()
    _set_years(movement, years)
    _set_participants(movement, chosen)
    movement.changes.create(actor=by, step="edit", note="; ".join(notes), at=at)


def last_change(movement: Movement) -> int:
    """The key of the newest line of its history, 0 without any: what a form has seen."""
    return _text_changes(movement).values_list("pk", flat=True).last() or 0


def _text_changes(movement: Movement) -> QuerySet[MovementChange]:
    """What the form shows; answers of organisations come and go beside it."""
    return movement.changes.filter(step__in=OF_TEXT).order_by("pk")


def _begin(province: Province, bloc: Bloc | None, by: User, at: datetime) -> None:
    """The province's row keeps order among the names of its movements."""
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    someone = people.person(by, on=timezone.localdate(at))
    rules.can_write(reading.seats(someone, province.pk, bloc), in_bloc=bloc is not None).or_refuse()


def _check(
    movement: Movement, years: Sequence[int], participants: Sequence[Organisation], twin: Movement | None
) -> None:
    errors: dict[str, Any] = {}
    if not folded(movement.name):
        errors["name"] = _("Write a name with letters or digits.")
    elif twin is not None:
        errors["name"] = _("There is already a movement of this name: %(name)s.") % {"name": twin.name}
    wrong = rules.years_wrong(min(years), max(years)) if years else _("Name the first year at least.")
    if wrong:
        errors["first_year"] = wrong
    days = {name: getattr(movement, name) for name in DAYS}
    errors |= rules.dates_wrong(days, years)
    if any(row.province_id != movement.province_id for row in participants):
        errors["participants"] = _("Participants belong to the province of the movement.")
    if errors:
        raise ValidationError(errors)
    movement.search_text = searchable([movement.name, movement.slogan])
    movement.sort_key = sort_key(movement.name)
    movement.full_clean()


OF_TEXT = ("launch", "edit", "import", "push")
DAYS = ("starts", "ends", "interim_review_on", "final_review_on", "dossier_due")


def _twin(movement: Movement) -> Movement | None:
    """Another one of this name in the same place; marks and case make no difference."""
    name = folded(movement.name)
    there = Movement.objects.filter(province=movement.province, bloc=movement.bloc).exclude(pk=movement.pk)
    alike = there.filter(search_text__contains=f"|{name}|").order_by("pk")
    return next((row for row in alike if folded(row.name) == name), None)


def _reads(
    movement: Movement, fields: dict[str, Any], years: Sequence[int], participants: Sequence[Organisation]
) -> bool:
    """Does it say just this already? Then the form was sent twice."""
    return all(getattr(movement, name) == value for name, value in fields.items()) and not _differences(
        movement, years, participants
    )


def _differences(movement: Movement, years: Sequence[int], participants: Sequence[Organisation]) -> list[str]:
    """What changes in years and participants, in words for the log."""
    notes = []
    had = list(movement.years.values_list("year", flat=True))
    if had != sorted(set(years)):
        notes.append(_note_of(_("Years"), f"{_listed(had)} → {_listed(sorted(set(years)))}"))
    was = {row.pk: row for row in reading.named(movement)}
    now = {row.pk: row for row in participants}
    added = [row.current_short_name for key, row in now.items() if key not in was]
    gone = [row.current_short_name for key, row in was.items() if key not in now]
    if added:
        notes.append(_note_of(_("Take part now"), _listed(added)))
    if gone:
        notes.append(_note_of(_("No longer take part"), _listed(gone)))
    return notes


def _note_of(label: Reason, words: str) -> str:
    return f"{label}: {words}"


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(str(value) for value in values) or "–"


def _note(movement: Movement, name: str, was: Any) -> str:
    label = str(Movement._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # all are plain fields
    if name in LONG:
        return label
    return _note_of(label, f"{_shown(name, was)} → {_shown(name, getattr(movement, name))}")


def _shown(name: str, value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    choices = dict(Movement._meta.get_field(name).choices or ())  # type: ignore[union-attr]
    return str(choices.get(value, value)) or "–" if value is not None else "–"


def _set_years(movement: Movement, years: Sequence[int]) -> None:
    wanted = set(years)
    movement.years.exclude(year__in=wanted).delete()
    had = set(movement.years.values_list("year", flat=True))
    MovementYear.objects.bulk_create(
        MovementYear(movement=movement, year=year) for year in sorted(wanted - had)
    )


def _set_participants(movement: Movement, participants: Sequence[Organisation]) -> None:
    """Who has answered stays, whatever is ticked: the answer is theirs."""
    wanted = {row.pk for row in participants}
    movement.enrolments.unanswered().exclude(organisation__in=wanted).delete()
    had = set(movement.enrolments.values_list("organisation", flat=True))
    Enrolment.objects.bulk_create(
        Enrolment(movement=movement, organisation_id=key) for key in sorted(wanted - had)
    )
