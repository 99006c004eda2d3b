"""When something goes wrong there is a page of the site's own, which can be read and leads on."""

import pytest

from tests import factories
from tests.journeys.visitor import SIZES, Visitor, said

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tests.emulation.gallery_urls"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(params=SIZES, ids=["office", "telephone"])
def visitor(request, browser, live_server):
    """Without a look at the console, on which the browser itself reports each failure."""
    width, height = request.param
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": height})
    somebody = Visitor(context.new_page(), width)
    person = factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "officer")
    somebody.signs_in(person.username)
    yield somebody
    context.close()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/failing/suspicious/", 400),
        ("/failing/forbidden/", 403),
        ("/blocs/khong-co/", 404),
        ("/khong-co/", 404),
        ("/blocs/khong-co/2026/advance/", 405),
        ("/failing/broken/", 500),
    ],
)
def test_a_failure_has_a_page_that_leads_home(visitor, address, status):
    assert visitor.page.goto(address).status == status
    visitor.looks()

    visitor.page.get_by_role("main").get_by_role("link").first.click()
    visitor.looks()
    assert visitor.page.get_by_role("heading", level=1).count() == 1
    assert "/failing/" not in visitor.page.url


def test_a_page_that_was_open_for_too_long_says_so(visitor):
    visitor.goes_to("/accounts/logout/")
    visitor.page.context.clear_cookies()

    visitor.page.get_by_role("main").get_by_role("button").click()
    visitor.looks()

    assert said("The page was open for too long") in visitor.page.title()
