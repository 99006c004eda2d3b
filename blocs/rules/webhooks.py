"""How a message to another system is written and signed, and when it is tried again."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta

from blocs.models import Delivery, OutsideSystem, Webhook

Scope = OutsideSystem.Scope
NEEDS = {  # what a system has to be allowed to read before it is told of it
    Webhook.Kind.SIGNED: Scope.PLEDGES,
    Webhook.Kind.SUBMITTED: Scope.SEASONS,
    Webhook.Kind.DECIDED: Scope.DECISIONS,
}
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440))  # after each failure


def next_try(attempts: int, at: datetime) -> datetime | None:
    """After so many failures; None where it is given up."""
    return at + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def body(delivery: Delivery, site: str) -> bytes:
    """Ids and an address, never what stands there: whoever overhears it learns little."""
    told = {
        "id": delivery.pk,
        "kind": delivery.kind,
        "what": delivery.what,
        "thing": delivery.thing,
        "at": delivery.at.isoformat(),
        "address": f"{site}{delivery.path}",
    }
    return json.dumps(told, separators=(",", ":")).encode()


def signature(secret: str, at: datetime, content: bytes) -> str:
    """Over the moment as well, so that an old message cannot be sent once more."""
    moment = str(int(at.timestamp()))
    mac = hmac.new(secret.encode(), f"{moment}.".encode() + content, hashlib.sha256)
    return f"t={moment},v1={mac.hexdigest()}"
