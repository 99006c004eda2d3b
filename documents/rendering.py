"""Paper to PDF: the only module that knows WeasyPrint.

Each process keeps one renderer with its fonts and style sheets; nothing is fetched from anywhere but the
files read here, and the same layout gives the same bytes in every process.
"""

from __future__ import annotations

import gc
import io
import os
import re
import threading
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pydyf
import segno
from cssselect2 import ElementWrapper
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents import structure
from documents.content import Document, Format
from documents.layout import Layout, lay_out
from documents.sheets import format_sheet, placed_sheet
from emulation.deep_calls import with_room

BUNDLE = "https://bundle.invalid/"  # names files under static/; resolves to nothing on any network
FONTS = "fonts/liberation-serif"
SHEET = "css/documents/paper.css"
ELEMENTS_SHEET = "css/documents/elements.css"
STAMP_SHEET = "css/documents/stamp.css"
PLACED_SHEET = "css/documents/placed.css"
SLOT = "slot-"  # what the ids of rooms for signatures begin with
PACKING = 6  # zlib's level: 9, the writer's own, takes a tenth of a paper's time to save one byte in fifty
_LINE_ENDS = (b"\r", b"\n")
_AMBIGUOUS = re.compile(rb"[\r\n]\nendstream")
_PX = 0.75  # pt
_TYPES = {".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png"}

# PDF/UA asks for its mark in the metadata, and PDF/A for a description of that mark.
_UA_MARK = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>PDF/UA part</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


class Unprintable(Exception):
    """A paper asked for a file that is not ours. Nothing of it is printed."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the room of one signature lies: the page from 0, the corners in pt from its lower left one."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper as PDF/A-3a and PDF/UA-1 in one file, and the rooms for signatures in it by their names."""

    content: bytes
    slots: dict[str, Slot]


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of letters on pre-printed stock: mm from the upper left corner, letters in pt."""

    text: str
    x: float
    y: float
    width: float
    size: float
    align: str = "left"
    bold: bool = False


def pdf(document: Document) -> bytes:
    return pdf_of(lay_out(document))


def pdf_of(layout: Layout) -> bytes:
    return printed_of(layout).content


def printed(document: Document) -> Printed:
    return printed_of(lay_out(document))


def printed_of(layout: Layout) -> Printed:
    files = {"qr.svg": qr_code(layout.verification.link)} if layout.verification else {}
    return renderer().printed(html(layout), layout.format, files)


def stamp(context: Mapping[str, Any], width: float, height: float, picture: bytes = b"") -> bytes:
    """What stands in the room of a signature, as a page of that size in pt; `picture` is a PNG."""
    text = render_to_string("documents/stamp.html", {**context, "width": width, "picture": bool(picture)})
    return renderer().stamp(unicodedata.normalize("NFC", text), (width, height), {"picture.png": picture})


def label(text: str, width: float, height: float) -> bytes:
    """A line of small letters at the right of a page of that size in pt, to be laid onto another page."""
    page = render_to_string("documents/label.html", {"text": text})
    return renderer().label(unicodedata.normalize("NFC", page), (width, height))


def placed(sheets: Sequence[Sequence[Placed]], size: tuple[int, int], *, grid: bool = False) -> bytes:
    """A page of this size in mm for each sheet, its lines in their places; `grid` is what to measure by."""
    text = render_to_string("documents/placed.html", {"sheets": sheets, "grid": grid, "size": size})
    return renderer().placed(unicodedata.normalize("NFC", text), placed_sheet(sheets, size))


def html(layout: Layout) -> str:
    text = render_to_string("documents/paper.html", {"paper": layout})
    return unicodedata.normalize("NFC", text)


def qr_code(link: str) -> bytes:
    drawing = io.BytesIO()
    segno.make_qr(link, error="m").save(drawing, kind="svg", border=0, xmldecl=False, nl=False)
    return drawing.getvalue()


@cache
def renderer() -> Renderer:
    """This process's own; a process that is forked off makes itself another."""
    return Renderer()


os.register_at_fork(after_in_child=renderer.cache_clear)


class Renderer:
    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self._files = {f"{FONTS}/{path.name}": path.read_bytes() for path in _bundled(FONTS).glob("*.ttf")}
        self._elements = self._css(_bundled(ELEMENTS_SHEET).read_text(encoding="utf-8"))
        self._sheet = self._css(_bundled(SHEET).read_text(encoding="utf-8"))
        self._stamp_sheet = self._css(_bundled(STAMP_SHEET).read_text(encoding="utf-8"))
        self._placed_sheet = self._css(_bundled(PLACED_SHEET).read_text(encoding="utf-8"))
        self._stamp_page = lru_cache(maxsize=32)(
            lambda size: self._css(f"@page {{ size: {size[0]:.2f}pt {size[1]:.2f}pt }}")
        )
        self._format_sheet = lru_cache(maxsize=32)(lambda format: self._css(format_sheet(format)))
        self._one_at_a_time = (
            threading.Lock()
        )  # shared by threads it would be slower than one after the other
        gc.collect()
        gc.freeze()  # what is loaded by now is never walked over again

    def stylesheets(self, format: Format) -> list[CSS]:
        return [self._sheet, self._format_sheet(format)]

    def fetcher(self, files: Mapping[str, bytes]) -> BundledOnly:
        return BundledOnly({**self._files, **files})

    @with_room
    def printed(self, html: str, format: Format, files: Mapping[str, bytes]) -> Printed:
        with self._working():
            laid = self._laid(html, self.stylesheets(format), files)
            return Printed(_written(laid), dict(_slots(laid)))

    @with_room
    def stamp(self, html: str, size: tuple[float, float], files: Mapping[str, bytes]) -> bytes:
        with self._working(collect=False):  # a handful of boxes
            return bytes(self._laid(html, [self._stamp_sheet, self._stamp_page(size)], files).write_pdf())

    @with_room
    def label(self, html: str, size: tuple[float, float]) -> bytes:
        with self._working(collect=False):
            return bytes(self._laid(html, [self._stamp_sheet, self._stamp_page(size)], {}).write_pdf())

    @with_room
    def placed(self, html: str, sheet: str) -> bytes:
        with self._working():
            return bytes(self._laid(html, [self._placed_sheet, self._css(sheet)], {}).write_pdf())

    def _laid(self, html: str, sheets: list[CSS], files: Mapping[str, bytes]) -> Any:
        page = Page(html, self.fetcher(files), self._elements)
        return page.render(stylesheets=sheets, font_config=self.fonts)

    @contextmanager
    def _working(self, *, collect: bool = True) -> Iterator[None]:
        with self._one_at_a_time:
            collecting = gc.isenabled()
            gc.disable()  # collecting amidst a layout walks over all its boxes, again and again
            try:
                yield
            except FatalURLFetchingError as refused:  # a BaseException, which no error page would see
                raise Unprintable(str(refused)) from None
            finally:
                if collecting:
                    gc.enable()
                if collect:
                    gc.collect()

    def _css(self, text: str) -> CSS:
        return CSS(string=text, base_url=BUNDLE + SHEET, url_fetcher=self.fetcher({}), font_config=self.fonts)


class Page(HTML):
    """A page of our own template: well-formed, so read in a tenth of the time of any HTML; with few elements,
    so what they are by themselves is a sheet of our own."""

    def __init__(self, text: str, fetcher: BundledOnly, elements: CSS) -> None:
        root = ElementTree.fromstring(text.strip())  # noqa: S314  our own text: it declares no entities
        self.wrapper_element = ElementWrapper.from_html_root(root)
        self.etree_element = self.wrapper_element.etree_element
        self.base_url, self.url_fetcher, self.media_type = BUNDLE, fetcher, "print"
        self.elements = elements

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [self.elements]


class BundledOnly(URLFetcher):
    """Serves the files it was given; any other address stops the paper."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = files

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        name = url.removeprefix(BUNDLE)
        if not url.startswith(BUNDLE) or name not in self.files:
            raise FatalURLFetchingError(f"refused: {url[:200]}")
        kind = _TYPES.get(Path(name).suffix, "application/octet-stream")
        return URLFetcherResponse(url, body=self.files[name], headers={"Content-Type": kind})


def _slots(laid: Any) -> Iterator[tuple[str, Slot]]:
    for number, page in enumerate(laid.pages):
        for name, (left, top, right, bottom) in page.anchors.items():
            if name.startswith(SLOT):
                corners = (left, page.height - bottom, right, page.height - top)
                left, lower, right, upper = (round(corner * _PX, 2) for corner in corners)
                yield name.removeprefix(SLOT), Slot(number, (left, lower, right, upper))


def _written(laid: Any) -> bytes:
    """The file, in which no stream ends with what may be taken for the end of a line.

    By chance of compression some would; readers then disagree on the stream's length, which PDF/A forbids.
    The two streams that come last are made by the writer itself: written again among a few things more,
    the chances are new.
    """
    for spare in range(20):
        content = bytes(laid.write_pdf(pdf_variant="pdf/a-3a", finisher=partial(_finish, spare=spare)))
        if not _AMBIGUOUS.search(content):
            break
    return content


def _finish(document: Any, pdf: pydyf.PDF, *, spare: int) -> None:
    """Add PDF/UA's mark, take out tags that say nothing, and have the bytes of each object made once."""
    structure.without_empty_layers(pdf)
    for place, thing in enumerate(pdf.objects):
        if thing.free == "f":
            continue
        if isinstance(thing, pydyf.Stream):
            _settle(thing)
        pdf.objects[place] = _Written(thing)
    for _ in range(spare):
        pdf.add_object(pydyf.Dictionary({}))


def _settle(stream: pydyf.Stream) -> None:
    """Its content as it will stand in the file; metadata stay readable without unpacking."""
    if stream.extra.get("Type") == "/Metadata":
        stream.compress = False
        stream.stream = [piece.replace(b"</rdf:RDF>", _UA_MARK + b"</rdf:RDF>") for piece in stream.stream]
    if stream.compress:
        while (packed := zlib.compress(_content(stream), PACKING)).endswith(_LINE_ENDS):
            _lengthen(stream)
        stream.stream, stream.compress = [packed], False
        stream.extra["Filter"] = "/FlateDecode"


def _content(stream: pydyf.Stream) -> bytes:
    return bytes(pydyf.Stream(stream.stream).data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream"))


class _Written(pydyf.Object):
    """An object with its bytes at hand: the writer asks twice, first to name the file after all of them."""

    data = b""
    compressible = False

    def __init__(self, thing: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation = thing.number, thing.generation
        self.compressible = thing.compressible
        self.data = thing.data


def _lengthen(stream: pydyf.Stream) -> None:
    """Blanks at its end mean nothing to a page, nor do bytes behind its tables to a font."""
    if "Length1" in stream.extra:
        stream.stream = [*stream.stream[:-1], bytes(stream.stream[-1]) + b"\1" * 4]
        stream.extra["Length1"] += 4
    else:
        stream.stream = [*stream.stream, b" "]


def _bundled(name: str) -> Path:
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(f"static/{name} is missing")
    return Path(found)
