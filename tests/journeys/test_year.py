"""From a file to an issued pledge: the officials, the bloc leader and a member, each at a browser."""

import pytest

from blocs.models import Organisation, Pledge, PledgeItem, Season
from tests import factories
from tests.documents.reading import words_of
from tests.journeys.visitor import SIZES, said
from tests.project.province import HEADS, SCHOOLS, season_file

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SEASON = "/blocs/truong-hoc/2026/"


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_from_a_file_to_the_issued_pledge(visitor, standing, size):
    official = visitor(standing, size)
    _imports_the_file(official)
    heads = _accounts()
    _begins_the_season(official)

    leader = visitor(factories.someone(_member("ptdtnt"), "officer"), size)
    _writes_the_draft(leader)
    _puts_the_lines_in_order(leader)
    _opens_for_comments(leader)
    _comments(visitor(factories.someone(_member("y-la"), "officer"), size))
    _answers(leader)

    head = visitor(heads["ptdtnt"], size)
    _settles(head)
    paper = _issues(head)

    _names_every_member(paper)


def _member(code):
    return Organisation.objects.get(code=code)


def _imports_the_file(official):
    official.goes_to("/exchange/")
    official.page.locator("input[type=file]").set_input_files(
        {"name": "truong-hoc.json", "mimeType": "application/json", "buffer": season_file()}
    )
    official.presses("Read the file")
    assert Season.objects.count() == 0
    official.presses("Save all of it")
    assert Season.objects.get().memberships.count() == len(SCHOOLS)


def _accounts():
    return {
        code: factories.mandate(
            _member(code), "head", title="Hiệu trưởng", user=factories.UserFactory(full_name=name)
        ).user
        for code, name in HEADS.items()
    }


def _begins_the_season(official):
    official.goes_to("/blocs/truong-hoc/")
    official.follows("New season")
    official.fills("Theme", "Kỷ cương, sáng tạo")
    official.page.locator("[data-handle]").first.focus()
    official.page.keyboard.press("Alt+ArrowDown")
    official.page.wait_for_timeout(1000)  # longer than the pause after which an order is sent
    assert Season.objects.filter(year=2026).count() == 0, "moving a row must not begin the season"
    official.presses("Begin the season")

    season = Season.objects.get(year=2026)
    assert [row.organisation.code for row in season.memberships.in_order()][:2] == ["ptdtnt", "thpt-chuyen"]
    assert season.leaderships.get(role="leader").organisation.code == "ptdtnt"  # last year's deputy
    official.confirms("Move the season on")
    official.reads("The season has moved on.")


def _writes_the_draft(leader):
    leader.goes_to(SEASON)
    leader.follows("Emulation pledge")
    leader.page.get_by_label(said("An empty page")).check()
    leader.presses("Begin the pledge")
    for text in ("Dạy tốt, học tốt.", "Trường học an toàn, thân thiện.", "Không để học sinh nào bỏ học."):
        leader.follows("Add item")
        leader.fills("Text", text)
        leader.presses("Save")
    leader.follows("Add target")
    leader.fills("Target", "Tỷ lệ học sinh lên lớp")
    leader.fills("Figure", "98,5")
    leader.fills("Unit", "%")
    leader.presses("Save")


def _puts_the_lines_in_order(leader):
    """The last one up with the keys, then the first one down with the mouse."""
    page = leader.page
    rows = page.locator("#part-content .pledge-line")
    rows.nth(2).locator("[data-handle]").focus()
    with page.expect_response(lambda response: "/order/" in response.url):
        page.keyboard.press("Alt+ArrowUp")
    _assert_order("Dạy tốt,", "Không để", "Trường h")

    rows.nth(0).locator("[data-handle]").scroll_into_view_if_needed()
    from_box = rows.nth(0).locator("[data-handle]").bounding_box()
    to_box = rows.nth(1).bounding_box()
    with page.expect_response(lambda response: "/order/" in response.url):
        page.mouse.move(from_box["x"] + 8, from_box["y"] + 8)
        page.mouse.down()
        page.mouse.move(from_box["x"] + 8, to_box["y"] + to_box["height"] - 6, steps=12)
        page.mouse.up()
    _assert_order("Không để", "Dạy tốt,", "Trường h")


def _assert_order(*beginnings):
    items = PledgeItem.objects.filter(pledge__season__year=2026).order_by("order", "pk")
    assert tuple(item.text[:8] for item in items) == beginnings


def _opens_for_comments(leader):
    leader.goes_to(f"{SEASON}pledge/")
    leader.follows("Open for comments")
    leader.presses("Open for comments")
    assert Pledge.objects.get(season__year=2026).status == "comment"


def _comments(member):
    member.goes_to(f"{SEASON}pledge/")
    member.follows("Comment")
    member.fills("Your comment", "Đề nghị ghi rõ “trẻ em vùng lũ”.")
    member.presses("Send comment")
    member.reads("Not answered yet.")


def _answers(leader):
    leader.goes_to(f"{SEASON}pledge/")
    leader.follows("Answer the first comment")
    leader.fills("Answer", "Đã tiếp thu.")
    leader.presses("Save answer")
    leader.page.get_by_text("Đã tiếp thu.").wait_for()


def _settles(head):
    head.goes_to(f"{SEASON}pledge/")
    head.follows("Settle the text")
    head.presses("Yes, settle the text")
    assert Pledge.objects.get(season__year=2026).status == "agreed"


def _issues(head):
    head.goes_to(f"{SEASON}papers/")
    head.confirms("Issue the paper")
    head.reads("The paper is issued.")
    response = head.page.request.get(f"{SEASON}pledge.pdf")
    assert response.headers["content-type"] == "application/pdf"
    return response.body()


def _names_every_member(paper):
    words = words_of(paper)
    printed = words.upper()
    assert [name for name in SCHOOLS.values() if name.upper() not in printed] == []
    assert [name for name in HEADS.values() if name not in words] == []
    assert words.index("Không để học sinh") < words.index("Dạy tốt") < words.index("Trường học an toàn")
