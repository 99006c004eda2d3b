"""Proposals as services and pages read them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from awards.models import Nomination, Proposal
from awards.rules.dossiers import Needed, is_complete
from awards.selectors import dossier_states, rules
from awards.selectors import nominations as nominees
from blocs.models import Mandate, Person
from blocs.rules.rights import LEADERS, Seat
from blocs.selectors import people
from documents.models import Paper
from emulation.verdicts import Verdict, unless

_OWN = {Mandate.Role.OFFICER: Seat.OFFICER, Mandate.Role.HEAD: Seat.HEAD}
Channel, State = Nomination.Channel, Nomination.State
SENDABLE = frozenset({State.SUBMITTED, State.VOTED, State.RETURNED})
UNDER_WAY = frozenset({State.PROPOSED, State.RECEIVED})


def seats(someone: Person, proposal: Proposal) -> frozenset[Seat]:
    """As leader in a bloc's season; as officer or head only where the organisation proposes on its own."""
    taken = set(people.province_seats(someone, proposal.province_id))
    if proposal.season is not None:
        taken |= people.seats(someone, proposal.season) & LEADERS
    else:
        for mandate in someone.mandates:
            role = Mandate.Role(mandate.role)
            if mandate.organisation_id == proposal.proposer_id and role in _OWN:
                taken.add(_OWN[role])
    return frozenset(taken)


def listed(proposal: Proposal) -> list[Nomination]:
    """Its nominees in their order; withdrawn ones that had been sent keep their place."""
    return list(proposal.nominations.for_listing().order_by("place", "award", "recipient__sort_key", "pk"))


def under_way(proposal: Proposal) -> list[Nomination]:
    """Those of the list that nobody withdrew or turned down: what its papers name."""
    over = {State.WITHDRAWN, State.REJECTED, State.REVOKED}
    return [row for row in listed(proposal) if row.state not in over]


def is_issued_as_it_stands(proposal: Proposal) -> bool:
    """Was the letter issued since its words or its list last changed? Signed or not."""
    last = proposal.events.filter(step__in=["issue", "edit", "list"]).order_by("at", "pk").last()
    return last is not None and last.step == "issue"


def can_be_listed(proposal: Proposal) -> list[Nomination]:
    """Handed in or chosen, of this season or this organisation, and on no other list."""
    rows = Nomination.objects.filter(year=proposal.year, state__in=[State.SUBMITTED, State.VOTED])
    if proposal.season_id is not None:
        rows = rows.filter(season=proposal.season_id, channel=Channel.BLOC)
    else:
        rows = rows.filter(recipient__organisation=proposal.proposer_id, channel=Channel.VERTICAL)
    return list(rows.filter(proposal__isnull=True).for_listing())


def can_be_sent(proposal: Proposal, *, on: date) -> Verdict:
    """Somebody stands on it, nobody is on hold or dissolved, and every dossier is complete.

    Who was held at an earlier receipt stays with the standing agency and stops nobody. A bounded number of
    queries.
    """
    rows = listed(proposal)
    live = [row for row in rows if row.state in SENDABLE]
    held = [row for row in rows if row.state == State.ON_HOLD and proposal.state == Proposal.State.DRAFT]
    paper = proposal.paper
    in_force = paper is not None and paper.state == Paper.State.ISSUED
    verdict = (
        unless(bool(live), _("Nobody stands on the list yet."))
        & unless(
            is_issued_as_it_stands(proposal),
            _("Issue the submission letter first, as it now stands."),
        )
        & unless(
            in_force or paper is None,
            _("The letter is not in force: it waits for its signature, or is void."),
        )
    )
    stand, dossiers = nominees.clear((*live, *held), on), _dossiers([*live, *held], on)
    for row in (*live, *held):
        reasons = (stand[row.pk] & is_complete(dossiers[row.pk])).reasons
        verdict &= Verdict(tuple(f"{row}: {reason}" for reason in reasons))
    return verdict


def _dossiers(rows: list[Nomination], on: date) -> dict[int, list[Needed]]:
    rule_set = rules.rule_set_on(on)
    known = rules.rules_of(rule_set) if rule_set else {}
    asked = {row.pk: rules.rule_for(known, row.award.code, row.recipient.kind) for row in rows}
    return dossier_states.of_many(rows, asked)


def is_appraised(proposal: Proposal) -> Verdict:
    """Every nominee is settled, and every agency has answered."""
    waiting = [
        _("%(name)s is not appraised yet.") % {"name": row}
        for row in listed(proposal)
        if row.state in UNDER_WAY
    ]
    unanswered = [
        _("%(agency)s has not answered yet.") % {"agency": row.agency}
        for row in proposal.concurrences.filter(answer="")
    ]
    return Verdict((*waiting, *unanswered))
