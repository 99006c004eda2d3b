import shutil
import subprocess
from decimal import Decimal as D
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from blocs.models import Criterion, Season
from blocs.rules.report_fields import token
from blocs.services import report_fields, reports
from blocs.services.report_fields import Typed
from tests import factories

NOON = factories.NOON
NOTHING = token(None)
TEXT = "Đoạn một: vượt khó.\nĐoạn hai, “dấu” & <thẻ>."


@pytest.fixture
def report(season, members, officer):
    season.stage = Season.Stage.RUNNING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    pledge = season.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    pledge.targets.create(text="Thu nộp quỹ", value=D(95), unit="%")
    made = reports.start(season, members[2], kind="annual", by=officer)
    save(made, officer, **{"section-results": (TEXT, NOTHING)})
    return made


def save(report, by, **typed):
    saved = report_fields.save(report, {name: Typed(*each) for name, each in typed.items()}, by=by)
    assert (saved.errors, saved.conflicts) == ({}, {})


def at(report, name):
    season = report.season
    return reverse(
        f"blocs:{name}", args=[season.bloc.code, season.year, report.organisation.code, report.kind]
    )


def download(client, report):
    return load_workbook(BytesIO(client.get(at(report, "report-xlsx")).content))


def cell(book, key, column):
    """The cell of a field, wherever it stands; columns by their letter."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_col=1, max_col=1):
            if row[0].value == key and sheet.max_column > 2:
                return sheet[f"{column}{row[0].row}"]
    raise AssertionError(key)


def upload(client, report, book):
    stream = BytesIO()
    book.save(stream)
    return send(client, report, stream.getvalue())


def send(client, report, content, name="bao-cao.xlsx"):
    return client.post(at(report, "report-sheet"), {"file": SimpleUploadedFile(name, content)})


def confirm(client, report, preview, **more):
    sent = {"confirm": "1"}
    for change in preview.changes:
        mine = "theirs" if change.conflict else "mine"
        sent |= {change.name: change.typed, f"seen-{change.name}": change.seen, f"use-{change.name}": mine}
    return client.post(at(report, "report-sheet"), sent | more)


def target(report):
    return f"target-{report.season.pledges.get().targets.get().pk}"


def score(name):
    return f"score-{Criterion.objects.get(name=name, group__table__is_example=False).pk}"


def test_what_was_filled_in_is_shown_and_then_saved(client, report, officer):
    client.force_login(officer)
    book = download(client, report)
    cell(book, target(report), "E").value = 96.5
    cell(book, target(report), "F").value = "Theo quyết toán"
    cell(book, "section-lessons", "C").value = "Bài học\nthứ hai"
    cell(book, score("Họp khối"), "D").value = "4,5"
    cell(book, score("Họp khối"), "E").value = 0

    preview = upload(client, report, book).context["preview"]

    assert (preview.problems, len(preview.changes)) == ([], 5)
    assert not report.results.exists()
    confirm(client, report, preview)
    assert (report.results.get().value, report.results.get().note) == (D("96.5"), "Theo quyết toán")
    assert report.sections.get(kind="lessons").text == "Bài học\nthứ hai"
    assert report.scores.get(criterion__name="Họp khối").base == D("4.5")
    assert report.sections.get(kind="results").text == TEXT


def test_a_workbook_sent_back_untouched_changes_nothing(client, report, officer):
    client.force_login(officer)

    page = upload(client, report, download(client, report))

    assert (page.context["preview"].changes, page.context["preview"].problems) == ([], [])
    assert page.context["preview"].unchanged > 10


def test_what_libreoffice_has_saved_anew_is_read_alike(client, report, officer, tmp_path):
    if shutil.which("soffice") is None:
        pytest.fail("LibreOffice is missing: apt-get install libreoffice-calc", pytrace=False)
    client.force_login(officer)
    book = download(client, report)
    cell(book, target(report), "E").value = 96.5
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "bao-cao.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "in" / "bao-cao.xlsx"], check=True, capture_output=True, timeout=300)

    preview = send(client, report, (tmp_path / "bao-cao.xlsx").read_bytes()).context["preview"]

    assert preview.problems == []
    assert [(change.name, change.typed) for change in preview.changes] == [
        (f"{target(report)}-value", "96,5")
    ]


def test_each_wrong_cell_is_told_with_its_place_and_the_others_are_offered(client, report, officer):
    client.force_login(officer)
    book = download(client, report)
    wrong = {
        "text": cell(book, target(report), "E"),
        "too many": cell(book, score("Họp khối"), "D"),
        "below nought": cell(book, score("Kế hoạch"), "D"),
        "between steps": cell(book, score("Tin, bài"), "D"),
        "formula": cell(book, score("Chỉ tiêu"), "D"),
    }
    for place, value in zip(wrong.values(), ("chín mươi", 6, -1, 0.3, "=1+1"), strict=True):
        place.value = value
    cell(book, "section-plans", "C").value = "Kế hoạch"

    preview = upload(client, report, book).context["preview"]

    assert {problem.place for problem in preview.problems} == {
        f"{place.parent.title}!{place.coordinate}" for place in wrong.values()
    }
    assert [change.name for change in preview.changes] == ["section-plans"]


def test_a_field_that_a_colleague_changed_meanwhile_is_shown_with_both(client, report, officer, head):
    client.force_login(officer)
    book = download(client, report)
    cell(book, "section-results", "C").value = "Của tệp"
    cell(book, "section-plans", "C").value = "Kế hoạch"
    save(report, head, **{"section-results": ("Của thủ trưởng", token(TEXT))})

    preview = upload(client, report, book).context["preview"]

    [conflict] = preview.conflicts
    assert (conflict.name, conflict.now, conflict.typed) == ("section-results", "Của thủ trưởng", "Của tệp")
    assert conflict.conflict.by == head
    confirm(client, report, preview)
    assert report.sections.get(kind="results").text == "Của thủ trưởng"
    assert report.sections.get(kind="plans").text == "Kế hoạch"
    confirm(client, report, preview, **{"use-section-results": "mine"})
    assert report.sections.get(kind="results").text == "Của tệp"


def test_what_changed_between_preview_and_saving_is_asked_again(client, report, officer, head):
    client.force_login(officer)
    book = download(client, report)
    cell(book, "section-results", "C").value = "Của tệp"
    preview = upload(client, report, book).context["preview"]
    save(report, head, **{"section-results": ("Của thủ trưởng", token(TEXT))})

    page = confirm(client, report, preview)

    assert [change.now for change in page.context["preview"].conflicts] == ["Của thủ trưởng"]
    assert report.sections.get(kind="results").text == "Của thủ trưởng"


def test_only_cells_to_be_filled_in_are_open(client, report, officer):
    client.force_login(officer)
    book = download(client, report)

    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert cell(book, target(report), "B").protection.locked
    assert not cell(book, target(report), "E").protection.locked
    assert cell(book, score("Báo cáo chậm"), "D").protection.locked  # a deduction gives no points
    assert not cell(book, score("Báo cáo chậm"), "F").protection.locked
    assert any(
        rule.type == "list" for sheet in book.worksheets for rule in sheet.data_validations.dataValidation
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"MZ program", "chữ".encode()])
def test_what_is_no_workbook_is_told(client, report, officer, content):
    client.force_login(officer)

    page = send(client, report, content)

    assert page.status_code == 200
    assert page.context["form"].errors or page.context["preview"].problems


def test_the_workbook_of_another_report_is_not_taken(client, report, officer, members, season):
    half = reports.start(season, members[2], kind="mid_year", by=officer)
    client.force_login(officer)
    book = download(client, half)
    cell(book, "section-plans", "C").value = "Kế hoạch"

    preview = upload(client, report, book).context["preview"]

    assert preview.changes == []
    assert len(preview.problems) == 1


def test_a_report_that_was_handed_in_meanwhile_takes_no_file(client, report, officer, head):
    client.force_login(officer)
    book = download(client, report)
    preview_of = upload(client, report, book)
    assert preview_of.status_code == 200
    report.status, report.submitted_at = "submitted", NOON
    report.save()

    page = client.post(
        at(report, "report-sheet"),
        {"confirm": "1", "section-plans": "Muộn", "seen-section-plans": NOTHING},
        follow=True,
    )

    assert page.status_code == 200
    assert not report.sections.filter(kind="plans").exists()
