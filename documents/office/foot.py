"""Signatures in even rows, Nơi nhận, the verification code."""

from __future__ import annotations

import io

import segno
from docx.document import Document as WordDocument
from docx.shared import Length, Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from documents.layout import CHECK_AT, CODE, RECIPIENTS, Layout, Verification
from documents.office import sections, styles
from documents.office.marks import describe, fixed, repeats, span, whole, write_lines
from documents.signing_rows import (
    NAME_SIZE,
    NARROW_NAME_SIZE,
    ORGANISATION_SIZE,
    Heights,
    Place,
    PlaceRow,
    SignatureBlock,
)

ROOM = 30  # mm for signature and seal
ABOVE = 10  # pt
LINE_HEIGHT = 1.15  # of the face, in Word
COLUMNS = 6  # each row is so many, whether it holds one, two or three
LEFT_SHARE = 0.45


def write(paper: WordDocument, layout: Layout) -> None:
    room = sections.width(layout, layout.orientation)
    signatures = layout.signatures
    single = signatures.single if signatures else None
    if signatures and not single:
        _block(paper, signatures, layout, room)
    if not (single or layout.recipients or layout.verification):
        return
    table = paper.add_table(rows=1, cols=2)
    fixed(table, [room * LEFT_SHARE, room * (1 - LEFT_SHARE)])
    whole(table.rows[0])
    left, right = table.rows[0].cells
    _recipients(left, layout)
    if layout.verification:
        _verification(left if single or not layout.recipients else right, layout.verification)
    if single and signatures:
        _place(right, single, signatures.rows[0].heights, layout, NAME_SIZE)


def _block(paper: WordDocument, block: SignatureBlock, layout: Layout, room: float) -> None:
    captioned = 1 if block.caption else 0
    extra = sum(bool(row.caption) for row in block.rows)
    table = paper.add_table(rows=captioned + len(block.rows) + extra, cols=COLUMNS)
    fixed(table, [room / COLUMNS] * COLUMNS)
    lines = iter(table.rows)
    if block.caption:
        head = next(lines)
        repeats(head)
        _caption(span(head, 0, COLUMNS), block.caption)
    for row in block.rows:
        if row.caption:
            _caption(span(next(lines), 0, COLUMNS), row.caption)
        line = next(lines)
        whole(line)
        size = NARROW_NAME_SIZE if row.across > 2 else NAME_SIZE
        for cell, place in zip(_cells(line, row), row.places, strict=True):
            _place(cell, place, row.heights, layout, size)


def _cells(line: _Row, row: PlaceRow) -> list[_Cell]:
    """Cells of equal width; what does not fill the line stands in its middle."""
    each = COLUMNS // row.across
    start = (COLUMNS - each * len(row.places)) // 2
    return [span(line, start + each * place, each) for place in range(len(row.places))]


def _caption(cell: _Cell, text: str) -> None:
    paragraph = _next(cell)
    paragraph.paragraph_format.space_before = Pt(14)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True


def _place(cell: _Cell, place: Place, heights: Heights, layout: Layout, size: int) -> None:
    """Lines that neighbours have more are kept free, so that names stand on one line."""
    if place.role:
        write_lines(_next(cell), [place.role], ORGANISATION_SIZE, italic=True)
    if place.organisation:
        write_lines(_next(cell), place.organisation, ORGANISATION_SIZE, bold=True)
    cell.paragraphs[0].paragraph_format.space_before = Pt(ABOVE)
    position = _next(cell)
    missing = heights.head - len(place.organisation) - bool(place.role)
    position.paragraph_format.space_before = _lines(missing, ORGANISATION_SIZE)
    write_lines(position, place.authority, size, bold=layout.format.authority_bold)
    if place.authority:
        position.runs[-1].add_break()
    write_lines(position, place.position, size, bold=layout.format.position_bold)
    name = _next(cell)
    missing = heights.position - len(place.authority) - len(place.position)
    name.paragraph_format.space_before = Mm(ROOM) + _lines(missing, size)
    write_lines(name, place.name, size, bold=True)
    if place.note:
        write_lines(_next(cell), [place.note], 11, italic=True)


def _lines(count: int, size: int) -> Length:
    return Pt(max(count, 0) * size * LINE_HEIGHT)


def _next(cell: _Cell, style: str = styles.PLACE) -> Paragraph:
    """The cell's first paragraph while it is empty, then further ones."""
    first = cell.paragraphs[0]
    empty = len(cell.paragraphs) == 1 and not first.runs
    paragraph: Paragraph = first if empty else cell.add_paragraph()
    paragraph.style = style
    return paragraph


def _recipients(cell: _Cell, layout: Layout) -> None:
    if not layout.recipients:
        return
    head = _next(cell, styles.SMALL)
    head.paragraph_format.space_before = Pt(8)
    run = head.add_run(RECIPIENTS)
    underlined = layout.format.recipients_underlined
    run.bold, run.italic, run.underline = not underlined, not underlined, underlined
    run.font.size = Pt(14 if underlined else 12)
    for line in layout.recipients:
        _next(cell, styles.SMALL).add_run(line)


def _verification(cell: _Cell, verification: Verification) -> None:
    picture = io.BytesIO()
    segno.make_qr(verification.link, error="m").save(picture, kind="png", scale=8, border=0)
    paragraph = _next(cell, styles.SMALL)
    paragraph.paragraph_format.space_before = Pt(8)
    describe(paragraph.add_run().add_picture(picture, width=Mm(24)), verification.alt)
    for text in (CODE, verification.code, CHECK_AT, verification.address):
        _next(cell, styles.SMALL).add_run(text).bold = text == verification.code
