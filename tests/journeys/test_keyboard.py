"""Everything is done with the keys alone, and one always sees where one is."""

import pytest

from blocs.models import PledgeComment
from tests import factories
from tests.journeys.visitor import Visitor, said
from tests.project.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FOCUS = """() => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const label = at.labels && at.labels.length ? at.labels[0].textContent : at.textContent;
    return {
        name: label.trim().replace(/\\s+/g, " "),
        shown: style.outlineStyle !== "none" || style.boxShadow !== "none",
        top: at.getBoundingClientRect().top,
        height: window.innerHeight,
    };
}"""


@pytest.fixture
def world(transactional_db):
    made = World("vi")
    made.write_pledge("comment")
    return made


def test_sign_in_and_comment_with_the_keys_alone(open_page, world):
    member = Visitor(open_page(), 1366)
    keys = member.page.keyboard
    member.goes_to("/")

    _tab_to(member, said("Username or e-mail"))
    keys.type(world.cast["deputy_head"].username)
    _tab_to(member, said("Password"))
    keys.type(factories.PASSWORD)
    _enter(member)
    _tab_to(member, said("Read and comment"))
    _enter(member)
    _tab_to(member, f"{said('Comment')}: {world.item.text}")
    _enter(member)
    _tab_to(member, said("Your comment"))
    keys.type("Đề nghị nêu rõ số liệu.")
    _tab_to(member, said("Send comment"))
    _enter(member)

    member.page.get_by_text("Đề nghị nêu rõ số liệu.").wait_for()
    written = PledgeComment.objects.get(text="Đề nghị nêu rõ số liệu.")
    assert (written.author, written.item) == (world.cast["deputy_head"], world.item)


def test_the_first_key_leads_past_the_navigation(open_page, world):
    member = Visitor(open_page(), 1366)
    member.signs_in(world.cast["officer"].username)

    member.page.keyboard.press("Tab")
    assert member.page.evaluate(FOCUS)["name"] == said("Skip to the content")
    member.page.keyboard.press("Enter")

    assert member.page.evaluate("document.activeElement.id") == "content"


def _tab_to(visitor, name):
    """On the way each stop shows that it has the focus and stands in the window."""
    for _stop in range(120):  # more than any page here has
        visitor.page.keyboard.press("Tab")
        at = visitor.page.evaluate(FOCUS)
        assert at["shown"], at
        assert -1 <= at["top"] < at["height"], at
        if at["name"].startswith(name):
            return
    raise AssertionError(f"The key Tab never comes to “{name}”.")


def _enter(visitor):
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.looks()
