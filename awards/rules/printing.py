"""Who may print a whole submission, and when a printing is stopped or gone on with."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from awards.models import PrintRun
from awards.rules.rights import Act, may
from blocs.rules.rights import Seat
from emulation.verdicts import Verdict, unless

State = PrintRun.State


def can_print(seats: frozenset[Seat]) -> Verdict:
    """Those who prepare it and those who appraise it; others take what is printed."""
    return may(Act.APPRAISE, seats) if may(Act.APPRAISE, seats) else may(Act.PREPARE_PROPOSAL, seats)


def can_stop(state: str) -> Verdict:
    return unless(state == State.RUNNING, _("Nothing is being printed now."))


def can_resume(state: str) -> Verdict:
    return unless(state in (State.STOPPED, State.FAILED), _("This printing needs no going on."))
