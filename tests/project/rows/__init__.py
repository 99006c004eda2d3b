"""The rows of every address, one module per subject. An address may have several, one for each status."""

from tests.project.addresses import Row
from tests.project.rows.awards import AWARDS
from tests.project.rows.ballots import BALLOTS
from tests.project.rows.blocs import BLOCS
from tests.project.rows.council import COUNCIL
from tests.project.rows.handovers import HANDOVERS
from tests.project.rows.interface import INTERFACE
from tests.project.rows.meetings import MEETINGS
from tests.project.rows.movements import MOVEMENTS
from tests.project.rows.nominations import NOMINATIONS
from tests.project.rows.organisations import ORGANISATIONS
from tests.project.rows.papers import EXCHANGE, PAPERS
from tests.project.rows.people import PEOPLE
from tests.project.rows.pledges import PLEDGES
from tests.project.rows.records import RECORDS
from tests.project.rows.reports import REPORTS
from tests.project.rows.rules import RULES
from tests.project.rows.scores import SCORES
from tests.project.rows.signing import SIGNING
from tests.project.rows.site import ACCOUNTS, SITE
from tests.project.rows.statistics import STATISTICS
from tests.project.rows.visits import VISITS

SUBJECTS = (
    SITE,
    ACCOUNTS,
    ORGANISATIONS,
    PEOPLE,
    BLOCS,
    HANDOVERS,
    PLEDGES,
    SCORES,
    REPORTS,
    VISITS,
    STATISTICS,
    SIGNING,
    MOVEMENTS,
    PAPERS,
    EXCHANGE,
    AWARDS,
    BALLOTS,
    MEETINGS,
    NOMINATIONS,
    COUNCIL,
    RULES,
    RECORDS,
    INTERFACE,
)
ROWS: dict[str, list[Row]] = {name: rows for subject in SUBJECTS for name, rows in subject.items()}
