"""Keys of other systems. Call as outside_systems.begin(…), outside_systems.end(…)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import OutsideSystem, Province
from blocs.models.outside_system import KEY_START
from blocs.rules import keys
from blocs.rules.rights import Act, may
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import unless

EVERY = timedelta(minutes=5)  # so often it is written down that a key is in use


@transaction.atomic
def begin(
    province: Province, *, name: str, scopes: Collection[str], by: User, at: datetime | None = None
) -> tuple[OutsideSystem, str]:
    """The system and its key, which is told this once. Sent twice, the second meets the name of the first."""
    at = at or timezone.now()
    _may(province, by, at)
    province.refresh_from_db(from_queryset=Province.objects.select_for_update(no_key=True))
    system = OutsideSystem(province=province, name=name, scopes=_known(scopes))
    key = _give_key(system, at)
    _check(system)
    system.save()
    tell(system, "give_key", by, at, _words(system))
    return system, key


@transaction.atomic
def edit(
    system: OutsideSystem, *, name: str, scopes: Collection[str], by: User, at: datetime | None = None
) -> None:
    """Another name, or other things to read; the key stays."""
    at = at or timezone.now()
    hold_open(system, by, at)
    before = _words(system)
    system.name, system.scopes = name, _known(scopes)
    _check(system)
    if _words(system) == before:
        return
    system.save(update_fields=["name", "scopes"])
    tell(system, "edit", by, at, f"{before} → {_words(system)}")


@transaction.atomic
def renew(system: OutsideSystem, *, seen: int, by: User, at: datetime | None = None) -> str:
    """Another key; the old one ends at once. `seen` is the number of the key on the page.

    Empty where the page showed an older key: pressed twice, it changes once.
    """
    at = at or timezone.now()
    hold_open(system, by, at)
    if system.key_number != seen:
        return ""
    system.key_number += 1
    key = _give_key(system, at)
    system.save(update_fields=["key_hash", "key_start", "key_number", "key_made_at"])
    tell(system, "renew_key", by, at)
    return key


@transaction.atomic
def end(system: OutsideSystem, *, by: User, at: datetime | None = None) -> None:
    """The key opens nothing any more, for good. Ended twice is ended."""
    at = at or timezone.now()
    _lock(system, by, at)
    if system.has_ended:
        return
    system.ended_at = at
    system.save(update_fields=["ended_at"])
    tell(system, "end_key", by, at)


def used(system: OutsideSystem, *, at: datetime | None = None) -> None:
    """Remember that the key is in use; not at each request, or reading would be writing."""
    at = at or timezone.now()
    if system.last_used_at is None or at - system.last_used_at > EVERY:
        stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=at - EVERY)
        OutsideSystem.objects.filter(stale, pk=system.pk).update(last_used_at=at)


def _give_key(system: OutsideSystem, at: datetime) -> str:
    secret = token_urlsafe(32)
    key = f"{keys.BEGINS}{secret}"
    system.key_start, system.key_hash, system.key_made_at = secret[:KEY_START], keys.fingerprint(key), at
    return key


def _known(scopes: Collection[str]) -> list[str]:
    """In their usual order, each once."""
    return [scope.value for scope in OutsideSystem.Scope if scope in scopes]


def _check(system: OutsideSystem) -> None:
    if not system.scopes:
        raise ValidationError({"scopes": _("Choose at least one thing that the system may read.")})
    others = OutsideSystem.objects.open().filter(province=system.province_id).exclude(pk=system.pk)
    system.clean_fields(exclude=["province", "last_used_at", "ended_at"])
    if others.filter(name=system.name).exists():
        raise ValidationError({"name": _("Another system has this name already.")})


def _words(system: OutsideSystem) -> str:
    return f"{system.name}: {'; '.join(system.scope_labels)}"


def tell(system: OutsideSystem, step: str, by: User, at: datetime, note: str = "") -> None:
    """A line of its history."""
    system.changes.create(actor=by, step=step, note=note, at=at)


def hold_open(system: OutsideSystem, by: User, at: datetime) -> None:
    """Held until the change is saved, by an administrator, and not ended."""
    _lock(system, by, at)
    unless(not system.has_ended, _("This key was ended; give the system a new one.")).or_refuse()


def _lock(system: OutsideSystem, by: User, at: datetime) -> None:
    """The province as well: two systems shall not take one name at the same moment."""
    _may(system.province, by, at)
    Province.objects.select_for_update(no_key=True).get(pk=system.province_id)
    system.refresh_from_db(from_queryset=OutsideSystem.objects.select_for_update(no_key=True))


def _may(province: Province, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.MANAGE_KEYS, people.province_seats(someone, province.pk)).or_refuse()
