"""Several files bound into one PDF: a table of contents, bookmarks, and a number at the foot of every page.

What cannot be bound, a workbook or a damaged scan, is named on a sheet of its own with the hash of its bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from PIL import Image

from documents import printing, rendering
from documents.content import Column, Document, Format, Head, Paragraph, Table

A4 = (595.276, 841.89)
EDGE = 36.0  # pt around a picture that is laid onto a sheet
LABEL = (120.0, 16.0)  # pt: the room of a page number
MOST_PIXELS = 2400  # along the longer side of a picture: 200 dots per inch of a sheet


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing to bind: its bytes, or a function that prints them when their turn comes."""

    title: str
    content: bytes | Callable[[], bytes]
    media_type: str = printing.PDF
    level: int = 1  # 2 stands below the 1 before it

    def read(self) -> bytes:
        return self.content() if callable(self.content) else self.content


@dataclass(frozen=True, slots=True)
class Cover:
    """What the table of contents says above its lines."""

    title: str
    abstract: str
    head: Head
    at: datetime
    format: Format
    notice: str = ""


def bound(cover: Cover, leaves: Sequence[Leaf]) -> bytes:
    """The same leaves at the same time give the same bytes."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "bound.pdf"
        bind(cover, leaves, into=made)
        return made.read_bytes()


def bind(cover: Cover, leaves: Sequence[Leaf], *, into: Path) -> None:
    """Each leaf lies in a file until all is written, so that memory does not grow with their number."""
    with TemporaryDirectory() as folder, pikepdf.new() as whole:
        starts: list[int] = []
        for place, leaf in enumerate(leaves):
            starts.append(len(whole.pages))
            with _pages(leaf, cover, Path(folder) / f"{place}.pdf") as part:
                whole.pages.extend(part.pages)
        contents = _contents(cover, leaves, starts)
        with pikepdf.open(io.BytesIO(contents)) as first:
            ahead = len(first.pages)
            for place, page in enumerate(first.pages):
                whole.pages.insert(place, page)
        _bookmark(whole, leaves, [start + ahead for start in starts])
        _number(whole)
        _write(whole, cover, into)


def _pages(leaf: Leaf, cover: Cover, at: Path) -> pikepdf.Pdf:
    content = leaf.read()
    try:
        if leaf.media_type == printing.PDF:
            opened = _opened(content, at)
            if len(opened.pages):
                return opened
        elif leaf.media_type.startswith("image/"):
            return _opened(_picture(content), at)
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError):
        pass  # damaged, or locked: named like what is no PDF
    return _opened(_named(leaf, content, cover), at)


def _opened(content: bytes, at: Path) -> pikepdf.Pdf:
    at.write_bytes(content)
    return pikepdf.open(at, access_mode=pikepdf.AccessMode.stream)


def _picture(content: bytes) -> bytes:
    """On a sheet of A4, upright or across as it is itself."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.thumbnail((MOST_PIXELS, MOST_PIXELS))
        upright = picture.height >= picture.width
        width, height = A4 if upright else A4[::-1]
        scale = min((width - 2 * EDGE) / picture.width, (height - 2 * EDGE) / picture.height)
        dots = round(72 / scale)
        sheet = Image.new("RGB", (round(width / scale), round(height / scale)), "white")
        shown = picture.convert("RGBA")
        sheet.paste(shown, ((sheet.width - shown.width) // 2, (sheet.height - shown.height) // 2), shown)
    made = io.BytesIO()
    sheet.save(made, "PDF", resolution=dots, creationDate=None, modDate=None)
    return made.getvalue()


def _named(leaf: Leaf, content: bytes, cover: Cover) -> bytes:
    """A sheet in place of what cannot be bound."""
    return rendering.pdf(
        _plain(
            cover,
            "TÀI LIỆU GỬI RIÊNG",
            leaf.title,
            (
                Paragraph(
                    "Tài liệu này không in được trong tập hồ sơ (không phải tệp PDF hay ảnh, "
                    "hoặc tệp bị khóa); bản gốc nằm trong gói tệp kèm theo hồ sơ."
                ),
                Paragraph(f"{len(content)} byte.", lead="Dung lượng:"),
                Paragraph(hashlib.sha256(content).hexdigest(), lead="SHA-256:", indent=False, align="left"),
            ),
        )
    )


def _contents(cover: Cover, leaves: Sequence[Leaf], starts: Sequence[int]) -> bytes:
    """Its own length moves all pages: printed again until the numbers hold."""
    ahead = 1
    while True:
        printed = rendering.pdf(_listed(cover, leaves, [start + ahead + 1 for start in starts]))
        with pikepdf.open(io.BytesIO(printed)) as made:
            found = len(made.pages)
        if found <= ahead:
            return printed
        ahead = found


def _listed(cover: Cover, leaves: Sequence[Leaf], pages: Sequence[int]) -> Document:
    table = Table(
        columns=(Column("Tên tài liệu", 80), Column("Trang", 12, "center")),
        rows=tuple(
            (("– " if leaf.level > 1 else "") + leaf.title, str(page))
            for leaf, page in zip(leaves, pages, strict=True)
        ),
        empty="Hồ sơ chưa có tài liệu.",
    )
    return _plain(
        cover, cover.title, cover.abstract, (Paragraph("MỤC LỤC", bold=True, align="center"), table)
    )


def _plain(cover: Cover, type_name: str, abstract: str, blocks: tuple[Paragraph | Table, ...]) -> Document:
    return Document(
        kind="binding",
        filename="Muc luc",
        title=type_name,
        type_name=type_name,
        abstract=abstract,
        head=cover.head,
        blocks=blocks,
        closing=False,
        created=cover.at,
        modified=cover.at,
        format=cover.format,
        notice=cover.notice,
        draft=False,
    )


def _bookmark(whole: pikepdf.Pdf, leaves: Sequence[Leaf], pages: Sequence[int]) -> None:
    with whole.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Mục lục", 0))
        above: pikepdf.OutlineItem | None = None
        for leaf, page in zip(leaves, pages, strict=True):
            item = pikepdf.OutlineItem(leaf.title, min(page, len(whole.pages) - 1))
            if leaf.level > 1 and above is not None:
                above.children.append(item)
            else:
                outline.root.append(item)
                above = item
    whole.Root.PageMode = pikepdf.Name.UseOutlines


def _number(whole: pikepdf.Pdf) -> None:
    total = len(whole.pages)
    for place, page in enumerate(whole.pages, start=1):
        left, lower, right, _upper = (float(edge) for edge in page.mediabox)
        room = pikepdf.Rectangle(right - LABEL[0] - 6, lower + 6, right - 6, lower + 6 + LABEL[1])
        if right - left < LABEL[0] + 12:
            continue  # a page too small to write on
        with pikepdf.open(io.BytesIO(_label(f"{place}/{total}"))) as label:
            form = whole.copy_foreign(label.pages[0].as_form_xobject())
        name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Number{place}"))
        drawn = page.calc_form_xobject_placement(form, name, room)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + drawn)


@lru_cache(maxsize=512)
def _label(text: str) -> bytes:
    return rendering.label(text, *LABEL)


def _write(whole: pikepdf.Pdf, cover: Cover, into: Path) -> None:
    whole.docinfo["/Title"] = f"{cover.title}: {cover.abstract}"
    whole.docinfo["/CreationDate"] = f"D:{cover.at:%Y%m%d%H%M%S}Z"
    whole.Root.Lang = pikepdf.String("vi-VN")
    whole.save(into, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def hashes(files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Lines of a manifest as `sha256sum --check` reads it."""
    for name, content in files:
        yield f"{hashlib.sha256(content).hexdigest()}  {name}"
