"""Who may do what with honours and rules, beside the table of blocs/rules/rights.py (domain model §8)."""

from __future__ import annotations

from enum import StrEnum, auto

from django.utils.translation import gettext_lazy as _

from blocs.rules.rights import Seat
from emulation.verdicts import Reason, Verdict, unless


class Act(StrEnum):
    RECORD_HONOURS = auto()  # decisions, ratings, holds
    SEE_HOLDS = auto()  # sensitive: only those who appraise
    EDIT_RULES = auto()


MAY: dict[Act, frozenset[Seat]] = {
    Act.RECORD_HONOURS: frozenset({Seat.STANDING}),
    Act.SEE_HOLDS: frozenset({Seat.STANDING, Seat.COUNCIL, Seat.AUDITOR}),
    Act.EDIT_RULES: frozenset({Seat.STANDING, Seat.ADMINISTRATOR}),
}
WHO: dict[Act, Reason] = {
    Act.RECORD_HONOURS: _("Only the standing agency records honours, ratings and holds."),
    Act.SEE_HOLDS: _("Only those who appraise see holds and disciplinary measures."),
    Act.EDIT_RULES: _("Only the standing agency and an administrator edit awards and rules."),
}


def may(act: Act, seats: frozenset[Seat]) -> Verdict:
    return unless(bool(MAY[act] & seats), WHO[act])
