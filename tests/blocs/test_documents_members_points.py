"""The score table of all members, criterion by criterion, on A4 and on A3 across."""

import io
from dataclasses import replace
from decimal import Decimal as D

import pikepdf
import pytest
from django.urls import reverse
from docx import Document as Word

from blocs import documents
from blocs.documents import members_points as paper
from blocs.models import Season
from blocs.rules.points import Points
from blocs.selectors import reports as reading
from blocs.selectors.ranking import Line
from blocs.services import reports, scoring
from documents import rendering
from documents.content import Table
from tests import factories
from tests.documents.reading import text_of

ON = factories.NOON.date()


@pytest.fixture
def scored(season, members):
    """One member has handed in with its points, the others have not."""
    season.stage = Season.Stage.RUNNING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    head = factories.someone(members[1], "head")
    report = reports.start(season, members[1], kind="annual", by=head, at=factories.NOON)
    reports.write(report, "results", text="Đã làm xong.", seen=0, by=head, at=factories.NOON)
    given = {
        key: scoring.Given(Points(deduction=D("0.5")) if leaf.is_penalty else Points(D("1.5")))
        for key, leaf in reading.leaves(season).items()
    }
    scoring.score(report, "own", given, by=head, at=factories.NOON)
    reports.submit(report, by=head, at=factories.NOON)
    return season


def sides_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return tuple(round(float(side)) for side in file.pages[0].mediabox[2:])


def tables_of(document):
    return [block for block in document.blocks if isinstance(block, Table)]


def test_each_criterion_has_its_line_and_each_member_its_column(scored, members):
    (table,) = tables_of(documents.points_of_all(scored, on=ON))

    place = [column.label for column in table.columns].index(members[1].current_short_name)
    other = [column.label for column in table.columns].index(members[2].current_short_name)
    given = {row[1]: (row[place], row[other]) for row in table.rows if isinstance(row, tuple)}
    names = {leaf.name for leaf in reading.leaves(scored).values()}
    assert names <= given.keys()
    assert {given[name] for name in names} == {(D("1.5"), None), (D("-0.5"), None)}  # not given is not nought
    assert table.totals[0][place] == reading.tallies(scored)[members[1].pk].total


@pytest.mark.parametrize(
    ("sheet", "count", "across"),
    [("A4", 12, [12]), ("A4", 20, [10, 10]), ("A3", 20, [20]), ("A3", 21, [11, 10]), ("A4", 1, [1])],
)
def test_more_members_than_a_sheet_holds_go_on_in_a_further_table(scored, members, sheet, count, across):
    board = paper._board(scored, None)
    lines = [Line(members[place % len(members)], place + 1, Points(D(1))) for place in range(count)]

    found = list(paper._tables(paper.Board(lines, board.groups, board.tallies, board.given), sheet))

    assert [len(table.columns) - 3 for table in found] == across
    assert all(sum(column.width for column in table.columns) == paper.WIDTH[sheet] for table in found)


@pytest.mark.parametrize(("sheet", "sides"), [("A4", (842, 595)), ("A3", (1191, 842))])
def test_the_sheet_is_the_one_that_was_asked_for(client, scored, leader_head, sheet, sides):
    client.force_login(leader_head)
    at = [scored.bloc.code, scored.year]

    pdf = client.get(reverse("blocs:score-all-pdf", args=at), {"sheet": sheet})
    word = client.get(reverse("blocs:score-all-docx", args=at), {"sheet": sheet})

    section = Word(io.BytesIO(word.content)).sections[0]
    assert sides_of(pdf.content) == sides
    assert (round(section.page_width.pt), round(section.page_height.pt)) == sides


def test_an_unknown_sheet_prints_on_a4(client, scored, leader_head):
    client.force_login(leader_head)

    pdf = client.get(reverse("blocs:score-all-pdf", args=[scored.bloc.code, scored.year]), {"sheet": "B9"})

    assert sides_of(pdf.content) == (842, 595)


def test_the_desk_and_the_ranking_lead_to_it(client, scored, members):
    client.force_login(factories.someone(members[0], "head"))

    for name in ("score-desk", "score-ranking"):
        page = client.get(reverse(f"blocs:{name}", args=[scored.bloc.code, scored.year])).content.decode()
        for form in ("pdf", "docx"):
            assert reverse(f"blocs:score-all-{form}", args=[scored.bloc.code, scored.year]) in page


def test_before_publication_a_member_has_no_such_paper(client, scored, head):
    client.force_login(head)

    page = client.get(reverse("blocs:score-desk", args=[scored.bloc.code, scored.year]))
    assert reverse("blocs:score-all-pdf", args=[scored.bloc.code, scored.year]) not in page.content.decode()
    assert client.get(reverse("blocs:score-all-pdf", args=[scored.bloc.code, scored.year])).status_code == 404


def test_heads_of_the_table_repeat_on_each_page(scored):
    document = documents.points_of_all(scored, on=ON)
    (table,) = tables_of(document)
    long = Table(table.columns, table.rows * 8, totals=table.totals, numbered=False, size=10)

    pages = text_of(rendering.pdf(replace(document, blocks=(long,))))

    assert all("Nhóm, tiêu chí" in page for page in pages[:2])


def test_a_season_without_a_table_says_so(season):
    document = documents.points_of_all(season, on=ON)

    assert tables_of(document) == []
