"""What may be disposed of, and when. Pure: holds, terms and people are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from blocs.models import Disposal, RecordClass
from emulation.verdicts import Verdict, unless

State = Disposal.State
NEVER = frozenset(
    {
        RecordClass.STATE_AWARDS,
        RecordClass.PROVINCE_AWARDS,
        RecordClass.UNIT_AWARDS,
        RecordClass.PLANS,
        RecordClass.BLOC_RECORDS,
        RecordClass.LOG,
    }
)  # honours, decisions, papers and the log: whatever their term


@dataclass(frozen=True, slots=True)
class Facts:
    """What a step of a disposal depends on beside its own state."""

    over_before: date | None  # by the term of the day; none: permanent
    class_is_held: bool
    held_seasons: int = 0  # of the list's
    changed: int = 0  # rows that are not as they were when the list was drawn up


def is_over(before: date, facts: Facts) -> Verdict:
    in_time = facts.over_before is not None and before <= facts.over_before
    return unless(in_time, _("The term of these records is not over on that day."))


def is_free(facts: Facts) -> Verdict:
    free = not facts.class_is_held and not facts.held_seasons
    return unless(free, _("A hold stands on these records; nothing of them is disposed of."))


def is_as_drawn(whole: bool) -> Verdict:
    told = _("Records on the list have changed since it was drawn up. Give it up and draw up a new one.")
    return unless(whole, told)


def can_draw(record_class: str, before: date, facts: Facts) -> Verdict:
    reached = record_class not in NEVER
    told = _("Records of this class are kept; no list of disposal reaches them.")
    if not reached:
        return unless(reached, told)
    return is_free(facts) & is_over(before, facts)


def can_decide(state: str) -> Verdict:
    return unless(state == State.DRAWN, _("Decision and minutes are entered once, for an open list."))


def can_drop(state: str) -> Verdict:
    return unless(
        state in (State.DRAWN, State.DECIDED), _("The list is closed: it was carried out or given up.")
    )


def can_carry_out(state: str, before: date, facts: Facts, *, is_second: bool) -> Verdict:
    return (
        unless(state == State.DECIDED, _("Decision and minutes are missing, or the list is closed."))
        & unless(
            is_second,
            _("Another person carries it out than those who drew up the list and entered the decision."),
        )
        & is_free(facts)
        & is_over(before, facts)
        & is_as_drawn(not facts.changed)
    )
