import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.test import RequestFactory
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from blocs.models import Organisation
from blocs.views import sheets
from tests import factories

MOMENT = datetime(2024, 1, 5, 2, 30, 15, tzinfo=UTC)  # 9:30 in Vietnam
ROW = ("Hội A", 3, Decimal("12.50"), date(2024, 1, 5), MOMENT, None, gettext_lazy("Yes"))


def taken(form, rows):
    """The file's headers and its bytes."""
    request = RequestFactory().get("/", {"format": form})
    headings = [f"Cột {place}" for place, _value in enumerate(rows[0])] if rows else ["Cột"]
    response = sheets.list_response(request, "danh-sach", headings, rows)
    content = response.getvalue()
    response.file_to_stream.close()
    return response.headers, content


def sheet_of(rows):
    return load_workbook(BytesIO(taken("xlsx", rows)[1])).active


def test_a_workbook_holds_real_days_figures_and_text():
    headers, content = taken("xlsx", [ROW])

    sheet = load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet[2]] == [
        "Hội A",
        3,
        12.5,
        datetime.fromisoformat("2024-01-05"),
        datetime.fromisoformat("2024-01-05 09:30:15"),
        None,
        str(ROW[6]),
    ]
    assert (sheet["D2"].number_format, sheet["E2"].number_format) == ("dd/mm/yyyy", "dd/mm/yyyy hh:mm")
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert headers["Content-Disposition"] == 'attachment; filename="danh-sach.xlsx"'


def test_a_text_file_begins_with_its_mark_and_writes_days_and_figures_plainly():
    headers, content = taken("csv", [ROW])

    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[1] == ["Hội A", "3", "12.50", "2024-01-05", "2024-01-05 09:30", "", str(ROW[6])]
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Disposition"] == 'attachment; filename="danh-sach.csv"'


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5 điểm", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_what_begins_like_a_formula_stays_text(text):
    cell = sheet_of([(text,)])["A2"]
    line = taken("csv", [(text,)])[1].decode("utf-8-sig").splitlines()[1]

    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", True)
    assert next(csv.reader([line])) == [f"'{text}"]


def test_a_figure_below_nought_is_no_formula():
    assert taken("csv", [(Decimal("-2.5"),)])[1].decode("utf-8-sig").split() == ["Cột", "0", "-2.5"]


def test_letters_that_no_workbook_may_hold_are_left_out():
    cell = sheet_of([("a\x00b\x0bc" + "d" * 40_000,)])["A2"]

    assert cell.value.startswith("abcd")
    assert len(cell.value) == sheets.LONGEST_TEXT


def test_an_empty_list_has_its_headings():
    assert list(sheet_of([]).values) == [("Cột",)]


def test_another_form_is_not_asked_for():
    assert sheets.asked(RequestFactory().get("/", {"format": "exe"})) == ""
    assert sheets.asked(RequestFactory().get("/")) == ""


def test_rows_that_change_meanwhile_come_neither_twice_nor_go_missing(db):
    made = [factories.organisation(f"Hội {letter}", code=letter) for letter in "abcdef"]
    rows = Organisation.objects.order_by("sort_key", "pk")

    chunks = sheets.in_chunks(rows, size=2)
    seen = [row.code for row in next(chunks)]
    Organisation.objects.filter(pk=made[0].pk).update(sort_key="9")  # to the end of the list
    Organisation.objects.filter(pk=made[4].pk).update(sort_key="0")  # to its beginning
    factories.organisation("Hội aa", code="aa")
    made[2].names.all().delete()
    made[2].delete()
    seen += [row.code for chunk in chunks for row in chunk]

    assert seen == ["a", "b", "d", "e", "f"]
