"""The two columns on top, the title and whom the paper is for."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document as WordDocument
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from documents.layout import HEAD_SHARE, Layout
from documents.measure import width as width_of
from documents.office import sections, styles
from documents.office.marks import fixed, rule, write_lines


def write(paper: WordDocument, layout: Layout) -> None:
    room = sections.width(layout, layout.orientation)
    _columns(paper, layout, room)
    title = paper.add_paragraph(style="Title")
    write_lines(title, layout.type_name, 14, bold=True)
    if layout.abstract:
        _abstract(paper, layout, room)
    _addressees(paper, layout, room)


def _columns(paper: WordDocument, layout: Layout, room: float) -> None:
    left, right = room * HEAD_SHARE, room * (1 - HEAD_SHARE)
    table = paper.add_table(rows=2, cols=2)
    fixed(table, [left, right])
    (issuer, nation), (number, day) = (row.cells for row in table.rows)
    head, format = layout.head, layout.format

    lines = _Lines(issuer, head.agency_size)
    if head.parent:
        lines.add(head.parent)
    lines.add(head.issuer, bold=True)
    if format.agency_mark == "rule":
        longest = max(width_of(line, head.agency_size, bold=True) for line in head.issuer)
        lines.rule(left, longest * 0.4)
    else:
        lines.add([format.agency_mark])

    lines = _Lines(nation, format.heading_size)
    for place, line in enumerate(format.heading):
        lines.size = format.motto_size if place else format.heading_size
        written = lines.add([line], bold=True)
    rule(written, right - 4, width_of(line, lines.size, bold=True))

    lines = _Lines(number, 13, before=6)
    if head.number:
        lines.add([head.number])
    if head.draft:
        lines.add([head.draft], bold=True)
    place_and_day = f"{head.place}, {head.day}" if head.place else head.day
    _Lines(day, 13, before=6).add([place_and_day], italic=True)


class _Lines:
    """Centred lines of one cell, one below the other."""

    def __init__(self, cell: _Cell, size: int, before: int = 0) -> None:
        self.cell, self.size, self.before = cell, size, before
        self._first = True

    def add(self, lines: Iterable[str], *, bold: bool = False, italic: bool = False) -> Paragraph:
        paragraph: Paragraph = self.cell.paragraphs[0] if self._first else self.cell.add_paragraph()
        self._first = False
        paragraph.alignment = styles.CENTRE
        paragraph.paragraph_format.space_before = Pt(self.before)
        write_lines(paragraph, lines, self.size, bold=bold, italic=italic)
        return paragraph

    def rule(self, room: float, length: float) -> None:
        paragraph = self.add([])
        paragraph.paragraph_format.space_before = Pt(4)
        paragraph.paragraph_format.line_spacing = Pt(4)
        rule(paragraph, room - 4, length, edge="top")


def _abstract(paper: WordDocument, layout: Layout, room: float) -> None:
    paragraph = paper.add_paragraph(style="Subtitle")
    write_lines(paragraph, layout.abstract, 14, bold=True)
    below = paper.add_paragraph(style=styles.CENTRED)
    if layout.format.abstract_mark == "rule":
        below.paragraph_format.space_before = Pt(4)
        below.paragraph_format.line_spacing = Pt(6)
        rule(below, room, room / 5, edge="top")
    else:
        below.add_run(layout.format.abstract_mark)


def _addressees(paper: WordDocument, layout: Layout, room: float) -> None:
    label, addressees = layout.format.addressee_label, layout.addressees
    if len(addressees) == 1:
        paragraph = paper.add_paragraph(f"{label} {addressees[0]}.", style=styles.CENTRED)
        paragraph.paragraph_format.space_before = Pt(12)
    elif addressees:
        table = paper.add_table(rows=1, cols=2)
        fixed(table, [45, room - 45])
        name, rest = table.rows[0].cells
        name.paragraphs[0].add_run(label)
        name.paragraphs[0].paragraph_format.left_indent = Mm(15)
        for place, addressee in enumerate(addressees):
            last = place == len(addressees) - 1
            paragraph = rest.paragraphs[0] if not place else rest.add_paragraph()
            paragraph.add_run(f"- {addressee}{'.' if last else ';'}")
        for cell in (name, rest):
            cell.paragraphs[0].paragraph_format.space_before = Pt(12)
