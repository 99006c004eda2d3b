"""The next version of a pledge: the same text, open again."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from blocs.models import Pledge, PledgeItem, PledgeTarget, RegisteredTarget, Witness
from blocs.services.pledges.common import keep_version
from emulation.models import User

STEP = "anew"


def version_of(pledge: Pledge, *, by: User, reason: str, at: datetime, step: str = STEP) -> Pledge:
    """With its lines, witnesses and registrations; comments stay with the version that they were made on."""
    new = Pledge.objects.create(
        season=pledge.season,
        version=(pledge.season.pledges.aggregate(last=Max("version"))["last"] or 0) + 1,
        status=Pledge.Status.COMMENT,
        opening=pledge.opening,
    )
    for model, lines in ((PledgeItem, pledge.items.live()), (PledgeTarget, pledge.targets.live())):
        copies = list(lines)
        for line in copies:
            line.pk, line.pledge, line.changed_in = None, new, 1
        model.objects.bulk_create(copies)
    witnesses = list(pledge.witnesses.all())
    for witness in witnesses:
        witness.pk, witness.pledge = None, new
    Witness.objects.bulk_create(witnesses)
    _copy_registrations(pledge, new)
    keep_version(new, step=step, by=by, at=at)
    new.events.create(actor=by, step=step, went_to=new.status, note=reason, at=at)
    return new


def _copy_registrations(pledge: Pledge, new: Pledge) -> None:
    for registration in pledge.registrations.prefetch_related("targets"):
        targets = list(registration.targets.all())
        registration.pk, registration.pledge = None, new
        registration._state.adding = True
        registration.save(force_insert=True)
        for target in targets:
            target.pk, target.registration = None, registration
        RegisteredTarget.objects.bulk_create(targets)
