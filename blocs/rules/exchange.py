"""Who takes the data of a season out; who brings some in stands in the table of rights."""

from django.utils.translation import gettext_lazy as _

from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Verdict, unless


def can_take_out(seats: frozenset[Seat]) -> Verdict:
    """Those who plan the season hand its data over."""
    told = _("Only the bloc leader and the standing agency take out the data of a season.")
    return unless(bool(may(Act.PLAN_SEASON, seats)), told)
