"""How words are set on paper: what stays on one line, and where a line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_BOUND = re.compile(
    r"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí) [A-ZÀ-Ỹ]\w{0,20}"
    r"|\b(?:[Nn]gày|[Tt]háng|[Nn]ăm|Điều|[Kk]hoản|[Ss]ố) \d[\w/-]{0,30}"
    r"|\b[Đđ]iểm (?:\d{1,20}|[a-zđ])\b"
    r"|\b\d[\d.,/]{0,20} (?:%|[a-zà-ỹđ]{1,10}\b)"
)


@register.filter
def bound(text: str) -> SafeString:
    """Keeps Ông and the name, ngày and its figure, a figure and its unit on one line."""
    end, pieces = 0, []
    for found in _BOUND.finditer(text):
        pieces.append((_before(text[end : found.start()]), found[0]))
        end = found.end()
    if not pieces:
        return escape(text)
    return format_html("{}{}", format_html_join("", '{}<span class="n">{}</span>', pieces), text[end:])


def _before(text: str) -> SafeString:
    """In a span too: WeasyPrint 70 breaks bare text that just fills its line after the first word of all."""
    words = text.rstrip(" ")
    return format_html("<span>{}</span>{}", words, text[len(words) :]) if words else escape(text)


@register.filter
def broken(lines: Iterable[str]) -> str:
    """Lines that were measured out, each on its own where the style sheet keeps line breaks."""
    return "\n".join(lines)


@register.filter
def tens(length: int) -> range:
    """Each tenth millimetre of a side."""
    return range(0, length + 1, 10)
