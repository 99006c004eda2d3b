"""Who may write, confirm and settle a handover, and when it can be."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict, unless


class Side(StrEnum):
    GIVES = "give"
    TAKES = "take"


SEAT_OF = {Side.GIVES: Seat.LEADER_HEAD, Side.TAKES: Seat.NEXT_HEAD}


def can_prepare(
    seats: frozenset[Seat], *, has_next: bool, outgoing: int | None, incoming: int | None
) -> Verdict:
    """May a handover be begun? `outgoing` and `incoming` are the leaders of the two years."""
    verdict = may(Act.EDIT_HANDOVER, seats)
    if not has_next:
        return verdict & unless(False, _("Begin the next year first; its leader takes over."))
    verdict &= unless(outgoing is not None, _("This year has no leader who could hand over."))
    verdict &= unless(incoming is not None, _("Name the leader of the next year first."))
    return verdict & unless(
        outgoing is None or outgoing != incoming,
        _("The leader stays the same: there is nothing to hand over."),
    )


def can_edit(seats: frozenset[Seat], *, frozen: bool) -> Verdict:
    return may(Act.EDIT_HANDOVER, seats) & unless(
        not frozen, _("One side has confirmed the list already; it has to take that back first.")
    )


def can_confirm(side: Side, seats: frozenset[Seat], *, confirmed: bool) -> Verdict:
    """May somebody on these seats confirm for this side, or for one that they hold?"""
    return may(Act.CONFIRM_HANDOVER, seats & {SEAT_OF[side]}) & unless(
        not confirmed, _("This side has confirmed already.")
    )


def can_reopen(seats: frozenset[Seat], *, frozen: bool, confirmed: bool) -> Verdict:
    """May a confirmation be taken back? Not once both sides have confirmed."""
    return (
        may(Act.EDIT_HANDOVER, seats)
        & unless(frozen, _("Nobody has confirmed yet."))
        & unless(not confirmed, _("Both sides have confirmed: the handover stands."))
    )


def can_settle(seats: frozenset[Seat], *, confirmed: bool) -> Verdict:
    return may(Act.SETTLE_HANDOVER, seats) & unless(
        not confirmed, _("Both sides have confirmed: the handover stands.")
    )


def day_wrong(day: date, first: date, last: date, *, stays: bool) -> Reason | None:
    """What is wrong with the day from which the new leader leads; the outgoing one leads until then."""
    if not first <= day <= last:
        return _("Choose a day of the new year, from %(first)s to %(last)s.") % {
            "first": f"{first:%d/%m/%Y}",
            "last": f"{last:%d/%m/%Y}",
        }
    if day > first and not stays:
        return _("The outgoing leader is no member of the new year: choose its first day.")
    return None
