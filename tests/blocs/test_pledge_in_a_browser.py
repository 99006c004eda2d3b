"""The order of a pledge's lines with the keyboard, and without any script."""

import pytest
from django.test import Client

from blocs import usual
from blocs.models import UsualLine
from blocs.services import pledges
from documents import profiles
from documents.models import FormatProfile
from tests import factories
from tests.blocs.pledge_pages import address

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = "#part-content .pledge-line__text"


@pytest.fixture
def leader():
    """The officer of a leader with a draft of three items."""
    profiles.load(FormatProfile)
    usual.load(UsualLine)
    members = [factories.organisation(code=f"dv-{number}") for number in range(2)]
    season = factories.season(factories.bloc(), members)
    officer = factories.someone(members[0], "officer")
    pledge = pledges.start(season, by=officer, at=factories.NOON)
    for text in ("Một", "Hai", "Ba"):
        pledges.lines.add_item(pledge, section="content", text=text, by=officer, at=factories.NOON)
    return officer


def pledge_page(open_page, live_server, person, **options):
    client = Client()
    client.force_login(person)
    page = open_page(**options)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(address("pledge-detail"))
    return page


def test_alt_and_an_arrow_move_a_line_and_the_site_keeps_it(open_page, live_server, leader):
    page = pledge_page(open_page, live_server, leader)

    page.locator("#part-content [data-handle]").first.focus()
    with page.expect_response(lambda answer: answer.url.endswith("/order/content/")):
        page.keyboard.press("Alt+ArrowDown")
    page.reload()

    assert page.locator(TEXTS).all_inner_texts() == ["Hai", "Một", "Ba"]


def test_an_arrow_button_moves_a_line_on_a_phone(open_page, live_server, leader):
    page = pledge_page(open_page, live_server, leader, width=390, height=844)

    page.locator("#part-content [value=up]").last.click()

    assert page.locator(TEXTS).all_inner_texts() == ["Một", "Ba", "Hai"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_numbers_give_the_order_and_buttons_work(open_page, live_server, leader):
    page = pledge_page(open_page, live_server, leader, java_script_enabled=False)

    page.locator("#part-content [data-position]").first.fill("9")
    page.locator("[data-sortable-save=order-content]").click()
    assert page.locator(TEXTS).all_inner_texts() == ["Hai", "Ba", "Một"]

    page.locator("#part-content button[formaction$='/remove/']").first.click()
    assert page.locator(TEXTS).all_inner_texts() == ["Ba", "Một"]
    page.locator("#removed button").click()
    assert page.locator(TEXTS).all_inner_texts() == ["Hai", "Ba", "Một"]
