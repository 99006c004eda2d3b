from decimal import Decimal as D

import pytest
from django.urls import reverse

from blocs.models import Report, Season
from blocs.rules.report_fields import token
from blocs.services import report_fields, reports
from blocs.services.report_fields import Typed
from tests import factories

NOON = factories.NOON
NOTHING = token(None)
LAST = "Năm qua đơn vị đã hoàn thành nhiệm vụ.\nPhong trào phát triển."


@pytest.fixture
def running(season):
    season.stage = Season.Stage.RUNNING
    season.save()
    pledge = season.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    pledge.targets.create(text="Thu nộp quỹ", value=D(95), unit="%")
    return season


@pytest.fixture
def report(running, members, officer):
    return reports.start(running, members[2], kind="annual", by=officer)


@pytest.fixture
def before(running, members, report):
    """Last year's report of the same member, with its figure."""
    past = factories.season(running.bloc, members, year=2025)
    pledge = past.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    target = pledge.targets.create(text="Thu nộp Quỹ", value=D(90), unit="%")
    old = Report.objects.create(season=past, organisation=members[2], kind="annual")
    old.sections.create(kind="results", text=LAST)
    old.results.create(target=target, value=D("91.5"))
    other = Report.objects.create(season=past, organisation=members[0], kind="annual")
    other.sections.create(kind="lessons", text="Bài học của đơn vị khác.")
    return old


def at(report, name="report-detail", *more):
    season = report.season
    place = [season.bloc.code, season.year, report.organisation.code, report.kind, *more]
    return reverse(f"blocs:{name}", args=place)


def text_of(report, kind="results"):
    return report.sections.get(kind=kind).text


def test_last_years_text_and_figure_stand_beside(client, report, before, officer):
    client.force_login(officer)

    page = client.get(at(report)).content.decode()

    assert "Năm qua đơn vị đã hoàn thành nhiệm vụ." in page
    assert "91,5" in page
    assert "Bài học của đơn vị khác." not in page


def test_last_years_text_is_copied_and_told_as_unedited(client, report, before, officer):
    client.force_login(officer)

    client.post(at(report), {"take": "last-results", "section-results": "", "seen-section-results": NOTHING})

    assert text_of(report) == LAST
    page = client.get(at(report, "report-last-year"))
    assert [change.unchanged for change in page.context["changes"]] == [True]
    report_fields.save(report, {"section-results": Typed(LAST + " Thêm.", token(LAST))}, by=officer)
    changes = client.get(at(report, "report-last-year")).context["changes"]
    assert [change.unchanged for change in changes] == [False]
    assert [piece.text for piece in changes[0].pieces if piece.mark == "ins"] == [" Thêm."]


def test_what_was_typed_is_kept_above_what_is_taken(client, report, before, officer):
    client.force_login(officer)
    typed = {"section-results": "Đã gõ.", "seen-section-results": NOTHING}

    client.post(at(report), {"take": "last-results"} | typed)

    assert text_of(report) == f"Đã gõ.\n\n{LAST}"


def test_paragraphs_are_written_from_the_figures_sent_with_them(client, report, officer):
    client.force_login(officer)
    target = f"target-{report.season.pledges.get().targets.get().pk}-value"

    client.post(at(report), {"take": "figures-results", target: "96,5", f"seen-{target}": NOTHING})

    assert "- Thu nộp quỹ: thực hiện 96,5 % (giao ước ≥ 95 %), vượt chỉ tiêu." in text_of(report)
    assert client.get(at(report, "report-text", "results")).json() == {"text": text_of(report)}


def test_without_figures_nothing_is_put_anywhere(client, report, officer):
    client.force_login(officer)

    response = client.post(at(report), {"take": "figures-results"}, follow=True)

    assert not report.sections.exists()
    assert response.status_code == 200


@pytest.mark.parametrize("taken", ["last-poem", "poem-results", "last"])
def test_what_is_no_text_is_not_found(client, report, officer, taken):
    client.force_login(officer)

    assert client.post(at(report), {"take": taken}).status_code == 404


def test_a_first_report_has_nothing_to_compare_with(client, report, officer):
    client.force_login(officer)

    assert client.get(at(report, "report-last-year")).context["changes"] == []
