"""The course of a proposal, as a table. Read it top to bottom."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from awards.models import Nomination, Proposal
from awards.rules.rights import Act, may
from blocs.rules.rights import Seat
from emulation.verdicts import Reason, Verdict, unless

State = Proposal.State
LISTABLE = frozenset({Nomination.State.SUBMITTED, Nomination.State.VOTED})


@dataclass(frozen=True, slots=True)
class Step:
    sources: frozenset[str]
    target: str
    act: Act
    not_now: Reason


STEPS = {
    "send": Step(
        frozenset({State.DRAFT, State.RETURNED}),
        State.SENT,
        Act.PREPARE_PROPOSAL,
        _("The proposal has been sent already."),
    ),
    "receive": Step(
        frozenset({State.SENT}), State.RECEIVED, Act.APPRAISE, _("Only a proposal that was sent is received.")
    ),
    "return": Step(
        frozenset({State.SENT, State.RECEIVED}),
        State.RETURNED,
        Act.APPRAISE,
        _("Only a proposal that was sent, and not yet appraised, is returned."),
    ),
    "appraise": Step(
        frozenset({State.RECEIVED}),
        State.APPRAISED,
        Act.APPRAISE,
        _("Only a proposal that was received is appraised."),
    ),
}


def can_step(name: str, *, state: str, seats: frozenset[Seat]) -> Verdict:
    step = STEPS[name]
    return may(step.act, seats) & unless(state in step.sources, step.not_now)


def can_write(*, state: str, seats: frozenset[Seat]) -> Verdict:
    return may(Act.PREPARE_PROPOSAL, seats) & unless(
        state in (State.DRAFT, State.RETURNED), _("The proposal has been sent and does not change now.")
    )


def can_list(nomination_state: str) -> Verdict:
    return unless(nomination_state in LISTABLE, _("Only a nomination that was handed in is put on the list."))
