"""Word's own styles, set as the issuer's format asks for: who edits them changes the whole paper."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from documents.content import Format
from documents.office.marks import element

FACE = "Times New Roman"  # on every office machine; the PDF's face has the same widths
LANGUAGE = "vi-VN"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
BLACK = RGBColor(0, 0, 0)

CENTRED, ITEM, PLACE, SMALL = "Paper Centred", "Paper Item", "Paper Signature", "Paper Recipients"


def set_styles(paper: WordDocument, format: Format) -> None:
    normal = _style(paper, "Normal")
    normal.font.size = Pt(format.body_size)
    _set_face(normal)
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing = 1.0
    spacing.widow_control = True

    body = _style(paper, "Body Text")
    _set_running(body, format)
    _set_running(_new(paper, ITEM, "Body Text"), format)
    for level in range(1, 5):
        heading = _style(paper, f"Heading {level}")
        _set_running(heading, format)
        _set_letters(heading, format.body_size, bold=level < 4, italic=level > 2)
        heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        heading.paragraph_format.keep_with_next = True

    title = _style(paper, "Title")
    _set_letters(title, 14, bold=True)
    _set_centred(title, before=20)
    _without_border(title)
    subtitle = _style(paper, "Subtitle")
    _set_letters(subtitle, 14, bold=True)
    _set_centred(subtitle)
    _set_centred(_new(paper, CENTRED))
    _set_centred(_new(paper, PLACE))
    small = _new(paper, SMALL)
    _set_letters(small, 11)


def _style(paper: WordDocument, name: str) -> ParagraphStyle:
    style = paper.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _new(paper: WordDocument, name: str, base: str = "Normal") -> ParagraphStyle:
    style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = paper.styles[base]
    style.quick_style = True
    return style


def _set_running(style: ParagraphStyle, format: Format) -> None:
    spacing = style.paragraph_format
    spacing.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    spacing.first_line_indent = Mm(float(format.indent))
    spacing.space_before, spacing.space_after = Pt(format.paragraph_gap), Pt(0)
    if format.line_spacing_in_points:
        spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        spacing.line_spacing = Pt(float(format.line_spacing))
    else:
        spacing.line_spacing = float(format.line_spacing)


def _set_centred(style: ParagraphStyle, before: int = 0) -> None:
    style.paragraph_format.alignment = CENTRE
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(0)


def _set_letters(style: ParagraphStyle, size: int, *, bold: bool = False, italic: bool = False) -> None:
    _set_face(style)
    style.font.size = Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = BLACK


def _set_face(style: ParagraphStyle) -> None:
    """The face for every script, and no face of a theme before it; the language for the spelling check."""
    style.font.name = FACE
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FACE)
    for name in ("w:lang", "w:spacing", "w:kern"):  # letters of Word's own title styles stand apart
        for old in properties.findall(qn(name)):
            properties.remove(old)
    properties.append(element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE))


def _without_border(style: ParagraphStyle) -> None:
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        border.getparent().remove(border)
