"""What the public may read: notices that are open, and what was decided. Names, never more of a person."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch

from awards.models import Decision, DecisionLine, Nomination, Notice
from blocs.models import Province

MOST_DECISIONS = 20


def open_notices(province: Province, *, on: date) -> list[Notice]:
    named = Prefetch("nominations", Nomination.objects.for_listing())
    return list(Notice.objects.filter(province=province).open_on(on).prefetch_related(named))


def decided(province: Province) -> list[Decision]:
    """The newest first, with their lists."""
    lines = Prefetch("lines", DecisionLine.objects.select_related("nomination__award").order_by("order"))
    rows = Decision.objects.recorded().filter(province=province).prefetch_related(lines)
    return list(rows.order_by("-decided_on", "-pk")[:MOST_DECISIONS])


def can_be_named(province: int) -> list[Nomination]:
    """Received and not decided yet."""
    state = Nomination.State
    rows = Nomination.objects.filter(
        province=province, state__in=[state.RECEIVED, state.APPRAISED, state.COUNCIL_VOTED]
    )
    return list(rows.for_listing())
