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
from blocs.services.pledges.common import lock, seats_of
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

    `seen` is the revision when the form was drawn, 0 for none: a colleague may have saved meanwhile.
    """
    at = at or timezone.now()
    lock(pledge)
    pledging.can_register(pledge.status, seats_of(by, pledge, at)).or_refuse()
    someone = people.person(by, on=timezone.localdate(at))
    unless(
        organisation.pk in people.own_member(someone, pledge.season),
        _("You register for your own organisation only."),
    ).or_refuse()
    registration = pledge.registrations.filter(organisation=organisation).first()
    now = registration.revision if registration else 0
    unless(
        now == seen,
        _(
            "A colleague saved this registration meanwhile. Compare below, then save again to put yours in its place."
        ),
    ).or_refuse()
    registration = registration or Registration(pledge=pledge, organisation=organisation)
    registration.titles, registration.note = titles, note
    registration.updated_at, registration.updated_by, registration.revision = at, by, now + 1
    registration.full_clean(exclude=["pledge", "organisation", "updated_by"])
    registration.save()
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
    pledge.events.create(actor=by, step="register", note=organisation.code, at=at)
    return registration
