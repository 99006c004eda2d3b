"""Writing down what happened. Call as evidence.log(…)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from documents.models import EventChain, SignatureEvent
from emulation.models import User


def log(
    chain: EventChain, kind: str, *, by: User | None = None, at: datetime | None = None, **data: Any
) -> SignatureEvent:
    """Add a link, in the transaction that does what it tells of. Nothing secret goes into `data`."""
    chain.refresh_from_db(from_queryset=EventChain.objects.select_for_update(no_key=True))
    at = at or timezone.now()
    seq, prev = chain.length + 1, chain.head
    actor = by.pk if by else None
    event = SignatureEvent(
        chain=chain,
        seq=seq,
        kind=kind,
        at=at,
        actor=by,
        data=data,
        prev=prev,
        hash=link(prev, seq, kind, at, actor, data),
    )
    event.save(force_insert=True)
    chain.length, chain.head = seq, event.hash
    chain.save(update_fields=["length", "head"])
    return event


def link(prev: str, seq: int, kind: str, at: datetime, actor: int | None, data: dict[str, Any]) -> str:
    said = {
        "seq": seq,
        "kind": kind,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "data": data,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(bytes.fromhex(prev) + text.encode()).hexdigest()


def chain_of(key: str) -> EventChain:
    return EventChain.objects.get_or_create(key=key)[0]
