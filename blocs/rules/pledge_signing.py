"""Who may sign the pledge for a member, looked at again in the moment of signing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict, unless

BETWEEN_REMINDERS = timedelta(minutes=10)  # a button pressed twice sends one mail


@dataclass(frozen=True, slots=True)
class Held:
    """A mandate as a head, with the position as a paper prints it."""

    position: str  # "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"
    starts: date
    ends: date | None

    def covers(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)


def may_sign(
    held: Iterable[Held], *, on: date, printed: str, member: str, is_member: bool, acting: bool = False
) -> Verdict:
    """May this person sign for the member on a day, under the position that the paper prints?

    `acting`: named after the paper was printed, so the signature and not the paper names the position.
    """
    if not is_member:
        return _no(_("%(member)s does not belong to the bloc any more. Tell the bloc leader.") % _of(member))
    mandates = list(held)
    current = [mandate for mandate in mandates if mandate.covers(on)]
    if not current:
        return _no(_why_none(mandates, on, member))
    if acting or printed in {mandate.position for mandate in current}:
        return Verdict()
    return _no(
        _(
            "The paper prints “%(position)s”, and your mandate has changed since. "
            "The bloc leader names you anew on the signing board."
        )
        % {"position": printed}
    )


def _why_none(mandates: list[Held], on: date, member: str) -> Reason:
    ended = [mandate.ends for mandate in mandates if mandate.ends is not None and mandate.ends < on]
    if ended:
        return _(
            "Your mandate for %(member)s ended on %(day)s. The bloc leader names on the signing board who "
            "signs now."
        ) % {"member": member, "day": f"{max(ended):%d/%m/%Y}"}
    return _("You hold no mandate as head of %(member)s today.") % _of(member)


def _of(member: str) -> dict[str, str]:
    return {"member": member}


def _no(reason: Reason) -> Verdict:
    return Verdict((reason,))


def can_direct(seats: frozenset[Seat], *, is_open: bool) -> Verdict:
    """Name who signs instead, give more time, go on without those who declined, stop it all."""
    return may(Act.FREEZE_PLEDGE, seats) & _while_open(is_open)


def can_remind(seats: frozenset[Seat], *, is_open: bool, missing: int) -> Verdict:
    return (
        may(Act.REMIND_SIGNERS, seats)
        & _while_open(is_open)
        & unless(missing > 0, _("Nobody is waited for just now."))
    )


def _while_open(is_open: bool) -> Verdict:
    return unless(is_open, _("The pledge is not being signed now."))
