"""A table of content as a grid of finished words: widths in percent, figures written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from documents import cleaning, wording
from documents.content import Band, Cell, Table, Wide
from emulation.verdicts import Refused

NUMBER_COLUMN = "TT"
NUMBER_WIDTH = 10.0  # mm
LETTER_WIDTH = 2.2  # mm, on the generous side
LONGEST_CELL = 5_000  # letters
TALLEST_WHOLE = 20  # lines; a taller row may go on on the next page
_ALIGNMENT = {"left": "", "center": "c", "right": "r"}


@dataclass(frozen=True, slots=True)
class GridColumn:
    label: str
    unit: str
    align: str  # "", "c" or "r"
    share: str  # "12.5%"
    letters: int  # that surely fit on its line


@dataclass(frozen=True, slots=True)
class GridCell:
    text: str
    align: str
    span: int = 1
    lines: int = 1  # that it takes in its column, as far as one can tell
    bar: int | None = None  # hundredths of the column's width, in place of a text


@dataclass(frozen=True, slots=True)
class GridRow:
    cells: tuple[GridCell, ...]
    kind: str = ""  # "", "band", "total", "empty" or "tall"


@dataclass(frozen=True, slots=True)
class Grid:
    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    size: int | None
    together: bool = False


def grid(table: Table, line_width: float) -> Grid:
    if len(table.rows) > cleaning.MOST_ROWS:
        raise Refused(
            _("A table of %(rows)d rows is too long to print; the limit is %(limit)d.")
            % {"rows": len(table.rows), "limit": cleaning.MOST_ROWS}
        )
    columns = tuple(_columns(table, line_width))
    numbers = (_number_column(line_width),) if table.numbered else ()
    return Grid(
        caption=cleaning.line(table.caption),
        columns=numbers + columns,
        rows=(*_rows(table, columns), *(_total(table, columns, cells) for cells in table.totals)),
        size=table.size,
    )


def _number_column(line_width: float) -> GridColumn:
    return GridColumn(NUMBER_COLUMN, "", "c", f"{100 * NUMBER_WIDTH / line_width:.2f}%", 4)


def _columns(table: Table, line_width: float) -> Iterator[GridColumn]:
    shares = sum(column.width for column in table.columns) or 1
    room = line_width - (NUMBER_WIDTH if table.numbered else 0)
    for column in table.columns:
        width = room * column.width / shares
        yield GridColumn(
            label=cleaning.text(column.label),
            unit=cleaning.line(column.unit),
            align=_ALIGNMENT[column.align],
            share=f"{100 * width / line_width:.2f}%",
            letters=int(width / LETTER_WIDTH),
        )


def _rows(table: Table, columns: tuple[GridColumn, ...]) -> list[GridRow]:
    across = len(columns) + table.numbered
    if not table.rows and table.empty:
        return [GridRow((GridCell(cleaning.line(table.empty), "c", across),), "empty")]
    longest = [_greatest(table, place) for place in range(len(table.columns))]
    rows, number = [], 0
    for row in table.rows:
        if isinstance(row, Band):
            rows.append(GridRow((GridCell(cleaning.line(row.text), "", across),), "band"))
            number = 0 if table.anew else number
            continue
        number += 1
        cells = (_wide(row, columns),) if isinstance(row, Wide) else _cells(table, columns, row, longest)
        tall = max((cell.lines for cell in cells), default=1) > TALLEST_WHOLE
        if table.numbered:
            cells = (GridCell(str(number), "c"), *cells)
        rows.append(GridRow(cells, "tall" if tall else ""))
    return rows


def _wide(row: Wide, columns: tuple[GridColumn, ...]) -> GridCell:
    text = cleaning.text(row.text, LONGEST_CELL)
    letters = sum(column.letters for column in columns)
    return GridCell(text, "", span=len(columns), lines=_lines(text, letters))


def _total(table: Table, columns: tuple[GridColumn, ...], row: tuple[Cell, ...]) -> GridRow:
    """What names the total may run over the empty cells that follow it, the column of numbers included."""
    cells = list(_cells(table, columns, row))
    span = 1 + table.numbered
    while len(cells) > 1 and cells[0].text and not cells[1].text:
        cells.pop(1)
        span += 1
    cells[0] = GridCell(cells[0].text, "c" if span > 1 else cells[0].align, span)
    return GridRow(tuple(cells), "total")


def _greatest(table: Table, place: int) -> Decimal:
    """The figure whose bar fills the column."""
    if not table.columns[place].bars:
        return Decimal(0)
    figures = [row[place] for row in table.rows if isinstance(row, tuple)]
    return max((Decimal(value) for value in figures if isinstance(value, (int, Decimal))), default=Decimal(0))


def _cells(
    table: Table, columns: tuple[GridColumn, ...], row: tuple[Cell, ...], longest: list[Decimal] | None = None
) -> tuple[GridCell, ...]:
    cells = []
    for place, (value, told, column) in enumerate(zip(row, table.columns, columns, strict=True)):
        if told.bars:
            most = longest[place] if longest else Decimal(0)
            share = Decimal(value) / most if most and isinstance(value, (int, Decimal)) else Decimal(0)
            cells.append(GridCell("", "", bar=round(100 * max(share, Decimal(0)))))
            continue
        text = _written(value, told.places)
        cells.append(GridCell(text, column.align, lines=_lines(text, column.letters)))
    return tuple(cells)


def _written(value: Cell, places: int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, Decimal)):
        return wording.figure(value, places)
    if isinstance(value, date):
        return wording.short_day(value)
    return cleaning.text(value, LONGEST_CELL)


def _lines(text: str, letters: int) -> int:
    return sum(1 + len(line) // max(letters, 1) for line in text.split("\n"))
