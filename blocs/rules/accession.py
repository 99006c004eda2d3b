"""Whether a member that joined after the signing may accede to the pledge."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from blocs.models import Pledge
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Verdict, unless


def can_accede(seats: frozenset[Seat], *, status: str, has_annex: bool) -> Verdict:
    """The leader's head has the annex signed, as the pledge was."""
    return (
        may(Act.FREEZE_PLEDGE, seats)
        & unless(status == Pledge.Status.IN_FORCE, _("The pledge is not in force."))
        & unless(not has_annex, _("The annex of this member is there already."))
    )


def can_stop(seats: frozenset[Seat], *, being_signed: bool) -> Verdict:
    return may(Act.FREEZE_PLEDGE, seats) & unless(being_signed, _("No annex of this member is being signed."))
