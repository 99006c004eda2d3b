"""Honours from a workbook. Call as honour_imports.keep(…), .save(…), .undo(…)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards import honour_file
from awards.models import HonourImport, Nomination, Recipient, RecipientKind
from awards.rules.rights import Act, may
from awards.selectors import honour_imports as reading
from awards.selectors.honour_imports import Fate, Planned
from awards.services import honours
from blocs.exchange.files import Read
from blocs.models import Province
from blocs.selectors import people
from emulation.models import User
from emulation.text import one_line
from emulation.verdicts import Refused, unless

MOST_WAITING = 5


@transaction.atomic
def keep(
    name: str, content: bytes, *, province: Province, by: User, at: datetime | None = None
) -> HonourImport:
    """Lay a workbook aside, so that it can be looked at before it is taken in."""
    at = at or timezone.now()
    _allowed(province, by, at)
    waiting = HonourImport.objects.filter(by=by, saved_at__isnull=True).order_by("-at", "-pk")
    HonourImport.objects.filter(
        pk__in=list(waiting.values_list("pk", flat=True)[MOST_WAITING - 1 :])
    ).delete()
    return HonourImport.objects.create(
        province=province, by=by, at=at, name=one_line(name)[:250], content=content
    )


def preview(batch: HonourImport) -> tuple[Read, list[Planned]]:
    """What stands in the workbook and what taking it in would do; saves nothing."""
    read, rows = honour_file.read(bytes(batch.content))
    return read, reading.plan(rows, batch.province)


@transaction.atomic
def save(
    batch: HonourImport, *, seen: str, confirmed: Collection[int], by: User, at: datetime | None = None
) -> int:
    """Record what the preview showed, doubtful rows only where they were confirmed; how many. Wrong rows and
    those that are recorded already are left out. Pressed twice, it is done once."""
    at = at or timezone.now()
    batch.refresh_from_db(from_queryset=HonourImport.objects.select_for_update(no_key=True))
    _allowed(batch.province, by, at)
    unless(batch.saved_at is None, _("This file has been taken in already.")).or_refuse()
    read, planned = preview(batch)
    unless(not read.findings.problems, _("Correct the file first, and send it in again.")).or_refuse()
    if reading.digest(planned) != seen:
        raise Refused(_("The records changed since the preview. Please look at it again before saving."))
    taken = [
        each
        for each in planned
        if each.fate == Fate.NEW or (each.fate == Fate.DOUBT and each.number in confirmed)
    ]
    unless(bool(taken), _("Nothing of this file is to be recorded.")).or_refuse()
    for each in taken:
        _record(each, batch, by=by, at=at)
    batch.saved_at, batch.count, batch.content = at, len(taken), b""
    batch.save(update_fields=["saved_at", "count", "content"])
    return len(taken)


def _record(each: Planned, batch: HonourImport, *, by: User, at: datetime) -> None:
    assert each.organisation is not None
    assert each.award is not None
    assert each.row.year is not None
    assert each.row.decided_on is not None
    honour = honours.record(
        each.recipient or _recipient(each, batch, by=by, at=at),
        award=each.award,
        year=each.row.year,
        decision_number=each.row.decision_number,
        decided_on=each.row.decided_on,
        basis=each.basis,
        issuer=each.row.issuer,
        note=each.row.note,
        imported=True,
        by=by,
        at=at,
    )
    honour.batch = batch
    honour.save(update_fields=["batch"])


def _recipient(each: Planned, batch: HonourImport, *, by: User, at: datetime) -> Recipient:
    assert each.organisation is not None
    if each.kind == RecipientKind.ORGANISATION:
        return honours.of_organisation(each.organisation)
    recipient = honours.create(
        each.organisation, kind=each.kind, name=each.row.name, birth_year=each.row.birth_year, by=by, at=at
    )
    if recipient.batch is None and not recipient.honours.exists():
        recipient.batch = batch
        recipient.save(update_fields=["batch"])
    return recipient


@transaction.atomic
def undo(batch: HonourImport, *, by: User, at: datetime | None = None) -> None:
    """Take all of it out again, with those who are known by it alone. The log of the others keeps both."""
    at = at or timezone.now()
    batch.refresh_from_db(from_queryset=HonourImport.objects.select_for_update(no_key=True))
    _allowed(batch.province, by, at)
    reading.can_undo(batch).or_refuse()
    made = list(batch.recipients.all())
    for honour in batch.honours.select_related("recipient", "award"):
        if honour.recipient not in made:
            note = f"{honour.award.name}, {honour.decision_number}"
            honour.recipient.events.create(actor=by, step="undo", note=note, at=at)
    batch.honours.all().delete()
    for recipient in made:
        _take_away(recipient)
    batch.undone_at, batch.undone_by = at, by
    batch.save(update_fields=["undone_at", "undone_by"])


def _take_away(recipient: Recipient) -> None:
    """Unless something else was recorded of it since."""
    others = (
        recipient.honours,
        recipient.years,
        recipient.initiatives,
        recipient.disciplines,
        recipient.holds,
    )
    if any(rows.exists() for rows in others) or Nomination.objects.filter(recipient=recipient).exists():
        Recipient.objects.filter(pk=recipient.pk).update(batch=None)
        return
    recipient.events.all().delete()
    recipient.delete()


def _allowed(province: Province, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.RECORD_HONOURS, people.province_seats(someone, province.pk)).or_refuse()
