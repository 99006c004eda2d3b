"""A member's report as a workbook to be filled in away from the site, and back again, cell by cell.

Every row names its field in the first column; the last sheet knows what stood in each field when the workbook
was written, so that what a colleague changed meanwhile is not overwritten. Everything but the cells to be
filled in is locked, without a password.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from blocs.exchange import archive
from blocs.exchange.columns import in_every_language
from emulation.text import folded

FIRST = 3  # row of the first line; above it what the sheet is for, and the heads
MOST_ROWS, MOST_COLUMNS, LONGEST = 1000, 12, 32_767
MOST_CHOICES = 60  # points in a drop-down; longer ones are typed
EXPLANATIONS, MARKS, CHOICES = gettext_lazy("Explanations"), gettext_lazy("Marks"), gettext_lazy("Choices")
_HEAD, _OPEN = PatternFill("solid", fgColor="F3E9E2"), PatternFill("solid", fgColor="FFF9DB")
_TOP = Alignment(vertical="top", wrap_text=True)
_RULES = (
    gettext_lazy("Fill in the yellow cells only; all others are locked."),
    gettext_lazy("Figures take a comma or a dot: 96,5 or 96.5. 0 is a figure; empty means not known yet."),
    gettext_lazy("Write values, not formulas. Do not take away sheets or columns; rows may be left empty."),
    gettext_lazy(
        "Send the file back on the page of the report: every cell is shown before anything is saved."
    ),
    gettext_lazy("What a colleague changed on the site meanwhile is shown beside yours, field by field."),
)


@dataclass(frozen=True, slots=True)
class Column:
    """`value` names which of a field's values stands here; told columns are locked."""

    label: str | Promise
    width: int
    value: str | None = None  # "" is the only value of its field
    help: str | Promise = ""

    @property
    def is_open(self) -> bool:
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Line:
    key: str  # "target-12"
    cells: Sequence[Any]  # under the columns, as they stand
    limits: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)  # by value: most and step
    shut: frozenset[str] = frozenset()  # values that this line does not take


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str | Promise
    told: str | Promise
    columns: Sequence[Column]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Problem:
    place: str  # "Chỉ tiêu!E5"; empty for the file as a whole
    words: str


@dataclass
class Read:
    """What was typed, by the names of fields; where it stood; by what it is known to be still the same."""

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    report: str = ""
    problems: list[Problem] = field(default_factory=list)


def name_of(key: str, value: str) -> str:
    return f"{key}-{value}" if value else key


def write(sheets: Iterable[Sheet], *, report: str, title: str, marks: dict[str, str]) -> bytes:
    """`report` says whose the file is, `marks` what stands in each field now."""
    book = Workbook()
    told = book.active
    assert isinstance(told, Worksheet)
    told.title = str(EXPLANATIONS)
    told.append([title])
    told["A1"].font = Font(bold=True, size=14)
    for rule in _RULES:
        told.append([str(rule)])
    told.column_dimensions["A"].width = 110
    choices = _Choices(book)
    for sheet in sheets:
        _fill(book.create_sheet(str(sheet.title)), sheet, choices)
    choices.write()
    kept = book.create_sheet(str(MARKS))
    kept.append([str(_("Report")), report])
    for name, mark in marks.items():
        kept.append([name, mark])
    kept.column_dimensions["A"].width = kept.column_dimensions["B"].width = 34
    for each in book.worksheets:
        each.protection.enable()
        each.protection.formatColumns = each.protection.formatRows = False  # widths may be changed
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Choices:
    """Lists for drop-downs, each once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.title = str(CHOICES)
        self.found: dict[tuple[Decimal, Decimal], str] = {}

    def range(self, most: Decimal, step: Decimal) -> str:
        """Empty where there are too many."""
        count = int(most / step) + 1
        if count > MOST_CHOICES:
            return ""
        if (most, step) not in self.found:
            letter = get_column_letter(len(self.found) + 1)
            self.found[most, step] = f"'{self.title}'!${letter}$1:${letter}${count}"
        return self.found[most, step]

    def write(self) -> None:
        sheet = self.book.create_sheet(self.title)
        for column, (most, step) in enumerate(self.found, start=1):
            for row in range(int(most / step) + 1):
                sheet.cell(row + 1, column, row * step)


def _fill(page: Worksheet, sheet: Sheet, choices: _Choices) -> None:
    page.append([str(sheet.told)])
    page["A1"].font = Font(italic=True)
    page.append([str(_("Field")), *(str(column.label) for column in sheet.columns)])
    page.freeze_panes = f"A{FIRST}"
    page.column_dimensions["A"].width = 16
    for number, column in enumerate(sheet.columns, start=2):
        head = page.cell(FIRST - 1, number)
        if column.help:
            head.comment = Comment(str(column.help), "", 120, 280)
        page.column_dimensions[get_column_letter(number)].width = column.width
    for cell in page[FIRST - 1]:
        cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, _TOP
    for row, line in enumerate(sheet.lines, start=FIRST):
        page.cell(row, 1, line.key).font = Font(color="8A8A8A", size=8)
        for number, (column, value) in enumerate(zip(sheet.columns, line.cells, strict=True), start=2):
            cell = page.cell(row, number, None if isinstance(value, str) else value)
            cell.alignment = _TOP
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
                cell.data_type = "s"  # so that no cell begins to calculate
            if column.value is not None and column.value not in line.shut:
                cell.protection, cell.fill = Protection(locked=False), _OPEN
                if column.value in line.limits:
                    _limit(page, cell.coordinate, *line.limits[column.value], choices)


def _limit(page: Worksheet, cell: str, most: Decimal, step: Decimal, choices: _Choices) -> None:
    listed = choices.range(most, step)
    if listed:
        rule = DataValidation("list", formula1=listed, allow_blank=True, errorStyle="warning")
    else:
        rule = DataValidation(
            "decimal",
            operator="between",
            formula1="0",
            formula2=f"{most:f}",
            allow_blank=True,
            errorStyle="warning",
        )
    rule.error = str(
        _("Points from 0 to %(most)s, please.") % {"most": f"{most.normalize():f}".replace(".", ",")}
    )
    page.add_data_validation(rule)
    rule.add(cell)


def read(content: bytes, sheets: Sequence[Sheet]) -> Read:
    """Every cell that may be filled in; what is no value of a cell is told with its place."""
    found = Read()
    if why := archive.objection(content):
        found.problems.append(Problem("", str(why)))
        return found
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl leaves out: pictures, extensions
            book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
            _read_book(book, sheets, found)
    except Exception:  # noqa: BLE001  a crafted or damaged workbook may break openpyxl at any point
        found.problems.append(Problem("", str(archive.DAMAGED)))
    return found


def _read_book(book: Any, sheets: Sequence[Sheet], found: Read) -> None:
    known = {spelling: sheet for sheet in sheets for spelling in in_every_language(sheet.title)}
    marks = in_every_language(MARKS)
    for page in book.worksheets:
        title = folded(page.title)
        if title in marks:
            rows = page.iter_rows(max_row=5 * MOST_ROWS, max_col=2, values_only=True)
            pairs = [(_text(name), _text(mark)) for name, mark in rows if name is not None]
            found.report = pairs[0][1] if pairs else ""
            found.marks = dict(pairs[1:])
        elif title in known:
            _read_sheet(page, known[title], found)
    if not found.report:
        found.problems.append(
            Problem("", _("This is no workbook of a report; download it from the report's page."))
        )


def _read_sheet(page: Any, sheet: Sheet, found: Read) -> None:
    lines = {line.key: line for line in sheet.lines}
    rows = page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    heads: dict[int, Column] = {}
    for row in rows:
        texts = [folded(_text(cell.value)) for cell in row]
        if not heads:
            heads = _heads(texts, sheet.columns)
            continue
        key = _text(row[0].value) if row else ""
        line = lines.get(key)
        if line is None:
            if key:
                at = f"{page.title}!{row[0].coordinate}"
                found.problems.append(
                    Problem(at, _("This field is not in the report: %(name)s.") % {"name": key[:60]})
                )
            continue
        for place, column in heads.items():
            if column.value is None or column.value in line.shut or place >= len(row):
                continue
            _read_cell(page.title, row[place], name_of(key, column.value), place, row[0].row, found)


def _read_cell(title: str, cell: Any, name: str, place: int, row: int, found: Read) -> None:
    at = f"{title}!{get_column_letter(place + 1)}{row}"
    if name in found.values:
        found.problems.append(Problem(at, _("This field stands twice in the file.")))
        return
    found.places[name] = at
    if cell.value is not None and cell.data_type == "f":
        found.problems.append(Problem(at, _("The cell holds a formula; put its result in as a value.")))
    elif cell.value is not None and cell.data_type == "e":
        found.problems.append(Problem(at, _("The cell holds the error %(error)s.") % {"error": cell.value}))
    else:
        found.values[name] = _typed(cell)


def _heads(texts: list[str], columns: Sequence[Column]) -> dict[int, Column]:
    """Found in the first row in which all columns to be filled in stand."""
    spellings = {spelling: column for column in columns for spelling in in_every_language(column.label)}
    found = {place: spellings[text] for place, text in enumerate(texts) if place and text in spellings}
    wanted = [column for column in columns if column.is_open]
    return found if all(column in found.values() for column in wanted) else {}


def _typed(cell: Any) -> str:
    value = cell.value
    if isinstance(value, bool) or value is None:
        return _text(value)
    if isinstance(value, int | float):
        number = Decimal(repr(value)) * (100 if "%" in (cell.number_format or "") else 1)
        return f"{number:f}".replace(".", ",") if number % 1 else f"{number.to_integral_value():f}"
    return _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()[:LONGEST]
