"""Who may do what with honours and rules, beside the table of blocs/rules/rights.py (domain model §8)."""

from __future__ import annotations

from enum import StrEnum, auto

from django.utils.translation import gettext_lazy as _

from blocs.rules.rights import LEADERS, Seat
from emulation.verdicts import Reason, Verdict, unless


class Act(StrEnum):
    RECORD_HONOURS = auto()  # decisions, ratings, holds
    SEE_HOLDS = auto()  # sensitive: only those who appraise
    EDIT_RULES = auto()
    NOMINATE = auto()  # one's own and its people; the leader its members
    SUBMIT_NOMINATION = auto()
    PREPARE_PROPOSAL = auto()  # and print and send it
    APPRAISE = auto()  # receive, return, appraise
    RECORD_COUNCIL = auto()  # beside the secretary whom the council named
    RECORD_DECISIONS = auto()  # and print the certificates
    SEE_COUNCIL = auto()
    KEEP_MEETING = auto()  # beside its own chair and secretary


_OWN = frozenset({Seat.OFFICER, Seat.HEAD})
MAY: dict[Act, frozenset[Seat]] = {
    Act.RECORD_HONOURS: frozenset({Seat.STANDING}),
    Act.SEE_HOLDS: frozenset({Seat.STANDING, Seat.COUNCIL, Seat.AUDITOR}),
    Act.EDIT_RULES: frozenset({Seat.STANDING, Seat.ADMINISTRATOR}),
    Act.NOMINATE: _OWN | LEADERS,
    Act.SUBMIT_NOMINATION: frozenset({Seat.HEAD, Seat.LEADER_HEAD}),
    Act.PREPARE_PROPOSAL: _OWN | LEADERS,  # officer and head only of an organisation that proposes on its own
    Act.APPRAISE: frozenset({Seat.STANDING}),
    Act.RECORD_COUNCIL: frozenset({Seat.STANDING}),
    Act.RECORD_DECISIONS: frozenset({Seat.STANDING}),
    Act.SEE_COUNCIL: frozenset({Seat.STANDING, Seat.COUNCIL, Seat.AUDITOR}),
    Act.KEEP_MEETING: LEADERS,
}
WHO: dict[Act, Reason] = {
    Act.RECORD_HONOURS: _("Only the standing agency records honours, ratings and holds."),
    Act.SEE_HOLDS: _("Only those who appraise see holds and disciplinary measures."),
    Act.EDIT_RULES: _("Only the standing agency and an administrator edit awards and rules."),
    Act.NOMINATE: _("Only the organisation itself and the bloc leader nominate and write the dossier."),
    Act.SUBMIT_NOMINATION: _(
        "Only the head of the organisation, or of the bloc leader, hands a nomination in or withdraws it."
    ),
    Act.PREPARE_PROPOSAL: _(
        "Only the bloc leader, or the organisation that proposes, prepares and sends this."
    ),
    Act.RECORD_COUNCIL: _("Only the standing agency and the council's secretary keep its sessions."),
    Act.RECORD_DECISIONS: _("Only the standing agency records decisions and prints certificates."),
    Act.SEE_COUNCIL: _("Only the council and those who appraise see its sessions."),
    Act.KEEP_MEETING: _("Only the bloc leader, and the chair and secretary of the meeting, keep it."),
    Act.APPRAISE: _("Only the standing agency receives, returns and appraises proposals."),
}


def may(act: Act, seats: frozenset[Seat]) -> Verdict:
    return unless(bool(MAY[act] & seats), WHO[act])
