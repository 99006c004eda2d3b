"""What waits for a person. Each app names its own: a provider is registered when the app is ready.

Every page shows the number of tasks, so a provider asks the database once, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from emulation.models import User
from emulation.verdicts import Reason

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do now: said in a sentence, with the page where it is done."""

    title: Reason
    sentence: Reason
    url: str
    action: Reason  # what the button says
    about: str = ""  # the bloc and its year, or whatever else it belongs to
    due: date | None = None


Provider = Callable[[User, date], Iterable[Task]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    _providers.append(provider)


def waiting(user: User, *, on: date) -> list[Task]:
    """All that waits on a day, the most urgent first; gathered once per request."""
    kept: tuple[date, list[Task]] | None = getattr(user, "_tasks", None)
    if kept is None or kept[0] != on:
        tasks = [task for provider in _providers for task in provider(user, on)]
        tasks.sort(key=lambda task: task.due or date.max)
        kept = on, tasks
        user._tasks = kept  # type: ignore[attr-defined]  # a cache as long as the request
    return kept[1]


def tone(due: date, *, on: date) -> str:
    """How pressing a date is: the tone of a pill."""
    if due < on:
        return "bad"
    return "wait" if due - on <= SOON else "neutral"


def days_left(due: date, *, on: date) -> str:
    days = (due - on).days
    if days < 0:
        return _("overdue")
    if days == 0:
        return pgettext("due", "today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
