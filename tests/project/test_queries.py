"""What a page asks of the database: little, and with thirty of everything no more than with one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.project.addresses import OPEN
from tests.project.growth import grow
from tests.project.rows import ROWS
from tests.project.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # how many, and not what they find
LIMIT = 8
READERS = ("standing", "leader_head", "officer", "administrator")
# Written from whole seasons, or compared with them; their tests have limits of their own.
FILES = (
    "-pdf",
    "-docx",
    "-export-json",
    "-export-xlsx",
    "-zip",
    "dossier-show",
    "proposal-proof",
    "report-xlsx",
    "evidence-show",
    "document-show",
    "exemplar-picture",
    "exchange-preview",
    "organisation-changes-preview",
    "revocation-list",
    "root-certificate",
)
# Pages that show several lists at once; none may come to cost more.
MORE = {
    "account_reauthenticate": 9,  # with the ways of a second factor
    "awards:ballot-box": 10,  # roll, names, board, and what was counted before
    "awards:ballot-hand-out": 9,
    "awards:ballot-hands": 9,
    "awards:meeting-agenda": 9,
    "awards:meeting-detail": 11,  # attendance, agenda, minutes and history
    "awards:meeting-new": 10,  # whom to choose from, and what the invitation says
    "awards:meeting-notes": 9,
    "awards:meeting-roll": 9,
    "awards:meeting-screen": 9,
    "awards:ballot-detail": 11,  # names, roll, board, minutes, and who directs
    "awards:ballot-new": 10,  # nominations and the ranking, from which its options are taken
    "awards:ballot-vote": 9,
    "awards:council-detail": 9,  # roll, agenda, opinions, minutes and history
    "awards:council-edit": 9,
    "awards:honour-import-detail": 10,  # what each row means: organisations with all names, people, honours
    "awards:nomination-compare": 13,  # the record of the nominee by two sets of rules
    "awards:nomination-detail": 22,  # the checklist, the dossier, conflicts and the log
    "awards:nomination-edit": 10,
    "awards:season-nominations": 13,  # ranks, ballots, nominations and proposals
    "awards:proposal-detail": 20,  # every nominee's dossier, votes, rank and honours
    "awards:organisation-honours": 23,  # checks every award, and writes down who read of a hold
    "awards:recipient-detail": 22,
    "blocs:bloc-detail": 9,
    "blocs:exemplar-list": 9,  # with the drafts that the reader may publish
    "blocs:exemplar-edit": 9,  # who may be written of, and the years of the movement
    "blocs:movement-answers": 9,  # who takes part with what, and whom to write to
    "blocs:movement-detail": 16,  # with one's own answer, a chart of all figures, reviews and who leads
    "blocs:movement-enrol": 9,
    "blocs:movement-push": 10,
    "blocs:movement-remind-preview": 9,  # who takes part, who acts for them, and how each is told
    "blocs:movement-review": 10,
    "blocs:organisation-detail": 9,  # names, years, people, children, aliases, what became of it
    "blocs:organisation-edit": 9,
    "blocs:overview-list": 10,  # blocs, leaders, dates, contacts and two charts
    "blocs:log-list": 13,  # lines of the province and of all, counts, links, evidence, who is a former person
    "blocs:meeting-invitation": 9,  # what is written, and the date that the occasion belongs to
    "blocs:paper-list": 9,  # papers, their signers, the pledge, the handover and the next meeting
    "blocs:score-table-list": 10,
    "blocs:person-detail": 10,  # mandates, logs, the sign-on and what the person asked to have put right
    "blocs:season-force": 9,  # lists what is still missing
    "blocs:retention-list": 24,  # what there is of each class, and how much of it is past its term
    "blocs:report-changes": 20,  # all that stands in a report
    "blocs:report-detail": 21,  # with last year's text and figures beside it
    "blocs:report-last-year": 21,
    "blocs:report-return": 19,
    "blocs:report-sheet": 19,
    "blocs:report-submit": 19,
    "blocs:report-text": 19,
    "blocs:report-watch": 16,  # sketches, points, evidence and the table of a whole season
    "blocs:criterion-new": 11,  # the pledges and movements whose figures a formula may take
    "blocs:score-desk": 16,  # table, reports, points, figures and rules of a whole season
    "blocs:score-ranking": 20,
    "blocs:score-cell": 16,
    "blocs:score-sums": 12,
    "blocs:season-score-table": 11,
    "blocs:bloc-report-show": 14,  # the same, with movements and ranks
    "blocs:bloc-report-detail": 11,  # reports, texts, targets and figures of a whole season
    "blocs:visit-detail": 17,  # the pledge, the score table, the member's report and what was found
    "blocs:statistics-season": 10,  # the season, its table and points
}


def pages():
    for name, rows in sorted(ROWS.items()):
        row = rows[0]
        if row.status == "comment" and not name.endswith(FILES):
            yield from ((name, row, reader) for reader in READERS if row.expects(reader) == OPEN)


def costs(world):
    clients = {reader: Client() for reader in READERS}
    for reader, client in clients.items():
        client.force_login(world.cast[reader])
    return {
        f"{name} as {reader}": _cost(clients[reader], world.address(name, row.args, row.query))
        for name, row, reader in pages()
    }


def _cost(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_pages_cost_the_same_however_much_there_is():
    world = World()
    world.write_pledge("comment")
    grow(world, range(1, 2))
    with_one = costs(world)

    grow(world, range(2, 31))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE"
            )  # what grew in this transaction nobody counted: plans would be for empty tables

    with_many = costs(world)
    assert {page: (with_one[page], cost) for page, cost in with_many.items() if cost > with_one[page]} == {}
    assert {page: cost for page, cost in with_many.items() if cost > MORE.get(page.split()[0], LIMIT)} == {}
