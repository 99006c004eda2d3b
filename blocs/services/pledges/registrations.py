"""What a member registers under the pledge: titles it hopes for and targets of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation, Pledge, RegisteredTarget, Registration
from blocs.rules import pledging
from blocs.selectors import people
from blocs.services.pledges.common import Stale, lock, seats_of
from emulation.models import User
from emulation.verdicts import unless


@dataclass(frozen=True, slots=True)
class Wish:
    """One registered target, as typed."""

    text: str
    unit: str = ""
    value: Decimal | None = None


@transaction.atomic
def register(
    pledge: Pledge,
    organisation: Organisation,
    *,
    titles: str,
    wishes: Sequence[Wish],
    seen: int,
    by: User,
    note: str = "",
    at: datetime | None = None,
) -> Registration:
    """Write a member's registration, new or changed; its targets are taken as given.

    `seen` is the revision when the form was drawn, 0 for none; raises Stale when a colleague saved other
    words meanwhile.
    """
    at = at or timezone.now()
    lock(pledge)
    _allowed(pledge, organisation, by=by, at=at)
    registration = pledge.registrations.filter(organisation=organisation).first()
    if registration is not None:
        if _reads(registration, titles, note, wishes):
            return registration
        if registration.revision != seen:
            raise Stale(registration, by=registration.updated_by, at=registration.updated_at)
        registration.revision += 1
    else:
        registration = Registration(pledge=pledge, organisation=organisation)
    registration.titles, registration.note = titles, note
    registration.updated_at, registration.updated_by = at, by
    registration.full_clean(exclude=["pledge", "organisation", "updated_by"])
    registration.save()
    _write_targets(registration, wishes)
    pledge.events.create(actor=by, step="register", note=organisation.code, at=at)
    return registration


def _allowed(pledge: Pledge, organisation: Organisation, *, by: User, at: datetime) -> None:
    printed = pledge.paper_id is not None
    pledging.can_register(pledge.status, seats_of(by, pledge, at), printed=printed).or_refuse()
    someone = people.person(by, on=timezone.localdate(at))
    unless(
        organisation.pk in people.own_member(someone, pledge.season),
        _("You register for your own organisation only."),
    ).or_refuse()


def _reads(registration: Registration, titles: str, note: str, wishes: Sequence[Wish]) -> bool:
    """Does it say just this already? Then the form was sent twice."""
    written = [Wish(row.text, row.unit, row.value) for row in registration.targets.all()]
    return (registration.titles, registration.note, written) == (titles, note, list(wishes))


def _write_targets(registration: Registration, wishes: Sequence[Wish]) -> None:
    registration.targets.all().delete()
    rows = [
        RegisteredTarget(
            registration=registration, order=order, text=wish.text, unit=wish.unit, value=wish.value
        )
        for order, wish in enumerate(wishes)
    ]
    for row in rows:
        row.full_clean(exclude=["registration"])
    RegisteredTarget.objects.bulk_create(rows)
