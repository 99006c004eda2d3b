"""Which system a key belongs to, and which of them an administrator looks after."""

from __future__ import annotations

from django.db.models import F

from blocs.models import OutsideSystem, Person, Province
from blocs.models.outside_system import OutsideSystemQuerySet
from blocs.rules import keys


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
