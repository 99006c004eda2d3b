"""How words are set on paper: what stays on one line, and where a line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_BREAK = SafeString("<br>")
_BOUND = re.compile(
    r"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Nn]gày|[Tt]háng|[Nn]ăm|Điều|[Kk]hoản|[Đđ]iểm|[Ss]ố) \w{1,20}"
    r"|\b\d[\d.,/]{0,20} (?:%|[a-zà-ỹđ]{1,10}\b)"
)


@register.filter
def bound(text: str) -> SafeString:
    """Keeps Ông and the name, ngày and its figure, a figure and its unit on one line."""
    end, pieces = 0, []
    for found in _BOUND.finditer(text):
        pieces.append((escape(text[end : found.start()]), found[0]))
        end = found.end()
    if not pieces:
        return escape(text)
    return format_html("{}{}", format_html_join("", '{}<span class="n">{}</span>', pieces), text[end:])


@register.filter
def broken(lines: Iterable[str]) -> SafeString:
    """Lines that were measured out, each on its own."""
    return format_html_join(_BREAK, "{}", ((line,) for line in lines))
