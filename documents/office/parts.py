"""The running text and its tables."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from documents.content import Format
from documents.grids import Grid, GridCell, GridRow
from documents.layout import Part, Text
from documents.office import styles
from documents.office.marks import fixed, repeats, span, whole

BLOCK, LONGEST_BAR = "█", 12  # a bar in Word is a row of blocks
_ALIGNMENTS = {
    "": WD_ALIGN_PARAGRAPH.LEFT,
    "c": WD_ALIGN_PARAGRAPH.CENTER,
    "r": WD_ALIGN_PARAGRAPH.RIGHT,
}


def write(paper: WordDocument, parts: Iterable[Part], format: Format, room: float) -> None:
    for part in parts:
        if isinstance(part, Grid):
            _grid(paper, part, room)
        else:
            _text(paper, part)


def _text(paper: WordDocument, text: Text) -> None:
    name, *manners = text.style.split()
    if name.startswith("heading-"):
        style = f"Heading {name[-1]}"
    else:
        style = "Body Text" if name == "paragraph" else styles.ITEM
    paragraph = paper.add_paragraph(style=style)
    spacing = paragraph.paragraph_format
    if "flush" in manners or "centred" in manners:
        spacing.first_line_indent = Mm(0)
    if "center" in manners or "centred" in manners:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif "left" in manners:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if text.together:
        spacing.keep_with_next = True
    if text.lead:
        paragraph.add_run(f"{text.lead} ").bold = True
    run = paragraph.add_run(text.text)
    run.italic = True if "italic" in manners else None
    run.bold = True if "bold" in manners else None


def _grid(paper: WordDocument, grid: Grid, room: float) -> None:
    if grid.caption:
        caption = paper.add_paragraph(style=styles.CENTRED)
        caption.add_run(grid.caption).bold = True
        caption.paragraph_format.keep_with_next = True
    size = grid.size or (12 if room > 200 else 13)
    table = paper.add_table(rows=1 + len(grid.rows), cols=len(grid.columns), style="Table Grid")
    fixed(table, [room * float(column.share.rstrip("%")) / 100 for column in grid.columns])
    head, *rows = table.rows
    repeats(head)
    whole(head)
    for cell, column in zip(head.cells, grid.columns, strict=True):
        _fill(cell, column.label, size, "c", bold=True)
        if column.unit:
            cell.paragraphs[0].runs[-1].add_break()
            unit = cell.paragraphs[0].add_run(f"({column.unit})")
            unit.italic, unit.font.size = True, Pt(size)
    for row, told in zip(rows, grid.rows, strict=True):
        _row(row, told, size)
    if grid.together:
        _keep_with_next(rows[-2:])
    after = paper.add_paragraph()  # Word joins two tables that touch
    after.paragraph_format.line_spacing = Pt(1)
    after.paragraph_format.keep_with_next = grid.together


def _keep_with_next(rows: Iterable[_Row]) -> None:
    for row in rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _row(row: _Row, told: GridRow, size: int) -> None:
    whole(row)
    start = 0
    for cell in told.cells:
        _fill_told(span(row, start, cell.span), cell, size, told.kind)
        start += cell.span


def _fill_told(cell: _Cell, told: GridCell, size: int, kind: str) -> None:
    text = told.text if told.bar is None else BLOCK * round(told.bar * LONGEST_BAR / 100)
    _fill(cell, text, size, told.align, bold=kind in {"band", "total"}, italic=kind == "empty")


def _fill(cell: _Cell, text: str, size: int, align: str, *, bold: bool = False, italic: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGNMENTS[align]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = bold or None, italic or None
