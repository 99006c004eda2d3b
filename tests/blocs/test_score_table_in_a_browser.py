"""A score table edited by keys, with the mouse, with sums that follow the typing, and without any script."""

import pytest
from django.test import Client
from django.urls import reverse

from blocs.models import Criterion
from documents import profiles
from documents.models import FormatProfile
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = ".criteria--parts .criterion__name"
FIRST = ".score-group >> nth=0"


@pytest.fixture
def table():
    profiles.load(FormatProfile)
    return factories.score_table()


@pytest.fixture
def standing(table):
    return factories.someone(factories.organisation(code="snv", kind="state_agency"), "standing")


def opened(open_page, live_server, person, path, **options):
    client = Client()
    client.force_login(person)
    page = open_page(**options)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(path)
    return page


def names(page, place):
    return [text.split(". ")[1].strip() for text in page.locator(place).all_inner_texts()]


def test_keys_move_a_part_within_its_criterion_only(open_page, live_server, standing, table):
    page = opened(open_page, live_server, standing, table.get_absolute_url())

    page.locator(".criteria--parts [data-handle]").first.focus()
    with page.expect_response(lambda answer: answer.url.endswith("/order/")):
        page.keyboard.press("Alt+ArrowDown")
    assert page.locator(".criteria--parts .criterion__mark").all_inner_texts() == ["1.1.", "1.2."]
    page.reload()

    assert names(page, PARTS) == ["Tin, bài", "Kế hoạch"]
    whole = f"{FIRST} >> > .criteria > .criterion > .criterion__line .criterion__name"
    assert names(page, whole) == ["Tuyên truyền", "Chỉ tiêu"]


def test_the_mouse_drags_a_criterion(open_page, live_server, standing, table):
    page = opened(open_page, live_server, standing, table.get_absolute_url(), height=2000)
    lines = page.locator(f"{FIRST} >> > .criteria > .criterion > .criterion__line")
    start, end = (lines.nth(place).locator("[data-handle]").bounding_box() for place in (1, 0))

    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 5, end["y"] - 5, steps=12)
    with page.expect_response(lambda answer: answer.url.endswith("/order/")):
        page.mouse.up()
    page.reload()

    assert [line.split("\n")[0] for line in lines.all_inner_texts()] == ["1. Chỉ tiêu", "2. Tuyên truyền"]


def test_the_sum_follows_the_typing_and_terms_the_formula(open_page, live_server, standing, table):
    row = Criterion.objects.get(name="Chỉ tiêu", group__table=table)
    path = reverse("blocs:score-part-edit", args=[table.pk, "criteria", row.pk])
    page = opened(open_page, live_server, standing, path)
    assert "15" in page.locator("#balance").inner_text()
    assert page.locator("[name=term_target]").is_visible()
    assert not page.locator("[name=term_steps]").is_visible()

    page.fill("[name=max]", "10,5")
    page.locator("#balance", has_text="15,5").wait_for()
    page.select_option("[name=formula]", "steps")

    assert page.locator("[name=term_steps]").is_visible()
    assert not page.locator("[name=term_lowest]").is_visible()


def test_without_scripts_buttons_and_numbers_do_it(open_page, live_server, standing, table):
    page = opened(
        open_page,
        live_server,
        standing,
        table.get_absolute_url(),
        width=390,
        height=844,
        java_script_enabled=False,
    )

    page.locator(".criteria--parts button[value=down]").first.click()
    assert names(page, PARTS) == ["Tin, bài", "Kế hoạch"]
    page.locator(".criteria--parts button[formaction$='/remove/']").first.click()
    assert names(page, PARTS) == ["Kế hoạch"]
    page.locator("#taken-out button").click()
    assert names(page, PARTS) == ["Tin, bài", "Kế hoạch"]
