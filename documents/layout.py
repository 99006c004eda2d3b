"""A document as a row of printable lines and tables: every text cleaned, worded and bounded.

Both printers, `rendering` and `office`, walk over the same `Layout`, so that PDF and .docx say the same in
the same order. The fixed words are Vietnamese whoever reads the site: the law asks for them on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from documents import cleaning, codes, signing_rows, wording
from documents.content import (
    Annex,
    Bases,
    Block,
    Document,
    Format,
    Head,
    Heading,
    Items,
    Orientation,
    Paragraph,
    Table,
)
from documents.grids import Grid, grid
from documents.measure import balanced
from documents.signing_rows import SignatureBlock

WIDTHS = {"portrait": 165.0, "landscape": 262.0}  # mm of text on a line
WIDER = {"A4": 0.0, "A3": 123.0}  # mm that a sheet across has more of it
HEAD_SHARE = 0.42  # of the line for the issuer at the left
MOST_AGENCY_LINES = 3
SMALLEST_AGENCY = 9
ABSTRACT_SHARE = 0.85
TWO_LINES = {"portrait": 100, "landscape": 165}  # letters that surely take two lines

DRAFT = "DỰ THẢO"
RECIPIENTS = "Nơi nhận:"
CODE = "Mã xác thực:"
CHECK_AT = "Kiểm tra tại:"


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph in one of the styles that both printers know; level 0 is running text."""

    style: str
    text: str
    lead: str = ""
    level: int = 0
    together: bool = False  # stays on the page of what follows

    @property
    def tag(self) -> str:
        return f"h{self.level + 1}" if self.level else "p"


Part = Text | Grid


@dataclass(frozen=True, slots=True)
class LaidHead:
    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    agency_size: int
    number: str
    place: str
    day: str
    draft: str


@dataclass(frozen=True, slots=True)
class LaidAnnex:
    label: str
    title: tuple[str, ...]
    reference: str
    parts: tuple[Part, ...]
    orientation: Orientation
    turn: int  # neighbours differ, so that each counts its own pages

    @property
    def name(self) -> str:
        return " ".join((self.label, *self.title))


@dataclass(frozen=True, slots=True)
class Verification:
    code: str
    link: str  # what the QR code holds
    address: str  # what people type

    @property
    def alt(self) -> str:
        return f"Mã QR để kiểm tra văn bản, mã xác thực {self.code}"


@dataclass(frozen=True, slots=True)
class Layout:
    title: str
    author: str
    subject: str
    created: str
    modified: str
    language: str
    format: Format
    orientation: Orientation
    notice: str
    head: LaidHead
    type_name: tuple[str, ...]
    abstract: tuple[str, ...]
    addressees: tuple[str, ...]
    parts: tuple[Part, ...]
    recipients: tuple[str, ...]
    signatures: SignatureBlock | None
    verification: Verification | None
    annexes: tuple[LaidAnnex, ...]

    @property
    def label(self) -> str:
        """The title on one line, as bookmarks show it."""
        return " ".join((*self.type_name, *self.abstract))


def lay_out(document: Document) -> Layout:
    line_width = _line_width(document.orientation, document.format)
    followed = bool(document.signatures or document.recipients or document.verifiable)
    parts = tuple(_parts(document.blocks, document.format, line_width))
    if document.closing:
        parts = _closed(parts, document.format.ending)
    if followed:
        parts = _kept_with_signatures(parts, TWO_LINES[document.orientation])
    return Layout(
        title=cleaning.line(document.title),
        author=cleaning.line(document.author or document.head.issuer),
        subject=cleaning.line(document.subject),
        created=timezone.localtime(document.created).isoformat(timespec="seconds"),
        modified=timezone.localtime(document.modified).isoformat(timespec="seconds"),
        language=document.language,
        format=document.format,
        orientation=document.orientation,
        notice=cleaning.line(document.notice),
        head=_head(document.head, document.format, room=line_width * HEAD_SHARE - 2, draft=document.draft),
        type_name=_title(document.type_name.upper(), line_width),
        abstract=_title(document.abstract, line_width * ABSTRACT_SHARE),
        addressees=tuple(cleaning.line(each).rstrip(" ;.") for each in document.addressees),
        parts=parts,
        recipients=_recipients(document),
        signatures=signing_rows.block(document.signatures, line_width),
        verification=_verification(document),
        annexes=tuple(_annex(annex, turn, document.format) for turn, annex in enumerate(document.annexes)),
    )


def _line_width(orientation: Orientation, format: Format) -> float:
    return WIDTHS[orientation] + (WIDER[format.landscape_sheet] if orientation == "landscape" else 0)


def _head(head: Head, format: Format, *, room: float, draft: bool) -> LaidHead:
    parent, issuer = cleaning.line(head.parent).upper(), cleaning.line(head.issuer).upper()
    for size in range(format.agency_size, SMALLEST_AGENCY - 1, -1):
        parent_lines = balanced(parent, room, size)
        issuer_lines = balanced(issuer, room, size, bold=True)
        if max(len(parent_lines), len(issuer_lines)) <= MOST_AGENCY_LINES:
            break
    number = f"{format.number_label} {head.number}" if head.number else ""
    return LaidHead(
        parent=parent_lines if parent else (),
        issuer=issuer_lines,
        agency_size=size,
        number=number,
        place=cleaning.line(head.place),
        day=wording.day_in_words(head.day),
        draft=DRAFT if draft else "",
    )


def _title(text: str, room: float) -> tuple[str, ...]:
    text = cleaning.text(text)
    return tuple(
        part for line in text.split("\n") if line.strip() for part in balanced(line, room, 14, bold=True)
    )


def _parts(blocks: Iterable[Block], format: Format, line_width: float, depth: int = 0) -> Iterator[Part]:
    for block in blocks:
        match block:
            case Heading():
                style = f"heading-{block.level}" + (" centred" if block.centred else "")
                text = "\n".join(_lines(block.text)) if block.centred else cleaning.line(block.text)
                yield Text(style, text, level=block.level + depth, together=True)
            case Paragraph():
                yield from _paragraph(block)
            case Bases():
                yield from _bases(block, format)
            case Items():
                yield from _items(block)
            case Table():
                yield grid(block, line_width)


def _paragraph(block: Paragraph) -> Iterator[Text]:
    style = "paragraph"
    style += "" if block.indent and block.align != "center" else " flush"
    style += f" {block.align}" if block.align != "justify" else ""
    style += " italic" if block.italic else ""
    style += " bold" if block.bold else ""
    lead = cleaning.line(block.lead)
    for line in _lines(block.text) or [""]:
        yield Text(style, line, lead=lead, together=line.endswith(":"))
        lead = ""


def _bases(block: Bases, format: Format) -> Iterator[Text]:
    texts = [cleaning.line(text).rstrip(" ;,.") for text in block.texts]
    style = "paragraph italic" if format.bases_italic else "paragraph"
    for place, text in enumerate(texts, start=1):
        sign = block.ending if place == len(texts) else ";"
        yield Text(style, f"{'- ' if format.bases_dash else ''}{text}{sign}")


def _items(block: Items, depth: int = 1) -> Iterator[Text]:
    for sign, item in block.marked():
        lead = cleaning.line(item.lead)
        first, *more = _lines(item.text) or [""]
        announces = bool(item.items) and not more
        if lead:
            yield Text(f"item-{depth}", first, lead=f"{sign} {lead}", together=announces)
        else:
            yield Text(f"item-{depth}", f"{sign} {first}", together=announces)
        for line in more:
            yield Text(f"item-{depth}", line)
        if item.items:
            yield from _items(item.items, depth + 1)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in cleaning.text(text).split("\n") if line.strip()]


def _closed(parts: tuple[Part, ...], ending: str) -> tuple[Part, ...]:
    """The text ends with "./.": on its last line, unless that is a table or a heading."""
    if not parts or not isinstance(last := parts[-1], Text) or last.level:
        return parts
    return (*parts[:-1], replace(last, text=last.text.rstrip(" ./;,") + ending))


def _kept_with_signatures(parts: tuple[Part, ...], two_lines: int) -> tuple[Part, ...]:
    """No signature without at least two lines of the text on its page."""
    kept = list(parts)
    for place in range(len(kept) - 1, -1, -1):
        kept[place] = replace(kept[place], together=True)
        part = kept[place]
        if isinstance(part, Grid) or len(part.lead + part.text) > two_lines or place < len(kept) - 2:
            break
    return tuple(kept)


def _recipients(document: Document) -> tuple[str, ...]:
    if not document.recipients:
        return ()
    lines = [f"- {cleaning.line(line).rstrip(' ;.')};" for line in document.recipients.lines]
    return (*lines, f"- {document.format.archive_label} {cleaning.line(document.recipients.archive)}.")


def _verification(document: Document) -> Verification | None:
    if not document.verifiable:
        return None
    link = settings.SITE_ADDRESS + reverse("documents:paper-verify", args=[document.code])
    address = settings.SITE_ADDRESS.partition("://")[2] + reverse("documents:verify")
    return Verification(code=codes.shown(document.code), link=link, address=address.rstrip("/"))


def _annex(annex: Annex, turn: int, format: Format) -> LaidAnnex:
    width = _line_width(annex.orientation, format)
    return LaidAnnex(
        label=cleaning.line(annex.label),
        title=_title(annex.title.upper(), width),
        reference=cleaning.line(annex.reference),
        parts=tuple(_parts(annex.blocks, format, width, depth=1)),
        orientation=annex.orientation,
        turn=turn % 2,
    )
