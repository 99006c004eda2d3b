"""A workbook, of a season or of a score table, as cells that know their sheet, row and column."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from blocs.exchange import archive, columns, scanning, schema
from blocs.exchange.columns import Column
from blocs.exchange.outcome import Findings
from blocs.exchange.places import Cell, Place, Told
from blocs.exchange.schema import LISTS, Kind, Rows
from blocs.exchange.words import Suggestions, quoted
from emulation.text import folded, one_line

LAST_ROW = 2 * schema.MOST_ROWS  # there may be gaps between rows
MOST_COLUMNS = 60  # the widest sheet has some twenty


@dataclass
class Book:
    """The rows of each sheet, and the heads of its columns as they were written."""

    rows: dict[str, list[Cell]] = field(default_factory=dict)
    heads: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def read(
    content: bytes, findings: Findings, *, all_rows: Sequence[Rows], suggestions: Suggestions
) -> Book | None:
    """None when it cannot be opened; what is wrong inside these sheets stands in the findings."""
    whole = Place(in_sheet=True)
    if why := archive.objection(content):
        findings.wrong(whole, why)
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl leaves out: pictures, extensions
            return _Reader(content, all_rows, findings, suggestions).book()
    except Exception:  # noqa: BLE001  a crafted or damaged workbook may break openpyxl at any point
        findings.wrong(whole, archive.DAMAGED)
        return None


class _Reader:
    def __init__(
        self, content: bytes, all_rows: Sequence[Rows], findings: Findings, suggestions: Suggestions
    ) -> None:
        self.file = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        self.all_rows = all_rows
        self.findings = findings
        self.suggestions = suggestions
        self.found = Book()

    def book(self) -> Book:
        known = columns.titles(self.all_rows)
        ours = columns.in_every_language(columns.EXPLANATIONS) | columns.in_every_language(columns.CHOICES)
        for sheet in self.file.worksheets:
            place = Place(table=sheet.title, in_sheet=True)
            rows = known.get(sheet.title.strip().lower()) or known.get(folded(sheet.title))
            if rows is None and folded(sheet.title) in ours:
                continue
            with sheet._get_source() as stream:  # the only way to a sheet's XML
                facts = scanning.scan(stream, most_rows=schema.MOST_ROWS + 1)
            if facts.rows == 0:
                continue
            if rows is None:
                names = [each.name for each in self.all_rows]
                told = str(_("Unknown sheet; the known ones are: %(known)s.") % {"known": ", ".join(names)})
                self.findings.wrong(place, told + self.suggestions.like(sheet.title, names))
            elif rows.name in self.found.rows:
                self.findings.wrong(
                    place, _("A second sheet for “%(name)s”; keep one of them."), name=rows.name
                )
            elif self.is_readable(sheet, facts, place):
                self.found.rows[rows.name] = self.sheet(sheet, facts, rows, place)
        if not self.found.rows and not self.findings.problems:
            self.findings.wrong(
                Place(in_sheet=True),
                _("The workbook has none of the sheets: %(known)s."),
                known=", ".join(each.name for each in self.all_rows),
            )
        return self.found

    def is_readable(self, sheet: Any, facts: scanning.Sheet, place: Place) -> bool:
        if facts.is_too_long:
            self.findings.wrong(
                place,
                _("The sheet has more than %(most)s rows; it is not read."),
                most=schema.MOST_ROWS,
            )
            return False
        if sheet.sheet_state != "visible":
            self.findings.wrong(
                place, _("The sheet is hidden; show it or delete it, so that nothing is imported unseen.")
            )
        for area in facts.merged:
            first_column, first_row, *_rest = range_boundaries(area)
            at = Place(place.table, first_row, "", get_column_letter(first_column), in_sheet=True)
            self.findings.wrong(
                at,
                _("Cells %(area)s are merged; unmerge them and write the value in each row."),
                area=area,
            )
        for row in facts.hidden_rows:
            at = Place(place.table, row, in_sheet=True)
            self.findings.wrong(
                at, _("The row is hidden; show it or delete it, so that nothing is imported unseen.")
            )
        for column in facts.hidden_columns:
            at = Place(place.table, None, "", get_column_letter(column), in_sheet=True)
            self.findings.wrong(
                at, _("The column is hidden; show it or delete it, so that nothing is imported unseen.")
            )
        if facts.last_column > MOST_COLUMNS:
            at = Place(place.table, None, "", get_column_letter(facts.last_column), in_sheet=True)
            self.findings.wrong(at, _("Something stands far to the right of the table; delete it."))
        if facts.last_row > LAST_ROW:
            at = Place(place.table, facts.last_row, in_sheet=True)
            self.findings.wrong(at, _("Something stands far below the table; delete it."))
        return True

    def sheet(self, sheet: Any, facts: scanning.Sheet, rows: Rows, place: Place) -> list[Cell]:
        lines = sheet.iter_rows(
            max_row=min(facts.last_row, LAST_ROW), max_col=min(facts.last_column, MOST_COLUMNS)
        )
        heads = self.heads(next(lines, ()), rows, place)
        missing = [
            column.name
            for column in columns.columns(rows)
            if column.field.required and column not in heads.values()
        ]
        for name in missing:
            at = Place(place.table, 1, name, in_sheet=True)
            self.findings.wrong(at, _("The column “%(name)s” is missing."), name=name)
        found = []
        for number, line in enumerate(lines, start=2):
            at = Place(place.table, number, in_sheet=True)
            cells = dict(self.cells(line, heads, at))
            if any(cell.value is not None for cell in cells.values()):
                cells.update({name: Cell(Told(), at.of(name)) for name in missing})
                found.append(Cell(_with_days(cells, at), at))
        return found

    def heads(self, line: Sequence[Any], rows: Rows, place: Place) -> dict[int, Column]:
        """Which column stands at which place; the first row names them."""
        known = columns.headers(rows)
        found: dict[int, Column] = {}
        written = self.found.heads.setdefault(place.table, [])
        for index, cell in enumerate(line):
            text = one_line(str(cell.value)) if cell.value is not None else ""
            letter = get_column_letter(index + 1)
            written.append((letter, text))
            if not text:
                continue
            at = Place(place.table, 1, quoted(text), letter, in_sheet=True)
            column = known.get(text.lower()) or known.get(folded(text))
            if column is None:
                names = [each.name for each in columns.columns(rows)]
                told = str(_("Unknown column “%(name)s”.") % {"name": quoted(text)})
                self.findings.wrong(at, told + self.suggestions.like(text, names))
            elif column in found.values():
                self.findings.wrong(at, _("A second column “%(name)s”; keep one of them."), name=column.name)
            else:
                found[index] = column
                written[-1] = (letter, column.name)  # as its cells are called, however it is written
        return found

    def cells(self, line: Sequence[Any], heads: dict[int, Column], row: Place) -> Iterator[tuple[str, Cell]]:
        for index, cell in enumerate(line):
            letter = get_column_letter(index + 1)
            column = heads.get(index)
            if column is None:
                if _is_something(cell.value) and not self.is_named(row.table, index):
                    self.findings.wrong(
                        Place(row.table, row.row, "", letter, in_sheet=True),
                        _("The column has no name in the first row."),
                    )
                continue
            at = Place(row.table, row.row, column.name, letter, in_sheet=True)
            yield column.name, Cell(self.value(cell, column, at), at)

    def is_named(self, table: str, index: int) -> bool:
        return bool(self.found.heads[table][index][1])

    def value(self, cell: Any, column: Column, at: Place) -> Any:
        value = cell.value
        if not _is_something(value):
            return None
        if cell.data_type == "f":
            self.findings.wrong(at, _("The cell holds a formula; put its result in as a value."))
            return Told(str(value))
        if cell.data_type == "e":
            self.findings.wrong(at, _("The cell holds the error %(error)s."), error=quoted(value))
            return Told(str(value))
        kind = column.field.kind
        if kind is Kind.NUMBER and isinstance(value, int | float) and "%" in cell.number_format:
            return Decimal(repr(value)) * 100  # 95 % is kept as 0.95: people mean the 95 that they see
        if kind in LISTS and isinstance(value, str):
            return [Cell(item, at) for item in columns.split(value, kind)]
        if kind in LISTS:
            return [Cell(value, at)]
        return value


def _is_something(value: Any) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())


def _with_days(cells: dict[str, Cell], row: Place) -> dict[str, Cell]:
    """Columns such as deadlines.pledge and deadlines.reports as one value: deadlines."""
    found: dict[str, Cell] = {}
    for name, cell in cells.items():
        outer, dot, inner = name.partition(".")
        if dot:
            found.setdefault(outer, Cell({}, row.of(outer))).value[inner] = cell
        else:
            found[name] = cell
    return found
