"""Everything that changes what is known of a recipient. Call as honours.record(…)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import (
    Award,
    Basis,
    Discipline,
    Hold,
    Honour,
    Initiative,
    Recipient,
    RecipientKind,
    YearRecord,
)
from awards.rules.rights import Act, may
from blocs.models import Organisation
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.services.naming import searchable
from emulation.models import User
from emulation.text import sort_key
from emulation.verdicts import unless


@transaction.atomic
def of_organisation(organisation: Organisation) -> Recipient:
    """The organisation as a recipient, made on its first honour."""
    recipient, _is_new = Recipient.objects.get_or_create(
        organisation=organisation,
        kind=RecipientKind.ORGANISATION,
        defaults={"search_text": organisation.search_text, "sort_key": organisation.sort_key},
    )
    return recipient


@transaction.atomic
def create(
    organisation: Organisation, *, kind: str, name: str, by: User, at: datetime | None = None, **fields: Any
) -> Recipient:
    """A department, person or household of an organisation; the same one twice is one."""
    at = at or timezone.now()
    _allowed(organisation, by, at)
    return _created(organisation, kind=kind, name=name, by=by, at=at, **fields)


@transaction.atomic
def add_own(
    organisation: Organisation, *, kind: str, name: str, by: User, at: datetime | None = None, **fields: Any
) -> Recipient:
    """The organisation itself names somebody of its own, to nominate them."""
    at = at or timezone.now()
    someone = people.person(by, on=timezone.localdate(at))
    own = {Seat.OFFICER} if organisation.pk in someone.organisations else set()
    may(Act.NOMINATE, frozenset(own)).or_refuse()
    return _created(organisation, kind=kind, name=name, by=by, at=at, **fields)


def _created(
    organisation: Organisation, *, kind: str, name: str, by: User, at: datetime, **fields: Any
) -> Recipient:
    same = Recipient.objects.filter(
        organisation=organisation, kind=kind, name=name, birth_year=fields.get("birth_year")
    ).first()
    if same is not None:
        return same
    recipient = Recipient(organisation=organisation, kind=kind, name=name, **fields)
    recipient.search_text = searchable([name, *organisation.search_text.strip("|").split("|")])
    recipient.sort_key = sort_key(name)
    recipient.full_clean(exclude=["organisation"])
    recipient.save()
    _tell(recipient, "create", by, at)
    return recipient


@transaction.atomic
def record(
    recipient: Recipient,
    *,
    award: Award,
    year: int,
    decision_number: str,
    decided_on: date,
    by: User,
    basis: str = Basis.MERIT,
    issuer: str = "",
    note: str = "",
    imported: bool = False,
    at: datetime | None = None,
) -> Honour:
    """An honour with its decision. The same decision twice raises ValidationError at its number."""
    at = at or timezone.now()
    _lock(recipient, by, at)
    honour = Honour(
        recipient=recipient,
        award=award,
        year=year,
        basis=basis,
        decision_number=decision_number,
        decided_on=decided_on,
        issuer=issuer or award.decided_by,
        note=note,
        imported=imported,
    )
    honour.full_clean()
    honour.save()
    _tell(recipient, "honour", by, at, f"{award.name}, {decision_number}")
    return honour


@transaction.atomic
def revoke(
    honour: Honour, *, on: date, because: str, decision: str, by: User, at: datetime | None = None
) -> None:
    """The honour no longer counts; it stays visible with the reason (L22, 93)."""
    at = at or timezone.now()
    _lock(honour.recipient, by, at)
    honour.refresh_from_db()
    unless(honour.revoked_on is None, _("This honour has been revoked already.")).or_refuse()
    unless(on >= honour.decided_on, _("It cannot be revoked before it was decided.")).or_refuse()
    honour.revoked_on, honour.revoked_because, honour.revoked_by_decision = on, because, decision
    honour.full_clean(exclude=["recipient", "award"])
    honour.save(update_fields=["revoked_on", "revoked_because", "revoked_by_decision"])
    _tell(honour.recipient, "revoke", by, at, f"{honour.award.name}, {decision}: {because}")


@transaction.atomic
def rate(
    recipient: Recipient, *, year: int, by: User, at: datetime | None = None, **fields: Any
) -> YearRecord:
    """What is known of a year: its rating and figures, new or changed."""
    at = at or timezone.now()
    _lock(recipient, by, at)
    row = recipient.years.filter(year=year).first() or YearRecord(recipient=recipient, year=year)
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean(exclude=["recipient"])
    row.save()
    _tell(recipient, "rate", by, at, str(row))
    return row


@transaction.atomic
def recognise(
    recipient: Recipient,
    *,
    year: int,
    scope: str,
    name: str,
    decision: str,
    by: User,
    at: datetime | None = None,
) -> Initiative:
    """An initiative with the decision that recognises it; the same one twice is one."""
    at = at or timezone.now()
    _lock(recipient, by, at)
    fields = {"year": year, "scope": scope, "name": name, "decision": decision}
    if (same := recipient.initiatives.filter(**fields).first()) is not None:
        return same
    initiative = Initiative(recipient=recipient, **fields)
    initiative.full_clean(exclude=["recipient"])
    initiative.save()
    _tell(recipient, "initiative", by, at, name)
    return initiative


@transaction.atomic
def hold(
    recipient: Recipient, *, ground: str, starts: date, document: str, by: User, at: datetime | None = None
) -> Hold:
    """Nothing may be proposed for the recipient until a written conclusion; the same hold twice is one."""
    at = at or timezone.now()
    _lock(recipient, by, at)
    fields = {"ground": ground, "starts": starts, "document": document}
    if (same := recipient.holds.filter(**fields).first()) is not None:
        return same
    made = Hold(recipient=recipient, **fields)
    made.full_clean(exclude=["recipient"])
    made.save()
    _tell(recipient, "hold", by, at, document)
    return made


@transaction.atomic
def release(held: Hold, *, ends: date, conclusion: str, by: User, at: datetime | None = None) -> None:
    """Lift a hold; its last day and the written conclusion are kept."""
    at = at or timezone.now()
    _lock(held.recipient, by, at)
    held.refresh_from_db()
    unless(held.ends is None, _("This hold has been lifted already.")).or_refuse()
    held.ends, held.conclusion = ends, conclusion
    held.full_clean(exclude=["recipient"])
    held.save(update_fields=["ends", "conclusion"])
    _tell(held.recipient, "release", by, at, conclusion)


@transaction.atomic
def discipline(
    recipient: Recipient,
    *,
    measure: str,
    starts: date,
    ends: date | None,
    document: str,
    by: User,
    at: datetime | None = None,
) -> Discipline:
    """A disciplinary measure; the same one twice is one."""
    at = at or timezone.now()
    _lock(recipient, by, at)
    fields = {"measure": measure, "starts": starts, "document": document}
    if (same := recipient.disciplines.filter(**fields).first()) is not None:
        return same
    made = Discipline(recipient=recipient, ends=ends, **fields)
    made.full_clean(exclude=["recipient"])
    made.save()
    _tell(recipient, "discipline", by, at, measure)
    return made


def _lock(recipient: Recipient, by: User, at: datetime) -> None:
    Recipient.objects.select_for_update(no_key=True).get(pk=recipient.pk)
    _allowed(recipient.organisation, by, at)


def _allowed(organisation: Organisation, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.RECORD_HONOURS, people.province_seats(someone, organisation.province_id)).or_refuse()


def _tell(recipient: Recipient, step: str, by: User, at: datetime, note: str = "") -> None:
    recipient.events.create(actor=by, step=step, note=note, at=at)
