"""Who signs beside the members."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Pledge, Witness
from blocs.rules import pledging
from blocs.services.pledges.common import lock, seats_of
from emulation.models import User


@transaction.atomic
def add(
    pledge: Pledge,
    *,
    organisation: str,
    title: str,
    by: User,
    name: str = "",
    email: str = "",
    at: datetime | None = None,
) -> Witness:
    """Name a witness; the same one twice is one. With the e-mail of an account the witness signs online."""
    at = at or timezone.now()
    _begin(pledge, by=by, at=at)
    user = _account(email) if email else None
    fields = {
        "organisation": organisation,
        "title": title,
        "name": name or (user.full_name if user else ""),
        "user": user,
    }
    if (same := pledge.witnesses.filter(**fields).first()) is not None:
        return same
    if user is not None and pledge.witnesses.filter(user=user).exists():
        raise ValidationError({"email": _("This person is a witness already.")})
    witness = Witness(pledge=pledge, **fields)
    witness.full_clean(exclude=["pledge"])
    witness.save()
    pledge.events.create(actor=by, step="add_witness", note=str(witness), at=at)
    return witness


@transaction.atomic
def remove(witness: Witness, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    _begin(witness.pledge, by=by, at=at)
    deleted, _models = Witness.objects.filter(pk=witness.pk).delete()
    if deleted:
        witness.pledge.events.create(actor=by, step="remove_witness", note=str(witness), at=at)


def _account(email: str) -> User:
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        told = _(
            "No account has this e-mail address. An administrator creates it first; or leave the field "
            "empty, and the witness signs by hand."
        )
        raise ValidationError({"email": told})
    return user


def _begin(pledge: Pledge, *, by: User, at: datetime) -> None:
    lock(pledge)
    printed = pledge.paper_id is not None
    pledging.can_name_witnesses(pledge.status, seats_of(by, pledge, at), printed=printed).or_refuse()
