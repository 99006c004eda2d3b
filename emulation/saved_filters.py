"""Filters of lists that people keep under names of their own: kept, renamed and taken away."""

from __future__ import annotations

from django.db import transaction
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from emulation.models import SavedFilter, User
from emulation.verdicts import unless

MOST = 20  # for one list: more are not found at a glance
OF_THE_MOMENT = ("page", "format")  # say where one reads, and in which form, not which rows

NOTHING = _("Choose something in the filter first; then it can be saved.")
TOO_MANY = _("This list has %(most)s saved filters already. Delete one of them first.")


def query_of(given: QueryDict) -> str:
    """What narrows or sorts the list, always in the same order; empty where all is shown as it comes."""
    kept = QueryDict(mutable=True)
    for name in sorted(given):
        values = [value for value in given.getlist(name) if value.strip()]
        if values and name not in OF_THE_MOMENT:
            kept.setlist(name, values)
    return kept.urlencode()


def is_address(text: str) -> bool:
    """Whether it is a page of ours, and no more than that."""
    if not url_has_allowed_host_and_scheme(text, None) or "?" in text or "#" in text:
        return False
    try:
        resolve(text)
    except Resolver404:
        return False
    return True


@transaction.atomic
def save(user: User, *, address: str, query: str, name: str) -> SavedFilter:
    """Whoever saves the same under the same name once more changes nothing."""
    _hold(user)
    kept = SavedFilter.objects.filter(user=user, address=address)
    row = SavedFilter(user=user, address=address, query=query_of(QueryDict(query)), name=name)
    same = kept.filter(query=row.query, name=name).first()
    if same is not None:
        return same
    full = kept.count() >= MOST
    (unless(bool(row.query), NOTHING) & unless(not full, TOO_MANY % {"most": MOST})).or_refuse()
    row.full_clean()
    row.save()
    _note(user)
    return row


@transaction.atomic
def rename(row: SavedFilter, *, name: str) -> None:
    _hold(row.user)
    row.name = name
    row.full_clean()
    row.save(update_fields=["name", "sort_key"])


@transaction.atomic
def delete(row: SavedFilter) -> None:
    _hold(row.user)
    row.delete()
    _note(row.user)


def _hold(user: User) -> None:
    """One change at a time, so that a button pressed twice at once is pressed once."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _note(user: User) -> None:
    """So that the lists of those who save nothing ask nothing."""
    user.saves_filters = SavedFilter.objects.filter(user=user).exists()
    user.save(update_fields=["saves_filters"])
