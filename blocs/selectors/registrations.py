"""Who has registered what under a pledge, and who has not yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blocs.models import Leadership, Membership, Organisation, Pledge, RegisteredTarget, Registration
from blocs.selectors import people


@dataclass(frozen=True, slots=True)
class MemberRegistration:
    """A member with its registration, if there is one."""

    organisation: Organisation
    registration: Registration | None
    own: bool  # the reader's own organisation
    leads: bool

    @property
    def targets(self) -> Sequence[RegisteredTarget]:
        return list(self.registration.targets.all()) if self.registration else []


def of_members(
    pledge: Pledge, members: Sequence[Membership], own: frozenset[int], *, query: str = ""
) -> list[MemberRegistration]:
    """Each member in the order of the rotation, and those that left after registering. Two queries."""
    written = {
        row.organisation_id: row
        for row in pledge.registrations.select_related("updated_by").prefetch_related("targets")
    }
    lead = people.leads_on(pledge.season.leaderships.all(), pledge.season.last_day)
    staying = {row.organisation_id for row in members}
    rows = {
        row.organisation_id: row.organisation
        for row in pledge.season.memberships.all()
        if row.organisation_id in staying or row.organisation_id in written
    }
    return [
        MemberRegistration(
            organisation=organisation,
            registration=written.get(key),
            own=key in own,
            leads=_leads(lead, key),
        )
        for key, organisation in rows.items()
    ]


def _leads(lead: Leadership | None, key: int) -> bool:
    return lead is not None and lead.organisation_id == key
