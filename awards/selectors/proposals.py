"""Proposals as services and pages read them."""

from __future__ import annotations

from awards.models import Nomination, Proposal
from blocs.models import Mandate, Person
from blocs.rules.rights import LEADERS, Seat
from blocs.selectors import people

_OWN = {Mandate.Role.OFFICER: Seat.OFFICER, Mandate.Role.HEAD: Seat.HEAD}
Channel, State = Nomination.Channel, Nomination.State


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
