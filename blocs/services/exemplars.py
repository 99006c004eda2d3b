"""Exemplars of a movement: written, published, taken back. Call as exemplars.write(…)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Exemplar, Movement, Organisation
from blocs.rules import exemplars as rules
from blocs.selectors import enrolments
from blocs.selectors import exemplars as reading
from blocs.selectors.exemplars import Reader
from blocs.services.enrolments import lock
from blocs.services.naming import searchable
from blocs.services.pledges import Stale
from emulation import pictures
from emulation.models import User
from emulation.verdicts import Refused, unless

MOST = 500  # of one movement


@transaction.atomic
def write(
    movement: Movement,
    organisation: Organisation,
    *,
    by: User,
    seen: int = 0,
    exemplar: Exemplar | None = None,
    picture: bytes | None = None,
    without_picture: bool = False,
    at: datetime | None = None,
    **fields: Any,
) -> Exemplar:
    """A new one, or other words for one. A picture is drawn anew first; None leaves what there is.

    Raises Stale when a colleague wrote otherwise since revision `seen`.
    """
    at = at or timezone.now()
    drawn = _drawn(picture) if picture is not None else b""
    row = exemplar or Exemplar(movement=movement)
    _begin(row, movement, organisation, by=by, at=at)
    fields = _fitting(fields) | {"organisation": organisation}
    _check(row, fields)
    if row.pk is None:
        twin = movement.exemplars.filter(**fields, by=by).first()
        if twin is not None:  # the same form sent twice
            return twin
        unless(movement.exemplars.count() < MOST, _("A movement takes at most 500 exemplars.")).or_refuse()
    elif not drawn and not without_picture and _reads(row, fields):
        return row
    elif row.revision != seen:
        raise Stale(row, by=row.by, at=row.at)
    for field, value in fields.items():
        setattr(row, field, value)
    _put_picture(row, drawn, without=without_picture)
    row.search_text = searchable([row.name, row.position])
    row.by, row.at = by, at
    row.revision += 1
    row.full_clean(exclude=["movement", "by", "published_by"])
    row.save()
    _tell(row, "exemplar", by=by, at=at)
    return row


def _begin(row: Exemplar, movement: Movement, organisation: Organisation, *, by: User, at: datetime) -> None:
    """May it be written of, as it stands and of whom it shall be?"""
    someone, _standing = lock(movement, by=by, at=at)
    if row.pk:
        row.refresh_from_db()
        row.movement = movement
        reading.reader(row, someone).can_write.or_refuse()
    own, launcher = enrolments.own_seats(someone, organisation), enrolments.seats(someone, movement)
    rules.can_write(own, launcher, in_bloc=movement.bloc_id is not None).or_refuse()
    unless(
        enrolments.possible(movement).filter(pk=organisation.pk).exists(),
        _("This movement is not for your organisation."),
    ).or_refuse()


def _fitting(fields: dict[str, Any]) -> dict[str, Any]:
    """An organisation is called by its own name, and only a person has a position."""
    kind = fields.get("kind")
    name = "" if kind == Exemplar.Kind.ORGANISATION else fields.get("name", "")
    position = fields.get("position", "") if kind == Exemplar.Kind.PERSON else ""
    return fields | {"name": name, "position": position}


def _check(row: Exemplar, fields: dict[str, Any]) -> None:
    consent = fields.get("consent", "")
    wrong = rules.wrong(
        kind=fields["kind"],
        name=fields["name"],
        year=fields["year"],
        consent=consent,
        is_published=row.is_published,
    )
    if wrong:
        raise ValidationError(dict(wrong))


@transaction.atomic
def publish(exemplar: Exemplar, *, by: User, at: datetime | None = None) -> None:
    """Whoever sees the movement reads it from now on. Pressed twice, it is published once."""
    at = at or timezone.now()
    reader = _lock(exemplar, by=by, at=at)
    reader.can_publish.or_refuse()
    if exemplar.is_published:
        return
    exemplar.published_at, exemplar.published_by = at, by
    exemplar.save(update_fields=["published_at", "published_by"])
    _tell(exemplar, "publish_exemplar", by=by, at=at)


@transaction.atomic
def withdraw(exemplar: Exemplar, *, by: User, at: datetime | None = None) -> None:
    """Back to a draft, as when a person no longer agrees."""
    at = at or timezone.now()
    reader = _lock(exemplar, by=by, at=at)
    unless(
        reader.publishes, _("Only who launched the movement takes an exemplar back from publication.")
    ).or_refuse()
    if not exemplar.is_published:
        return
    exemplar.published_at = exemplar.published_by = None
    exemplar.save(update_fields=["published_at", "published_by"])
    _tell(exemplar, "withdraw_exemplar", by=by, at=at)


@transaction.atomic
def remove(exemplar: Exemplar, *, by: User, at: datetime | None = None) -> None:
    """A draft goes with its picture: it speaks of a person, and nobody else has read it."""
    at = at or timezone.now()
    reader = _lock(exemplar, by=by, at=at)
    reader.can_write.or_refuse()
    unless(not exemplar.is_published, _("Take it back from publication first.")).or_refuse()
    _tell(exemplar, "remove_exemplar", by=by, at=at)
    _forget_file(exemplar)
    exemplar.delete()


def _drawn(picture: bytes) -> bytes:
    try:
        return pictures.redrawn(picture)
    except Refused as refused:
        raise ValidationError({"picture": list(refused.reasons)}) from refused


def _reads(row: Exemplar, fields: dict[str, object]) -> bool:
    return all(getattr(row, name) == value for name, value in fields.items())


def _put_picture(row: Exemplar, drawn: bytes, *, without: bool) -> None:
    if not drawn and not without:
        return
    _forget_file(row)
    row.picture = None
    if drawn:
        row.picture.save(f"{hashlib.sha256(drawn).hexdigest()}.jpg", ContentFile(drawn), save=False)


def _forget_file(row: Exemplar) -> None:
    """Once what is said of it in the database is certain."""
    if row.picture:
        storage, name = row.picture.storage, row.picture.name
        transaction.on_commit(lambda: storage.delete(name))


def _lock(exemplar: Exemplar, *, by: User, at: datetime) -> Reader:
    someone, _standing = lock(exemplar.movement, by=by, at=at)
    movement, organisation = exemplar.movement, exemplar.organisation
    if not Exemplar.objects.filter(pk=exemplar.pk).exists():
        raise Refused(_("This exemplar was taken out meanwhile."))
    exemplar.refresh_from_db()
    exemplar.movement = movement
    if exemplar.organisation_id == organisation.pk:
        exemplar.organisation = organisation
    return reading.reader(exemplar, someone)


def _tell(row: Exemplar, step: str, *, by: User, at: datetime) -> None:
    """The log names whose it is; of a person nothing stays in it."""
    note = row.organisation.current_name if row.is_person else str(row)
    row.movement.changes.create(actor=by, step=step, note=note, at=at)
