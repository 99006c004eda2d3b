"""What python-docx has no words for: rules, fields, rows that repeat, cells without borders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph


def element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def page_number(paragraph: Paragraph) -> None:
    """A field that Word fills in."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        else:
            code = element("w:instrText")
            code.text = "PAGE"
            run._r.append(code)


def rule(paragraph: Paragraph, room: float, length: float, *, edge: str = "bottom") -> None:
    """A line of `length` mm at the paragraph's edge, centred in its room."""
    side = max((room - length) / 2, 0)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
    borders = element("w:pBdr")
    borders.append(element(f"w:{edge}", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def repeats(row: _Row) -> None:
    """A table's head, which Word prints again on each page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def fixed(table: Table, widths: list[float]) -> None:
    """Columns as wide as told, in mm, whatever stands in them."""
    table.autofit = False
    for column, column_width in zip(table.columns, widths, strict=True):
        column.width = Mm(column_width)
    for row in table.rows:
        for cell, column_width in zip(row.cells, widths, strict=True):
            cell.width = Mm(column_width)


def span(row: _Row, start: int, count: int) -> _Cell:
    return row.cells[start] if count == 1 else row.cells[start].merge(row.cells[start + count - 1])


def describe(inline: Any, text: str) -> None:
    """What a picture shows, for those who don't see it."""
    inline._inline.docPr.set("descr", text)


def write_lines(
    paragraph: Paragraph, lines: Iterable[str], size: int, *, bold: bool = False, italic: bool = False
) -> None:
    """Lines that were measured out, with a line break between them."""
    run = None
    for line in lines:
        if run is not None:
            run.add_break()
        run = paragraph.add_run(line)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
