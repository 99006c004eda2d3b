"""The guide of docs/guide/ as pages of the site: drawn once, cleaned, its pictures among the static files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import nh3
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"
FIRST = "README"
PAGES = ("officer", "head", "leader", "standing", "administrator")
TAGS = {"a", "code", "em", "h2", "h3", "img", "li", "ol", "p", "strong", "ul"} | {
    *("table", "tbody", "td", "th", "thead", "tr"),
}
ATTRIBUTES = {
    "a": {"href"},
    "h2": {"id"},
    "h3": {"id"},
    "img": {"alt", "class", "height", "src", "width"},
    "ol": {"start"},
    "table": {"class"},
    "td": {"data-label"},
    "th": {"data-label", "scope"},
}


@dataclass(frozen=True, slots=True)
class Section:
    place: str  # on the page, behind #
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    title: str
    sections: tuple[Section, ...]
    text: SafeString

    @property
    def url(self) -> str:
        return address(self.name)


def address(name: str) -> str:
    return reverse("blocs:guide") if name == FIRST else reverse("blocs:guide-page", args=[name])


def page(name: str) -> Page:
    """Drawn again when its file has changed."""
    return _page(name, (FOLDER / f"{name}.md").stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _page(name: str, written: int) -> Page:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    title = tokens[1].content
    tokens = tokens[3:]  # the first heading is that of the page itself
    sections = tuple(_sections(tokens))
    _tables(tokens)
    for token in tokens:
        token.children = list(_led_and_shown(token.children or []))
    html = nh3.clean(
        reader.renderer.render(tokens, reader.options, {}), tags=TAGS, attributes=ATTRIBUTES, link_rel=None
    )
    return Page(name, title, sections, mark_safe(html))  # noqa: S308  cleaned, and of our own writing


def place(heading: str) -> str:
    """Where GitHub would put it, too, so that links lead there in both."""
    return re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")


def _sections(tokens: list[Token]) -> Iterator[Section]:
    for opened, words in pairwise(tokens):
        if opened.type == "heading_open":
            opened.attrSet("id", place(words.content))
            if opened.tag == "h2":
                yield Section(place(words.content), words.content)


def _tables(tokens: list[Token]) -> None:
    """Rows become cards on a phone: the first cell heads its row, the others carry their heading."""
    headings: list[str] = []
    column = 0
    for opened, words in pairwise(tokens):
        if opened.type == "table_open":
            opened.attrSet("class", "table table--stacked")
            headings = []
        elif opened.type == "tr_open":
            column = 0
        elif opened.type == "th_open":
            opened.attrSet("scope", "col")
            headings.append(words.content)
        elif opened.type in {"td_open", "td_close"} and column == 0:
            opened.tag = "th"
            if opened.type == "td_open":
                opened.attrSet("scope", "row")
            else:
                column += 1
        elif opened.type == "td_open":
            opened.attrSet("data-label", headings[column])
        elif opened.type == "td_close":
            column += 1


def _led_and_shown(tokens: list[Token]) -> Iterator[Token]:
    """Links lead to the pages of the site, pictures are ours, and open in their own size."""
    for token in tokens:
        if token.type == "link_open":
            token.attrSet("href", _led(str(token.attrGet("href"))))
        if token.type != "image":
            yield token
            continue
        name = Path(str(token.attrGet("src"))).name
        with Image.open(FOLDER / "pictures" / name) as picture:
            width, height = picture.size
        token.attrSet("src", static(f"guide/{name}"))
        token.attrs |= {"class": "guide__picture", "width": width, "height": height}
        yield Token("link_open", "a", 1, attrs={"href": str(token.attrGet("src"))})
        yield token
        yield Token("link_close", "a", -1)


def _led(href: str) -> str:
    name, _dot, rest = href.partition(".md")
    if not _dot:
        return href
    return address(name) + rest
