"""The subjects of the site, beside every page. Each app adds its own in its AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.models import User
from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject; `covers` are the beginnings of the names of its addresses, of which the longest counts."""

    place: int  # from above
    label: Reason
    url_name: str
    icon: str
    covers: tuple[str, ...]
    shown: Callable[[User], bool]
    counts_tasks: bool = False
    counts_notices: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as one page draws it."""

    label: Reason
    url: str
    icon: str
    current: bool
    count: int = 0
    counted: Reason = ""


_entries: list[Entry] = []


def register(*entries: Entry) -> None:
    _entries.extend(entries)
    _entries.sort(key=lambda entry: entry.place)


def shown_to(user: User) -> list[Entry]:
    """The subjects that this person may use, from above."""
    return [entry for entry in _entries if entry.shown(user)]


def items(user: User, *, here: str, waiting: int, unread: int = 0) -> list[Item]:
    """What this person may use; `here` is the name of the page's address, `waiting` the number of tasks."""
    shown = shown_to(user)
    current = max(shown, key=lambda entry: _fits(entry, here), default=None)
    return [
        Item(
            label=entry.label,
            url=reverse(entry.url_name),
            icon=entry.icon,
            current=entry is current and _fits(entry, here) > 0,
            count=waiting if entry.counts_tasks else unread if entry.counts_notices else 0,
            counted=_("not read yet") if entry.counts_notices else _("waiting"),
        )
        for entry in shown
    ]


def _fits(entry: Entry, here: str) -> int:
    return max((len(start) for start in entry.covers if here.startswith(start)), default=0)
