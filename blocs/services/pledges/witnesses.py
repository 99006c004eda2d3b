"""Who signs beside the members."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from blocs.models import Pledge, Witness
from blocs.rules import pledging
from blocs.services.pledges.common import lock, seats_of
from emulation.models import User


@transaction.atomic
def add(
    pledge: Pledge, *, organisation: str, title: str, by: User, name: str = "", at: datetime | None = None
) -> Witness:
    """Name a witness; the same one twice is one."""
    at = at or timezone.now()
    _begin(pledge, by=by, at=at)
    fields = {"organisation": organisation, "title": title, "name": name}
    if (same := pledge.witnesses.filter(**fields).first()) is not None:
        return same
    witness = Witness(pledge=pledge, **fields)
    witness.full_clean(exclude=["pledge"])
    witness.save()
    pledge.events.create(actor=by, step="add_witness", note=str(witness), at=at)
    return witness


@transaction.atomic
def remove(witness: Witness, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    _begin(witness.pledge, by=by, at=at)
    deleted, _rows = Witness.objects.filter(pk=witness.pk).delete()
    if deleted:
        witness.pledge.events.create(actor=by, step="remove_witness", note=str(witness), at=at)


def _begin(pledge: Pledge, *, by: User, at: datetime) -> None:
    lock(pledge)
    printed = pledge.paper_id is not None
    pledging.can_name_witnesses(pledge.status, seats_of(by, pledge, at), printed=printed).or_refuse()
