"""A department merges into another in May: foreseen, done, undone and done again, at a browser."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from blocs.documents import pledge
from blocs.models import Mandate, OrganisationEvent
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.services import pledges
from documents import office
from documents.content import Table
from tests import factories
from tests.documents.reading import texts_of_word
from tests.factories import NOON, YEAR
from tests.journeys.visitor import SIZES

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MAY = date(YEAR, 5, 15)
EVE = MAY - timedelta(days=1)


@pytest.fixture
def departments(province):
    names = ("Sở Nông nghiệp", "Sở Giao thông vận tải", "Sở Xây dựng")
    return [
        factories.organisation(f"{name} tỉnh Tuyên Quang", short_name=name, code=f"so-{n}", province=province)
        for n, name in enumerate(names)
    ]


@pytest.fixture
def season(province, departments):
    return factories.season(factories.bloc(province=province), departments)


@pytest.fixture
def head(season, departments):
    return factories.someone(departments[1], "head")


@pytest.fixture
def target(season, departments):
    by = factories.someone(departments[0], "officer")
    text = pledges.start(season, by=by, at=NOON)
    promise = {"text": "Làm 20 km đường", "value": Decimal(20), "owner": departments[1]}
    return pledges.lines.add_target(text, by=by, at=NOON, **promise)


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_merger_in_may(visitor, standing, season, departments, head, target, size):
    old, new = departments[1:]
    official = visitor(standing, size)
    official.goes_to(old.get_absolute_url())
    official.follows("Merge into another organisation")
    official.chooses("Merges into", str(new.pk))
    official.fills("Takes effect on", "15/05/2026")
    official.fills("Decision", "Quyết định số 12/QĐ-UBND")
    official.presses("See what will happen")
    official.reads("What will happen")
    assert not OrganisationEvent.objects.exists()

    official.presses("Yes: %(action)s", action="")
    official.reads("It is done. Within a day it can be undone here.")
    _merged(season, old, new, head, target)

    official.confirms("Undo")
    official.reads("It is undone; everything is as it was before.")
    old.refresh_from_db()
    target.refresh_from_db()
    assert (old.last_day, target.owner, head.mandates.get().ends) == (None, old, None)
    assert season.memberships.get(organisation=old).left_on is None
    for day in (EVE, MAY):
        assert Seat.DEPUTY_HEAD in people.seats(people.person(head, on=day), season)
        printed = _printed(season, day, owner="Sở Giao thông vận tải")
        assert "Sở Giao thông vận tải" in printed
        assert "Sở Xây dựng" in printed

    official.presses("Do it again")
    official.reads("It is done again.")
    _merged(season, old, new, head, target)
    official.goes_to("/organisations/?q=giao+thong")
    assert official.page.locator("tbody tr").count() == 2


def _merged(season, old, new, head, target):
    """On the day before it is there with all that it holds, on the day itself it is not."""
    seats = {day: people.seats(people.person(head, on=day), season) for day in (EVE, MAY)}
    assert Seat.DEPUTY_HEAD in seats[EVE]
    assert seats[MAY] == frozenset()
    assert season.memberships.on(EVE).filter(organisation=old).exists()
    assert not season.memberships.on(MAY).filter(organisation=old).exists()
    assert Mandate.objects.on(EVE).filter(user=head).exists()
    assert not Mandate.objects.on(MAY).filter(user=head).exists()
    target.refresh_from_db()
    assert target.owner == new
    assert old.name_on(EVE) == "Sở Giao thông vận tải tỉnh Tuyên Quang"
    names = [_printed(season, day) for day in (EVE, MAY)]
    assert [("Sở Giao thông vận tải" in name, "Sở Xây dựng" in name) for name in names] == [
        (True, True),
        (False, True),
    ]


def _printed(season, day, owner="Sở Xây dựng"):
    """The parties of the pledge, and who carries out its targets, as they print on that day."""
    paper = pledge(season, on=day)
    parties = [party.organisation for party in paper.signatures.parties]
    owners = [row[3] for block in paper.blocks if isinstance(block, Table) for row in block.rows]
    assert owners == [owner]
    words = texts_of_word(office.docx(paper)).upper()
    assert [name for name in parties if name.upper() not in words] == []
    return " ".join(parties)
