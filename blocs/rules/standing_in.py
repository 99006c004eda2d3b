"""When the deputy acts for a leader that has lost its head (law §12)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Verdict, unless


def can_stand_in(seats: frozenset[Seat], *, headless: bool, has_deputy: bool, closed: bool) -> Verdict:
    """May somebody on these seats let the deputy lead from today on?"""
    return (
        may(Act.STAND_IN, seats)
        & unless(not closed, _("The season is closed."))
        & unless(headless, _("The leading organisation has a head."))
        & unless(has_deputy, _("There is no deputy; name an acting leader below."))
    )
