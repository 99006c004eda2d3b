import pytest

from tests import factories
from tests.journeys.visitor import Visitor


@pytest.fixture
def province(transactional_db):
    return factories.ProvinceFactory(code="TQ", name="tỉnh Tuyên Quang", place="Hà Giang")


@pytest.fixture
def standing(province):
    """The standing agency's official, before anything else is there."""
    agency = factories.organisation("Sở Nội vụ tỉnh Tuyên Quang", code="snv", province=province)
    return factories.someone(agency, "standing")


@pytest.fixture
def visitor(open_page):
    """visitor(user, size): somebody who has just signed in at a browser of their own."""

    def signed_in(user, size, **password):
        somebody = Visitor(open_page(*size), size[0])
        somebody.signs_in(user.username, **password)
        return somebody

    return signed_in
