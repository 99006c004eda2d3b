"""The other authorities that the site believes, as people compare them, and what was done about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models import SignatureEvent, TrustedRoot
from documents.signing.certificates import described
from emulation.verdicts import Reason

MOST_EVENTS = 50
WORDS: dict[str, Reason] = {
    "root_believed": _("Taken onto the list"),
    "root_retired": _("Retired"),
}


@dataclass(frozen=True, slots=True)
class RootLine:
    root: TrustedRoot
    subject: str
    not_before: datetime
    not_after: datetime
    fingerprint: str

    @property
    def is_active(self) -> bool:
        return self.root.retired_at is None and timezone.now() < self.not_after

    @property
    def state(self) -> Reason:
        if self.root.retired_at is not None:
            return _("Retired")
        return _("Believed") if self.is_active else _("Has ended")

    @property
    def tone(self) -> str:
        return "good" if self.is_active else "neutral"


def roots() -> list[RootLine]:
    """One query; those that are believed first."""
    rows = TrustedRoot.objects.select_related("retired_by").order_by("name", "pk")
    lines = [RootLine(row, **described(bytes(row.certificate))) for row in rows]
    return sorted(lines, key=lambda line: not line.is_active)


def log() -> list[dict[str, Any]]:
    """Of the append-only log, the newest first; one query."""
    events = SignatureEvent.objects.filter(chain__key="authority", kind__in=WORDS).select_related("actor")
    return [
        {
            "at": event.at,
            "what": WORDS[event.kind],
            "who": event.actor.full_name if event.actor else "",
            "name": event.data.get("name", ""),
            "reason": event.data.get("reason", ""),
        }
        for event in events.order_by("-seq")[:MOST_EVENTS]
    ]
