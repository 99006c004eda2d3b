"""A report from its first key to the published ranking, at browsers: over a lost line, returned, scored."""

import re
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from blocs.models import Criterion, Report, Score
from tests import factories
from tests.journeys.visitor import SIZES, Visitor, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE, TELEPHONE = SIZES
NOON = factories.NOON
MOST_KEYS = 200
PATIENCE = 60_000


@pytest.fixture
def members(province):
    names = ("Tỉnh Đoàn", "Hội Nông dân", "Hội Phụ nữ")
    return [
        factories.organisation(f"{name} Tuyên Quang", short_name=name, code=f"hoi-{n}", province=province)
        for n, name in enumerate(names)
    ]


@pytest.fixture
def season(province, members):
    """The first leads, the second is deputy; both have reported and are checked already."""
    year = timezone.localdate().year
    table = factories.score_table(province, status="open")
    made = factories.season(
        factories.bloc(province=province), members, year=year, stage="reviewing", score_table=table
    )
    pledge = made.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    pledge.targets.create(text="Nhà đại đoàn kết", value=Decimal(50), unit="nhà")
    leaves = [row for row in Criterion.objects.filter(group__table=table) if row.formula != "sum"]
    for less, member in enumerate(members[:2], start=1):
        report = made.reports.create(organisation=member, kind="annual", status="accepted", submitted_at=NOON)
        Score.objects.bulk_create(
            Score(report=report, criterion=row, level=level, base=max(row.max - less, 0), at=NOON)
            for row in leaves
            for level in ("own", "checked")
        )
    return made


class Line:
    """What a browser complains of, but for the line itself while it is lost."""

    def __init__(self):
        self.lost, self.said = False, []

    def heard(self, message):
        complains = message.type in {"error", "warning"}
        if complains and not self.lost and "ERR_INTERNET_DISCONNECTED" not in message.text:
            self.said.append(message.text)


@pytest.fixture
def line():
    return Line()


@pytest.fixture
def writer(browser, live_server, line, season, members):
    """The officer of the third member at the usual office machine."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": OFFICE[0], "height": OFFICE[1]}, locale="vi-VN"
    )
    page = context.new_page()
    page.on("console", line.heard)
    page.on("pageerror", lambda error: line.said.append(str(error)))
    somebody = Visitor(page, OFFICE[0])
    somebody.signs_in(factories.someone(members[2], "officer").username)
    yield somebody
    context.close()
    assert line.said == []


def test_from_the_first_key_to_the_published_ranking(visitor, writer, line, season, members):
    report = f"{season.get_absolute_url()}reports/{members[2].code}/annual/"
    writer.goes_to(report)
    _activates(writer, said("Begin the report"))
    writer.looks()
    _fills_by_keys(writer)
    _is_saved(writer)
    _loses_the_line(writer, line)

    head = visitor(factories.someone(members[2], "head"), OFFICE)
    _submits(head, report)
    leader = visitor(factories.someone(members[0], "head"), OFFICE)
    leader.goes_to(report)
    leader.follows("Return to be completed")
    leader.page.locator("#id_reason").fill("Bổ sung bài học.")
    leader.page.locator("#id_part-lessons").fill("Nêu rõ nguyên nhân.")
    leader.presses("Return the report")
    writer.goes_to(report)
    writer.reads("Nêu rõ nguyên nhân.")
    _types_into(writer, "section-lessons", "Bài học: sâu sát cơ sở.")
    _is_saved(writer)
    _submits(head, report)

    _scores_by_keys(leader, season, members[2])
    deputy = visitor(factories.someone(members[1], "head"), OFFICE)
    desk = f"{season.get_absolute_url()}scores/"
    deputy.goes_to(desk)
    with deputy.page.expect_navigation():
        deputy.page.locator("tfoot button").click()
    deputy.looks()
    deputy.goes_to(report)
    deputy.presses("Accept the report")
    leader.goes_to(f"{season.get_absolute_url()}ranking/")
    leader.confirms("Publish")

    member = visitor(factories.someone(members[2], "officer"), TELEPHONE)
    member.goes_to(f"{season.get_absolute_url()}ranking/")
    expect(member.page.get_by_role("main")).to_contain_text(members[0].current_name)
    found = Report.objects.get(season=season, organisation=members[2])
    steps = list(found.events.exclude(went_to="").values_list("step", flat=True))
    assert steps == ["submit", "send_back", "submit", "accept"]
    assert season.publications.get().places.get(organisation=members[2]).rank is not None


def _activates(writer, name):
    """A button or link by the Tab key and Enter alone."""
    wanted = re.compile(rf"^\s*{re.escape(name)}")
    for _press in range(MOST_KEYS):
        writer.page.keyboard.press("Tab")
        text = writer.page.evaluate("document.activeElement.innerText || ''")
        if wanted.match(text):
            with writer.page.expect_navigation():
                writer.page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} is not reached by the Tab key")


def _fills_by_keys(writer):
    fields = writer.page.locator("[data-field]")
    names = [fields.nth(place).get_attribute("name") for place in range(fields.count())]
    for name in names:
        _types_into(writer, name, _answer(name))


def _types_into(writer, name, text):
    """Reached by the Tab key, from wherever one is."""
    for _press in range(MOST_KEYS):
        if writer.page.evaluate("document.activeElement.name || ''") == name:
            writer.page.keyboard.type(text)
            return
        writer.page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by the Tab key")


def _answer(name):
    if name.startswith("target-") and name.endswith("-value"):
        return "52"
    if name.startswith("section-"):
        return "" if name == "section-lessons" else "Đã thực hiện."
    return "1" if name.endswith("-base") else "0,5" if name.endswith("-deduction") else ""


def _is_saved(writer):
    expect(writer.page.locator("#report-state")).to_have_attribute("data-tone", "good", timeout=PATIENCE)


def _loses_the_line(writer, line):
    """What is typed meanwhile waits, and is sent by itself when the line is back."""
    line.lost = True
    writer.page.context.set_offline(True)
    _types_into(writer, "section-plans", " Tiếp tục giúp hộ nghèo.")
    expect(writer.page.locator("#report-state")).to_have_attribute("data-tone", "wait", timeout=PATIENCE)
    writer.page.context.set_offline(False)
    _is_saved(writer)
    line.lost = False
    text = Report.objects.get(organisation__code="hoi-2").sections.get(kind="plans").text
    assert "Tiếp tục giúp hộ nghèo." in text


def _submits(head, report):
    head.goes_to(report)
    head.follows("Submit: see what is missing")
    head.presses("Yes, submit the report")


def _scores_by_keys(leader, season, member):
    """From cell to cell: Enter opens one, points are typed, Enter saves and the next one is chosen."""
    leader.goes_to(f"{season.get_absolute_url()}scores/")
    cells = leader.page.locator(f"[id^='c-{member.pk}-'] [data-cell]")
    assert cells.count() == 5
    cells.first.focus()
    for place, points in enumerate(("0,5", "1")):
        leader.page.keyboard.press("Enter")
        field = leader.page.locator("#editor #id_base")
        expect(field).to_be_focused(timeout=PATIENCE)
        leader.page.keyboard.press("Control+A")
        leader.page.keyboard.type(points)
        leader.page.keyboard.press("Tab")
        leader.page.keyboard.type("Theo minh chứng.")
        leader.looks()
        leader.page.keyboard.press("Enter")
        expect(leader.page.locator("#editor [data-saved]")).to_be_visible(timeout=PATIENCE)
        expect(cells.nth(place + 1)).to_be_focused(timeout=PATIENCE)
    leader.looks()
