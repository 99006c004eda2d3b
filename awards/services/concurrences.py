"""What other agencies say of a proposal. Call as concurrences.ask(…), concurrences.answer(…)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import Concurrence, Nomination, Proposal
from awards.rules import proposing
from awards.rules.rights import Act, may
from awards.selectors import proposals as reading
from awards.services import proposals
from blocs.rules.rights import Seat
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def ask(
    proposal: Proposal,
    *,
    agency: str,
    by: User,
    asked_on: date | None = None,
    nomination: Nomination | None = None,
    at: datetime | None = None,
) -> Concurrence:
    """Ask another agency for its opinion; the same question twice is one."""
    at = at or timezone.now()
    proposals.lock(proposal)
    may(Act.APPRAISE, _seats(proposal, by, at)).or_refuse()
    unless(proposal.state == Proposal.State.RECEIVED, proposing.STEPS["appraise"].not_now).or_refuse()
    asked_on = asked_on or timezone.localdate(at)
    same = proposal.concurrences.filter(agency=agency, nomination=nomination, answer="").first()
    if same is not None:
        return same
    made = Concurrence(proposal=proposal, nomination=nomination, agency=agency, asked_on=asked_on)
    made.full_clean(exclude=["proposal", "nomination"])
    made.save()
    proposals.tell(proposal, "ask", by=by, at=at, note=agency)
    return made


@transaction.atomic
def answer(
    concurrence: Concurrence,
    *,
    said: str,
    answered_on: date,
    by: User,
    document: str = "",
    note: str = "",
    at: datetime | None = None,
) -> None:
    at = at or timezone.now()
    proposal = concurrence.proposal
    proposals.lock(proposal)
    may(Act.APPRAISE, _seats(proposal, by, at)).or_refuse()
    unless(
        concurrence.asked_on <= answered_on <= timezone.localdate(at),
        _("The day of the answer lies between the day of asking and today."),
    ).or_refuse()
    concurrence.answer, concurrence.answered_on = said, answered_on
    concurrence.document, concurrence.note = document, note
    concurrence.full_clean(exclude=["proposal", "nomination"])
    concurrence.save()
    proposals.tell(proposal, "answer", by=by, at=at, note=concurrence.agency)


def _seats(proposal: Proposal, by: User, at: datetime) -> frozenset[Seat]:
    return reading.seats(people.person(by, on=timezone.localdate(at)), proposal)
