"""What a paper says, once, for every form it is printed in: PDF, .docx, the page on the screen.

Plain values without a database behind them; `documents.models.FormatProfile` lends the `Format`, the apps
above fill the rest. Texts may come straight from people: they are normalised and bounded when printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from documents import wording

Orientation = Literal["portrait", "landscape"]
Sheet = Literal["A4", "A3"]
Align = Literal["left", "center", "right"]
Marker = Literal["I.", "1.", "a)", "-"]
Cell = str | int | Decimal | date | None

NATIONAL_HEADING = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True, slots=True)
class Format:
    """How an issuer's papers look; the defaults are those of Decree 30/2020. Sizes in pt, lengths in mm."""

    heading: tuple[str, ...] = NATIONAL_HEADING
    heading_size: int = 12
    motto_size: int = 13
    agency_size: int = 12
    agency_mark: str = "rule"  # "rule", or the stars that stand below the issuer's name
    margins: tuple[int, int, int, int] = (20, 15, 20, 30)  # top, right, bottom, left
    landscape_margins: tuple[int, int, int, int] = (20, 15, 15, 20)
    landscape_sheet: Sheet = "A4"  # A3 for what is too wide to be read on it
    body_size: int = 14
    line_spacing: Decimal = Decimal("1.3")
    line_spacing_in_points: bool = False
    indent: Decimal = Decimal(10)
    paragraph_gap: int = 6
    number_label: str = "Số:"
    page_number: Literal["top", "bottom"] = "top"
    abstract_mark: str = "rule"  # "rule", or the dashes that stand below the abstract
    addressee_label: str = "Kính gửi:"
    bases_italic: bool = True
    bases_dash: bool = False
    authority_mark: str = "."  # TM. or T/M
    authority_bold: bool = True
    position_bold: bool = True
    recipients_underlined: bool = False
    archive_label: str = "Lưu:"
    ending: str = "./."

    def authority(self, form: str, body: str) -> str:
        """TM + Ban Thường vụ → "TM. BAN THƯỜNG VỤ", or "T/M …" where the issuer writes a stroke."""
        if self.authority_mark == "/":
            return f"{form[0]}/{form[1:]} {body}".upper()
        return f"{form}{self.authority_mark} {body}".upper()


@dataclass(frozen=True, slots=True)
class Head:
    """The two columns on top: who issues it at the left, place and day under the heading at the right."""

    issuer: str
    place: str
    day: date | None  # None leaves room to write
    parent: str = ""
    number: str = ""  # "05/TTr-ABC" without its label; empty prints no line


# Blocks of the text


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the text, its number within: "I. NỘI DUNG THI ĐUA". Levels start at 1 and leave no gap.

    One in the middle may have two lines, as chapters do: their number, and their title below it.
    """

    text: str
    level: int = 1
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line end begins a new paragraph. `lead` is its bold beginning, as in "Điều 1."."""

    text: str
    lead: str = ""
    italic: bool = False
    bold: bool = False
    align: Literal["justify", "center", "left"] = "justify"
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Bases:
    """What the paper rests on; printed each on its line with ";", the last with `ending`."""

    texts: tuple[str, ...]
    ending: str = "."


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    items: Items | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered or dashed list, set as paragraphs as official papers do; letters run a b c d đ e g."""

    items: tuple[Item | str, ...]
    marker: Marker = "1."
    start: int = 1

    def marked(self) -> Iterator[tuple[str, Item]]:
        for place, item in enumerate(self.items, start=self.start):
            yield (
                wording.marker(self.marker, place),
                item if isinstance(item, Item) else Item(item),
            )


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    width: int = 10  # its share of the table's width
    align: Align = "left"
    unit: str = ""
    places: int | None = None  # decimals of its figures; None prints what there are
    bars: bool = False  # its figures are drawn, the greatest over the whole width; another column tells them


@dataclass(frozen=True, slots=True)
class Band:
    """A row over the whole width that names the rows below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Wide:
    """A row like the others, with its number, whose one text runs over all columns."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Figures and days are given as such and printed as Vietnam writes them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Band | Wide, ...]
    caption: str = ""
    totals: tuple[tuple[Cell, ...], ...] = ()
    numbered: bool = True  # begins with a column TT that numbers the rows
    anew: bool = False  # each band begins again with number 1
    empty: str = ""  # said in place of rows where there are none
    size: int | None = None  # letters, in pt; None takes 13, and 12 across


Block = Heading | Paragraph | Bases | Items | Table


# Signatures


@dataclass(frozen=True, slots=True)
class Party:
    """One who signs, as printed: organisation and position, room for signature and seal, name."""

    position_lines: tuple[str, ...]  # ("TM. BAN THƯỜNG VỤ", "BÍ THƯ")
    name: str = ""  # without academic title; empty leaves the line free
    organisation: str = ""
    role: str = ""  # what it is in this paper, above all else: "KHỐI TRƯỞNG"
    note: str = ""  # below the name: an accession, a withdrawal
    leader: bool = False
    slot: str = ""  # names the room for the signature in the file: letters and digits only


@dataclass(frozen=True, slots=True)
class Parties:
    """All who sign one agreement as equals: the leader over the full width, the others in even rows."""

    parties: tuple[Party, ...]
    caption: str = ""
    witnesses: tuple[Party, ...] = ()
    witness_caption: str = ""

    @property
    def leaders(self) -> tuple[Party, ...]:
        return tuple(party for party in self.parties if party.leader)

    @property
    def members(self) -> tuple[Party, ...]:
        return tuple(party for party in self.parties if not party.leader)

    @property
    def across(self) -> int:
        """Rows of two, of three from 13 parties on."""
        return 3 if len(self.parties) > 12 else 2


@dataclass(frozen=True, slots=True)
class Signers:
    """The usual foot: one signer at the right beside Nơi nhận, or two and three side by side."""

    signers: tuple[Party, ...]


def in_rows(parties: tuple[Party, ...], across: int) -> list[tuple[Party, ...]]:
    """Rows as full as possible; what is left over stands in the last one."""
    return [parties[start : start + across] for start in range(0, len(parties), across)]


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận: who gets a copy, and where the original is kept."""

    lines: tuple[str, ...]
    archive: str = "VT"


@dataclass(frozen=True, slots=True)
class Annex:
    """A sheet of its own behind the paper, its pages counted anew."""

    title: str
    blocks: tuple[Block, ...]
    label: str = "Phụ lục"
    reference: str = ""  # "(Kèm theo Quyết định số 05/QĐ-UBND ngày …)"
    orientation: Orientation = "portrait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper ready to print."""

    kind: str  # "pledge": the slug of its kind
    filename: str  # without ending; marks are dropped and the length is cut
    title: str  # in the file's properties and on the page that verifies it
    type_name: str  # "GIAO ƯỚC THI ĐUA NĂM 2024", in capitals on the paper
    head: Head
    blocks: tuple[Block, ...]
    created: datetime
    modified: datetime
    abstract: str = ""
    addressees: tuple[str, ...] = ()
    closing: bool = True  # ends the text with "./."
    recipients: Recipients | None = None
    signatures: Parties | Signers | None = None
    annexes: tuple[Annex, ...] = ()
    orientation: Orientation = "portrait"
    format: Format = field(default_factory=Format)
    language: str = "vi"
    author: str = ""  # the issuer, unless said
    subject: str = ""
    code: str = ""  # verification code; drafts print none
    notice: str = ""  # in the running foot of every page: invented data
    draft: bool = False

    def as_draft(self) -> Document:
        """The same text without number and code, under the word DỰ THẢO."""
        return replace(self, draft=True, code="", head=replace(self.head, number=""))

    def file_name(self, ending: str = "pdf") -> str:
        return wording.file_name(self.filename, ending)

    @property
    def verifiable(self) -> bool:
        return bool(self.code) and not self.draft
