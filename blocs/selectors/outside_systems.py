"""Which system a key belongs to, and which of them an administrator looks after."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from blocs.models import Delivery, OutsideSystem, Person, Province, Webhook
from blocs.models.outside_system import OutsideSystemQuerySet
from blocs.models.webhook import DeliveryQuerySet
from blocs.rules import keys

LAST = 100
TONES: dict[str, str] = {"waiting": "wait", "sent": "good", "failed": "bad"}
OUTCOMES = {
    "address": _("the address leads to where nothing may be sent"),
    "name": _("the name in the address is not known"),
    "connection": _("nobody answered"),
    "certificate": _("the certificate of the address is not believed"),
    "stopped": _("the system is told nothing any more"),
}


def managed(someone: Person) -> OutsideSystemQuerySet:
    """Those that read now by their names, then those that were ended, the last one first."""
    rows = OutsideSystem.objects.managed_by(someone).select_related("province")
    return rows.order_by(F("ended_at").desc(nulls_first=True), "name", "pk")


def own_province(someone: Person) -> Province | None:
    """The one whose keys the administrator gives."""
    return Province.objects.filter(pk__in=someone.provinces_as("administrator")).order_by("pk").first()


def by_key(key: str) -> OutsideSystem | None:
    """None for a key that was never given, or that was ended; one query."""
    if not keys.looks_like_one(key):
        return None
    return OutsideSystem.objects.open().filter(key_hash=keys.fingerprint(key)).first()


def webhook(system: OutsideSystem) -> Webhook | None:
    """Where it is told; None where it is not, or not any more."""
    return Webhook.objects.filter(system=system, ended_at__isnull=True).first()


def all_deliveries(system: OutsideSystem) -> DeliveryQuerySet:
    return Delivery.objects.filter(webhook__system=system).select_related("webhook__system__province")


def deliveries(system: OutsideSystem) -> list[tuple[Delivery, str, str]]:
    """The last ones, with the tone of their state and, in words, what came of them; one query."""
    rows = all_deliveries(system).order_by("-at", "-pk")[:LAST]
    return [(row, TONES[row.state], _outcome(row.outcome)) for row in rows]


def _outcome(outcome: str) -> str:
    if outcome.isdigit():
        return str(_("answered %(status)s") % {"status": outcome})
    return str(OUTCOMES.get(outcome, ""))
