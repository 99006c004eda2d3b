"""Rules written in chapters and articles, as plain text that anybody can type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from documents import wording
from emulation.verdicts import Reason

_CHAPTER = re.compile(r"chương\s+([ivxlc]+)\s*[.:]?\s*(.*)", re.IGNORECASE)
_ARTICLE = re.compile(r"điều\s+(\d+)\s*[.:]\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the rules and what it is."""

    kind: Literal["chapter", "article", "text"]
    text: str
    number: str = ""


def lines(text: str) -> Iterator[Line]:
    """ "Chương I. …" begins a chapter, "Điều 1. …" an article; all else is text."""
    for row in (row.strip() for row in text.splitlines()):
        if chapter := _CHAPTER.fullmatch(row):
            yield Line("chapter", chapter[2], chapter[1].upper())
        elif article := _ARTICLE.fullmatch(row):
            yield Line("article", article[2], article[1])
        elif row:
            yield Line("text", row)


def wrong(text: str) -> Reason | None:
    """What is wrong with the numbers of chapters and articles; None when nothing is."""
    chapters = articles = 0
    titled = True
    for line in lines(text):
        if not titled and line.kind != "text":
            return _("Article %(number)s has neither title nor text.") % {"number": articles}
        if line.kind == "chapter":
            chapters += 1
            if line.number != wording.roman(chapters):
                return _("After chapter %(before)s comes chapter %(expected)s, not %(number)s.") % {
                    "before": wording.roman(chapters - 1) or "–",
                    "expected": wording.roman(chapters),
                    "number": line.number,
                }
        elif line.kind == "article":
            articles += 1
            if int(line.number) != articles:
                return _("After article %(before)s comes article %(expected)s, not %(number)s.") % {
                    "before": articles - 1 or "–",
                    "expected": articles,
                    "number": line.number,
                }
        titled = line.kind != "article" or bool(line.text)
    if not articles:
        return _("Begin each article with “Điều 1.”, “Điều 2.” and so on.")
    return None if titled else _("Article %(number)s has neither title nor text.") % {"number": articles}
