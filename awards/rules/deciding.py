"""What may stand in a decision, and what may be put right afterwards."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from awards.models import Decision, Nomination
from emulation.verdicts import Verdict, unless

State = Nomination.State


def can_decide(name: str, *, state: str, needs_council: bool) -> Verdict:
    """The council's vote comes first where the rules name a pass mark; else the appraisal is enough."""
    told = {"name": name}
    if state == State.ON_HOLD:
        return Verdict(
            (_("%(name)s is on hold; lift the hold first, or take the name off the list.") % told,)
        )
    if state == State.APPRAISED:
        return unless(not needs_council, _("%(name)s has not been passed by the council yet.") % told)
    return unless(state == State.COUNCIL_VOTED, _("%(name)s is not waiting for a decision any more.") % told)


def can_change(state: str) -> Verdict:
    return unless(
        state == Decision.State.DRAFT, _("The decision is recorded; it is put right by a correction.")
    )


def can_correct(state: str) -> Verdict:
    return unless(
        state == Decision.State.RECORDED, _("Only a recorded decision is put right by a correction.")
    )
