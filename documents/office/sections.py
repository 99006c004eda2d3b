"""Sheets of Word: size, margins, the page number from the second page on, the notice in the foot."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Pt

from documents.content import Orientation
from documents.layout import LaidAnnex, Layout
from documents.office import styles
from documents.office.marks import element, page_number, write_lines

SHEETS = {"A4": (210, 297), "A3": (297, 420)}  # mm


def width(layout: Layout, orientation: Orientation) -> float:
    """Of the text, in mm."""
    _, right, _, left = _margins(layout, orientation)
    return _sides(layout, orientation)[0] - left - right


def begin(paper: WordDocument, layout: Layout) -> None:
    _set(paper.sections[0], layout, layout.orientation)


def begin_annex(paper: WordDocument, layout: Layout, annex: LaidAnnex) -> None:
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    _set(section, layout, annex.orientation)
    heading = paper.add_paragraph(style="Heading 1")
    heading.alignment, heading.paragraph_format.first_line_indent = styles.CENTRE, Mm(0)
    heading.add_run(annex.label).add_break()
    write_lines(heading, annex.title, 14, bold=True)
    if annex.reference:
        reference = paper.add_paragraph(style=styles.CENTRED)
        reference.add_run(annex.reference).italic = True
        reference.paragraph_format.space_after = Pt(8)


def _sides(layout: Layout, orientation: Orientation) -> tuple[int, int]:
    if orientation == "portrait":
        return SHEETS["A4"]
    upright = SHEETS[layout.format.landscape_sheet]
    return upright[1], upright[0]


def _margins(layout: Layout, orientation: Orientation) -> tuple[int, int, int, int]:
    return layout.format.landscape_margins if orientation == "landscape" else layout.format.margins


def _set(section: Section, layout: Layout, orientation: Orientation) -> None:
    across = orientation == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(side) for side in _sides(layout, orientation))
    top, right, bottom, left = _margins(layout, orientation)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.header_distance = section.footer_distance = Mm(10)
    section._sectPr.append(element("w:pgNumType", start="1"))
    section.different_first_page_header_footer = True

    for band in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        band.is_linked_to_previous = False
    top_numbered = layout.format.page_number == "top"
    _number(section.header if top_numbered else section.footer)
    for footer in (section.footer, section.first_page_footer):
        _notice(footer, layout.notice)


def _number(band: _Header | _Footer) -> None:
    paragraph = band.paragraphs[0]
    paragraph.alignment = styles.CENTRE
    page_number(paragraph)
    for run in paragraph.runs:
        run.font.size = Pt(13)


def _notice(footer: _Footer, notice: str) -> None:
    if not notice:
        return
    paragraph = footer.paragraphs[0] if not footer.paragraphs[0].runs else footer.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(notice)
    run.italic, run.font.size = True, Pt(9)
