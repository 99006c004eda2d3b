"""Every page of the site in a browser, as somebody for whom it opens, large and small."""

import pytest

from tests.journeys.visitor import SIZES, Visitor
from tests.project.addresses import OPEN
from tests.project.growth import grow
from tests.project.rows import ROWS
from tests.project.world import World

pytestmark = [pytest.mark.long, pytest.mark.journey, pytest.mark.django_db(transaction=True)]
READERS = ("standing", "leader_head", "officer", "administrator")


def rows(status):
    """Name, row and the first reader for whom it opens, of the pages with something to see in this state."""
    for name, several in sorted(ROWS.items()):
        for row in several:
            reader = next((reader for reader in READERS if row.expects(reader) == OPEN), None)
            if row.status == status and reader is not None:
                yield name, row, reader


@pytest.mark.parametrize("status", ["none", "draft", "comment", "agreed"])
def test_each_page_can_be_read_by_everybody(open_page, transactional_db, status):
    world = World("vi")
    world.write_pledge(status)
    if status == "comment":
        grow(world, range(1, 3))
    visitors, found = {}, {}
    for name, row, reader in rows(status):
        if reader not in visitors:
            visitors[reader] = Visitor(open_page(), SIZES[0][0])
            visitors[reader].signs_in(world.cast[reader].username)
        address = world.address(name, row.args, row.query)
        if visitors[reader].opens(address):  # else a file, or a part
            for width, height in SIZES:
                found[f"{name} as {reader}, {width} wide"] = visitors[reader].complaints_at(width, height)
    assert found
    assert {page: complaints for page, complaints in found.items() if complaints} == {}
