"""Reminding those who have not signed, without anybody pressing a button."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from blocs.services.signing import letters
from documents.models import SignatureRequest, Signer
from documents.rules import signing as rules
from documents.services import signing as machinery


def remind_missing(*, at: datetime | None = None) -> int:
    """All for whom a reminder is due, of every paper that is being signed; says how many.

    Run twice, it writes once: what was sent is noted in the same transaction, with the request locked.
    """
    at = at or timezone.now()
    waiting = Signer.objects.waiting().order_by("request_id", "place", "pk").values_list("request_id", "pk")
    return sum(_remind(request, signer, at) for request, signer in list(waiting))


@transaction.atomic
def _remind(request_id: int, signer_id: int, at: datetime) -> bool:
    request = SignatureRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    signer = Signer.objects.select_related("user", "request__paper").get(pk=signer_id)
    if not signer.user.is_active or not rules.reminder_is_due(request, signer, at):
        return False
    machinery.remind(signer, by=None, at=at)
    letters.remind(request, [signer])
    return True
