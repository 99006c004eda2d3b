"""Every list of the site can be taken away: for Excel and as text, and other programs find the same in it."""

import csv
import inspect
import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from awards.models import Award, ProposedAward
from blocs.services import movements
from tests import spreadsheets
from tests.factories import YEAR
from tests.project.addresses import OPEN, walked
from tests.project.growth import grow
from tests.project.rows import ROWS
from tests.project.world import World

READERS = ("standing", "administrator", "leader_head", "officer")
NAMED_LIKE_LISTS = ("-list", "-archive")
PAPERS = ("-pdf", "-docx", "-zip")
NO_LISTS = {"blocs:search"}  # a few of each kind, each with the address of its own list
# Their rows come from reports, which nobody has handed in here: they have their headings alone.
NOTHING_YET = {"blocs:bloc-report-detail", "blocs:report-watch", "blocs:statistics-bloc"}
EXPORT = re.compile(r'data-export="(\w+)" href="([^"]+)"')
NASTY = ["=1+1", "+84 912 345 678", "-5 điểm", "@SUM(A1)", "'=2+2", '"Ba sạch, năm tốt"; 2', "Hai\tcột"]


@pytest.fixture
def world(db):
    """Something in every list; among it names that a spreadsheet could take for formulas."""
    world = World()
    world.write_pledge("comment")
    grow(world, range(1, 3))
    proposed = ProposedAward.objects.create(season=world.season, award=Award.objects.get(code="BK_TINH"))
    proposed.nominees.create(organisation=world.member)
    for name in NASTY:
        movements.launch(
            world.province,
            name=name,
            level="province",
            years=[YEAR],
            form="thematic",
            by=world.cast["standing"],
        )
    return world


def pages(world: World) -> Iterator[tuple[str, str, Client]]:
    """Every page with its address, as somebody for whom it opens."""
    clients = {}
    for name, rows in sorted(ROWS.items()):
        row = rows[0]
        reader = next((reader for reader in READERS if row.expects(reader) == OPEN), None)
        if reader is None or row.status != "comment" or name.endswith(PAPERS):
            continue
        if reader not in clients:
            clients[reader] = Client()
            clients[reader].force_login(world.cast[reader])
        yield name, world.address(name, row.args, row.query), clients[reader]


def exports(world: World) -> Iterator[tuple[str, list[tuple[str, str]], Client, str]]:
    """The lists: what is named so, is searched and filtered or can be taken away; with what each offers."""
    for name, address, client in pages(world):
        response = client.get(address)
        if not response.headers["Content-Type"].startswith("text/html"):
            list(response)  # read to its end, a file that is sent is closed
            continue
        shown = response.content.decode()
        links = EXPORT.findall(shown)
        if not links and name in NOTHING_YET:
            links = [(form, f"?format={form}") for form in ("csv", "xlsx")]
        is_list = name.endswith(NAMED_LIKE_LISTS) or 'class="filters"' in shown
        if links or (is_list and name not in NO_LISTS):
            yield name, links, client, address


def test_every_list_offers_both_forms(world):
    found = {name: sorted(form for form, _address in links) for name, links, _client, _page in exports(world)}

    assert {name: forms for name, forms in found.items() if forms != ["csv", "xlsx"]} == {}
    assert answering_as_files() - found.keys() == set(), "lists that no test opens as a file"


def test_what_is_asked_of_a_list_can_be_saved(world):
    """Wherever a form narrows a list; the search of the site and the glossary are no lists of that kind."""
    forms = {}
    for name, address, client in pages(world):
        if name not in NO_LISTS | {"blocs:glossary"}:
            response = client.get(address, {"sort": "name"})
            page = response.getvalue().decode(errors="ignore")
            if '<form class="filters" method="get"' in page:
                forms[name] = reverse("filter-save") in page

    assert len(forms) > 12
    assert {name for name, saves in forms.items() if not saves} == set()


def answering_as_files() -> set[str]:
    """The addresses whose views ask whether they are wanted as a file."""
    views = ((name, inspect.unwrap(view)) for name, _route, view in walked())
    ours = ((name, view) for name, view in views if inspect.isfunction(view) or inspect.isclass(view))
    return {name for name, view in ours if "sheets.asked(" in inspect.getsource(view)}


def test_libreoffice_finds_the_same_in_every_list(world, tmp_path):
    files, ours = {}, {}
    for name, links, client, page in exports(world):
        for form, query in links:
            response = client.get(page.partition("?")[0] + query.replace("&amp;", "&"))
            content = response.getvalue()
            files[f"{name}.{form}"] = content
            ours[f"{name}.{form}"] = _cells(form, content)

    theirs = spreadsheets.opened(files, tmp_path)

    assert theirs.keys() == ours.keys() != set()
    assert {name.rpartition(".")[0] for name, rows in ours.items() if len(rows) == 1} == NOTHING_YET
    for name, rows in ours.items():
        same = _same_text if name.endswith("csv") else _same
        assert len(theirs[name]) == len(rows), name
        for mine, read in zip(rows, theirs[name], strict=True):
            assert all(same(*pair) for pair in zip(mine, read, strict=True)), (name, mine, read)
    names = {row[0] for row in theirs["blocs:movement-list.xlsx"]}
    assert names >= {"=1+1", "+84 912 345 678", "-5 điểm", "@SUM(A1)"}
    names = {row[0] for row in theirs["blocs:movement-list.csv"]}
    assert names >= {"'=1+1", "'+84 912 345 678", "'-5 điểm", "'@SUM(A1)"}


def _cells(form: str, content: bytes) -> list[tuple]:
    if form == "xlsx":
        return spreadsheets.read(BytesIO(content))
    assert content.startswith(b"\xef\xbb\xbf")
    return [tuple(row) for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))]


def _same(ours: Any, theirs: Any) -> bool:
    """Days are days, figures figures, and text text."""
    if isinstance(ours, str):
        return isinstance(theirs, str) and _words(ours) == _words(theirs)
    return ours == theirs and isinstance(theirs, datetime) == isinstance(ours, datetime)


def _same_text(ours: str, theirs: Any) -> bool:
    """A text file says nothing of kinds: what looks like a day or a figure is read as one."""
    if isinstance(theirs, datetime):
        return ours in (f"{theirs:%Y-%m-%d}", f"{theirs:%Y-%m-%d %H:%M}")
    if isinstance(theirs, int | float):
        return float(ours) == float(theirs)
    return _words(ours) == _words(theirs or "")


def _words(text: str) -> list[str]:
    return text.split()
