"""Rows of the yearly statistical forms: for those who serve a province; the standing agency fills them in."""

from tests.project.addresses import AGENCIES, WATCHERS, Row, button

SEERS = WATCHERS | {"stranger_standing"}  # each its own province
FORM = ("season.year", "0602")
LINE = "label-new1"
ASKED = {
    "name": "Biểu số 0605/BNV-TĐKT",
    "title": "Quỹ thi đua",
    "due_day": 15,
    "due_month": 12,
    "source": "Thông tư 02/2023",
    "confidence": "sourced",
    LINE: "Chi khen thưởng",
}

STATISTICS: dict[str, list[Row]] = {
    "awards:statistics-list": [Row(SEERS)],
    "awards:statistics-sheet": [
        Row(SEERS, args=FORM, sends=lambda world: {"total-1": "2"}, changes=AGENCIES),
    ],
    "awards:statistics-close": [button(*FORM, by=AGENCIES)],
    "awards:statistics-correct": [
        button(*FORM, by=set(), sends=lambda world: {"reason": "Thiếu một quyết định."})  # nothing is closed
    ],
    "awards:statistics-pdf": [Row(SEERS, args=FORM)],
    "awards:statistics-docx": [Row(SEERS, args=FORM)],
    "awards:statistics-edit": [
        Row(AGENCIES, SEERS - AGENCIES, args=("0605",), sends=lambda world: ASKED, changes=AGENCIES)
    ],
}
