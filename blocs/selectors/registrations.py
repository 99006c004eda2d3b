"""Who has registered what under a pledge, and who has not yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blocs.models import Organisation, Pledge, RegisteredTarget, Registration
from blocs.selectors import people
from blocs.selectors.pledge_page import PledgeFrame


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


def of_members(page: PledgeFrame) -> list[MemberRegistration]:
    """Each member in the order of the rotation, and those that left after registering. Two queries."""
    pledge = page.pledge
    written = {
        row.organisation_id: row
        for row in pledge.registrations.select_related("updated_by").prefetch_related("targets")
    }
    lead = people.leads_on(pledge.season.leaderships.all(), pledge.season.last_day)
    staying = {row.organisation_id for row in page.members}
    rows = {
        row.organisation_id: row.organisation
        for row in pledge.season.memberships.all()
        if row.organisation_id in staying or row.organisation_id in written
    }
    return [
        MemberRegistration(
            organisation=organisation,
            registration=written.get(key),
            own=key in page.own,
            leads=lead is not None and lead.organisation_id == key,
        )
        for key, organisation in rows.items()
    ]


def written_by(pledge: Pledge, organisation: Organisation) -> Registration | None:
    return pledge.registrations.filter(organisation=organisation).prefetch_related("targets").first()
