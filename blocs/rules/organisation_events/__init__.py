"""What a change of an organisation does to all that hangs on it. Told everything; changes nothing.

The same plan is shown before saving and then carried out, effect by effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from blocs.rules.organisation_events.effects import effects
from blocs.rules.organisation_events.facts import (
    ONE_DAY,
    Body,
    Effect,
    Facts,
    Held,
    Kind,
    Name,
    Plan,
    Promise,
    What,
    Wish,
    Year,
)
from blocs.rules.organisation_events.faults import faults
from emulation.verdicts import Verdict, unless

__all__ = [
    "ONE_DAY",
    "Body",
    "Effect",
    "Facts",
    "Held",
    "Kind",
    "Name",
    "Plan",
    "Promise",
    "What",
    "Wish",
    "Year",
    "can_redo",
    "can_undo",
    "last_of_their_kind",
    "plan",
]


def plan(wish: Wish, facts: Facts, *, on: date) -> Plan:
    """What would happen, or what stands in the way and at which field; `on` is the day of asking."""
    found = faults(wish, facts, on)
    return Plan((), found) if found else Plan(tuple(effects(wish, facts)), {})


def last_of_their_kind(inside: Iterable[tuple[str, str]], outside: Iterable[str]) -> tuple[str, ...]:
    """The labels of roles (role, label) that people of the source hold and nobody else does."""
    elsewhere = set(outside)
    return tuple(dict.fromkeys(label for role, label in inside if role not in elsewhere))


def can_undo(*, made_at: datetime, is_undone: bool, now: datetime, later: Iterable[str] = ()) -> Verdict:
    """Within a day, while nothing later rests on it; `later`: what does, in words."""
    verdict = unless(not is_undone, _("This change has been undone."))
    verdict &= unless(
        now - made_at <= ONE_DAY, _("A change can be undone within a day; this one was made earlier.")
    )
    for words in later:
        verdict &= Verdict((_("%(what)s rests on it.") % {"what": words},))
    return verdict


def can_redo(*, is_undone: bool) -> Verdict:
    return unless(is_undone, _("This change holds."))
