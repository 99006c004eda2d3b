"""The start page and the order of members in a browser: what the scripts add, by mouse and by keys."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from blocs.models import Pledge, Season
from documents import profiles
from documents.models import FormatProfile
from tests import factories

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
AXE = Path(__file__).resolve().parents[1] / "vendor/axe.min.js"


@pytest.fixture
def cast(transactional_db):
    """The season of three with its pledge open for comments; its leader's officer and the standing agency."""
    profiles.load(FormatProfile)
    members = [factories.organisation(f"Hội {name} tỉnh Thử Nghiệm") for name in ("A", "B", "C")]
    season = factories.season(factories.bloc(), members, stage=Season.Stage.PLEDGING)
    until = timezone.localdate() + timedelta(days=5)
    season.pledges.create(status=Pledge.Status.COMMENT, comments_until=until)
    agency = factories.organisation("Sở Nội vụ tỉnh Thử Nghiệm", kind="state_agency")
    return season, factories.someone(members[0], "officer"), factories.someone(agency, "standing")


@pytest.fixture
def open_as(client, open_page, live_server):
    """open_as(person, address, width, height): the page in a browser that carries the person's session."""

    def opened(person, address, *size, **options):
        page = open_page(*size, **options)
        client.force_login(person)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        page.goto(address)
        return page

    return opened


def test_the_letter_to_the_missing_is_changed_and_copied(cast, open_as):
    page = open_as(cast[1], "/", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_text("Nhắc 3 đơn vị").click()
    letter = page.get_by_label("Thư mẫu")
    letter.fill("Kính gửi các đơn vị")
    page.get_by_role("button", name="Chép", exact=True).click()

    page.get_by_role("button", name="Đã chép").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "Kính gửi các đơn vị"


def test_without_scripts_the_letter_opens_and_goes_to_the_mail_program(cast, open_as):
    page = open_as(cast[1], "/", java_script_enabled=False)

    page.get_by_text("Nhắc 3 đơn vị").click()

    assert page.get_by_role("button", name="Chép").count() == 0
    link = page.get_by_role("link", name="Soạn trong phần mềm thư").get_attribute("href")
    assert link.startswith(f"mailto:?bcc={cast[1].email}")


def test_members_are_put_in_order_by_keys(cast, open_as):
    season, _officer, standing = cast
    page = open_as(standing, f"{season.get_absolute_url()}members/")

    with page.expect_response(lambda response: "reorder" in response.url):
        page.locator("[data-handle]").nth(2).focus()
        page.keyboard.press("Alt+ArrowUp")
        page.keyboard.press("Alt+ArrowUp")
    page.get_by_text("Đã lưu thứ tự.").wait_for()

    names = [row.organisation.current_name for row in season.memberships.in_order()]
    assert names[0] == "Hội C tỉnh Thử Nghiệm"


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("path", ["/", "season", "members/", "leaders/", "dates/", "log/", "new"])
def test_nothing_shuts_anybody_out(cast, open_as, path, size):
    season, officer, standing = cast
    address = {"/": "/", "season": season.get_absolute_url(), "new": "/blocs/khoi-thu/new-season/"}.get(
        path, f"{season.get_absolute_url()}{path}"
    )
    for person in (officer, standing):
        page = open_as(person, address, *size, bypass_csp=True)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run({resultTypes: ['violations'], preload: false})")["violations"]
        assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
