"""Which pages of the guide a person reads first."""

from blocs.models import Mandate, Person
from blocs.selectors.standings import current, standings

Role = Mandate.Role
PAGES = {
    Role.OFFICER: "officer",
    Role.HEAD: "head",
    Role.STANDING: "standing",
    Role.COUNCIL_MEMBER: "standing",
    Role.COUNCIL_SECRETARY: "standing",
    Role.AUDITOR: "standing",
    Role.ADMINISTRATOR: "administrator",
}


def own_pages(someone: Person) -> list[str]:
    """By the roles of today; who leads a bloc or stands in for its leader has that on top."""
    leads = any(row.leads or row.is_deputy for row in current(standings(someone)))
    pages = ["leader"] if leads else []
    pages += [PAGES[Role(row.role)] for row in someone.mandates]
    return list(dict.fromkeys(pages))
