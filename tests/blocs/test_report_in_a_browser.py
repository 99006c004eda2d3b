"""A report from its first word to its acceptance: by keyboard, over a lost line, beside a colleague."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from blocs.models import Mandate, Report, Season
from blocs.rules.report_fields import token
from blocs.services import report_fields, reports
from blocs.services.report_fields import Typed
from tests import factories
from tests.journeys.visitor import SIZES, Visitor, said

pytestmark = pytest.mark.django_db(transaction=True)
NOON = factories.NOON


@pytest.fixture
def running(season):
    season.stage = Season.Stage.RUNNING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    pledge = season.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    pledge.targets.create(text="Nhà đại đoàn kết", value=Decimal(50), unit="nhà")
    return season


@pytest.fixture
def report(running, members, officer):
    return reports.start(running, members[2], kind="annual", by=officer)


def at(report):
    return f"/blocs/{report.season.bloc.code}/{report.season.year}/reports/{report.organisation.code}/annual/"


def visit(open_page, user, report, size=SIZES[0]):
    somebody = Visitor(open_page(*size), size[0])
    somebody.signs_in(user.username)
    somebody.goes_to(at(report))
    return somebody


def state(visitor):
    return visitor.page.locator("#report-state")


def is_saved(visitor):
    expect(state(visitor)).to_have_attribute("data-tone", "good", timeout=20_000)


def text_of(report, kind="results"):
    return report.sections.filter(kind=kind).values_list("text", flat=True).first()


@pytest.fixture
def patient_page(browser, live_server):
    """As open_page, but a lost line is no complaint: the browser itself tells of it on its console."""
    contexts, broken = [], []

    def opened(width=1366, height=768):
        contexts.append(
            browser.new_context(base_url=live_server.url, viewport={"width": width, "height": height})
        )
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert broken == []


def test_what_is_typed_without_a_line_survives_and_is_sent_when_it_is_back(patient_page, report, officer):
    writer = visit(patient_page, officer, report)
    field = writer.page.locator("#section-results")
    field.fill("Đã vận động.")
    is_saved(writer)
    writer.page.context.set_offline(True)
    field.fill("Đã vận động 52 nhà.")
    expect(state(writer)).to_have_attribute("data-tone", "wait", timeout=20_000)
    assert text_of(report) == "Đã vận động."

    writer.page.context.set_offline(False)

    is_saved(writer)
    assert text_of(report) == "Đã vận động 52 nhà."
    kept = writer.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('report:'))")
    assert kept == []


def test_what_could_not_be_sent_is_back_after_a_restart(patient_page, report, officer):
    writer = visit(patient_page, officer, report)
    context = writer.page.context
    context.set_offline(True)
    writer.page.locator("#section-lessons").fill("Bài học của năm.")
    expect(state(writer)).to_have_attribute("data-tone", "wait", timeout=20_000)
    writer.page.close()
    context.set_offline(False)

    writer = Visitor(context.new_page(), 1366)
    writer.goes_to(at(report))

    expect(writer.page.locator("#section-lessons")).to_have_value("Bài học của năm.")
    is_saved(writer)
    assert text_of(report, "lessons") == "Bài học của năm."


@pytest.mark.parametrize("choice", ["data-theirs", "data-mine"])
def test_a_colleagues_text_is_shown_beside_ones_own(open_page, report, officer, head, choice):
    writer = visit(open_page, officer, report)
    typed = {"section-results": Typed("Của thủ trưởng", token(None))}
    report_fields.save(report, typed, by=head)
    writer.page.locator("#section-results").fill("Của chuyên viên")
    box = writer.page.locator(".report-conflict")
    expect(box).to_contain_text("Của thủ trưởng", timeout=20_000)
    expect(box).to_contain_text(head.full_name)
    writer.looks()

    box.locator(f"[{choice}]").click()

    is_saved(writer)
    assert text_of(report) == {"data-theirs": "Của thủ trưởng", "data-mine": "Của chuyên viên"}[choice]


def test_wrong_points_are_told_at_their_field_and_the_sum_runs(open_page, report, officer):
    writer = visit(open_page, officer, report, SIZES[1])
    meeting = writer.page.get_by_label(said("Points: %(criterion)s", criterion="Họp khối"), exact=True)
    meeting.fill("7,5")
    told = writer.page.locator(f"#{meeting.get_attribute('name')}-told")
    expect(told).to_be_visible(timeout=20_000)
    meeting.fill("4,5")

    is_saved(writer)
    expect(told).to_be_hidden()
    expect(writer.page.locator("#sum-total")).to_have_text("4,5")
    writer.looks()


def test_from_the_first_word_to_its_acceptance(open_page, report, officer, head, leader_head):
    writer = visit(open_page, officer, report)
    _fill_by_keys(writer, report)
    is_saved(writer)
    signer = visit(open_page, head, report)
    signer.follows("Submit: see what is missing")
    signer.presses("Yes, submit the report")
    leader = visit(open_page, leader_head, report)
    leader.follows("Return to be completed")
    leader.page.locator("#id_reason").fill("Bổ sung bài học.")
    leader.page.locator("#id_part-lessons").fill("Nêu rõ nguyên nhân.")
    leader.presses("Return the report")
    writer.goes_to(at(report))
    expect(writer.page.get_by_text("Nêu rõ nguyên nhân.")).to_be_visible()
    writer.page.locator("#section-lessons").fill("Bài học: sâu sát cơ sở.")
    is_saved(writer)
    signer.goes_to(at(report))
    signer.follows("Submit: see what is missing")
    signer.presses("Yes, submit the report")
    leader.goes_to(at(report))
    leader.follows("What changed")
    expect(leader.page.locator("ins")).to_have_text("Bài học: sâu sát cơ sở.")
    leader.goes_to(at(report))
    leader.presses("Accept the report")

    report.refresh_from_db()
    assert report.status == Report.Status.ACCEPTED
    steps = report.events.exclude(went_to="").values_list("step", flat=True)
    assert list(steps) == ["submit", "send_back", "submit", "accept"]


def _fill_by_keys(writer, report):
    """Every field of the form in the order of the Tab key."""
    keys = writer.page.keyboard
    fields = writer.page.locator("[data-field]")
    fields.first.focus()
    for place in range(fields.count()):
        field = fields.nth(place)
        name = field.get_attribute("name")
        while writer.page.evaluate("document.activeElement.name") != name:
            keys.press("Tab")
        keys.type(_typed(name))


def _typed(name):
    if name.startswith("target-") and name.endswith("-value"):
        return "52"
    if name.startswith("section-"):
        return "" if name == "section-lessons" else "Đã thực hiện."
    return "1" if name.endswith("-base") else "0,5" if name.endswith("-deduction") else ""


def test_text_is_put_below_what_is_typed_and_taken_out_again(open_page, report, officer):
    past = factories.season(report.season.bloc, [report.organisation], year=2025)
    old = Report.objects.create(season=past, organisation=report.organisation, kind="annual")
    old.sections.create(kind="results", text="Năm trước đã xong.")
    writer = visit(open_page, officer, report)
    field = writer.page.locator("#section-results")
    helps = writer.page.locator('[data-helps="section-results"]')
    unchanged = writer.page.locator('[data-unchanged="section-results"]')

    helps.locator("[data-take-last]").click()
    expect(field).to_have_value("Năm trước đã xong.")
    expect(unchanged).to_be_visible()
    is_saved(writer)
    helps.locator("[data-take-back]").click()
    expect(field).to_have_value("")
    expect(unchanged).to_be_hidden()

    writer.page.locator("[id^=target-][id$=-value]").fill("42")
    field.fill("Đã gõ.")
    helps.locator("[data-take-figures]").click()

    expect(field).to_have_value(re.compile(r"^Đã gõ\.\n\n[^$]*Nhà đại đoàn kết: thực hiện 42 nhà"))
    expect(unchanged).to_be_hidden()
    expect(field).not_to_have_class(re.compile("report-pending"), timeout=20_000)
    assert "thực hiện 42 nhà" in text_of(report)


def test_who_may_no_longer_write_is_told_so_and_loses_nothing(patient_page, report, officer):
    writer = visit(patient_page, officer, report)
    Mandate.objects.filter(user=officer).delete()  # its organisation was dissolved meanwhile

    writer.page.locator("#section-results").fill("Đã gõ trước đó.")

    expect(state(writer)).to_have_attribute("data-tone", "bad", timeout=20_000)
    expect(writer.page.locator("#section-results")).to_have_value("Đã gõ trước đó.")
    assert "Đã gõ trước đó." in writer.page.evaluate("JSON.stringify(localStorage)")
    assert text_of(report) is None
