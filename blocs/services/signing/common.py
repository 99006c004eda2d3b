"""What signing a pledge begins with."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from blocs.models import Organisation, Pledge
from blocs.selectors import signing as reading
from documents.models import SignatureRequest, Signer
from emulation.models import User


def key_of(organisation: Organisation) -> str:
    return reading.key_of(organisation.pk)


def end_of(day: date) -> datetime:
    """The whole of the day counts."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def request_of(pledge: Pledge) -> SignatureRequest:
    return SignatureRequest.objects.select_related("paper").get(paper=pledge.paper_id)


def may_sign_today(pledge: Pledge, signer: Signer, organisation: Organisation, by: User, on: date) -> None:
    """Refuses when the mandate ended this morning, or the member has left."""
    reading.verdict_of_mandate(pledge, signer, organisation, by, on=on).or_refuse()
