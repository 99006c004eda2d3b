"""Texts of people on their way to paper: bounded, normalised, and in letters that our own font has."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from django.utils.translation import gettext as _

from emulation.text import normalise, one_line
from emulation.verdicts import Refused

LONGEST_TEXT = 20_000  # letters; layout takes 0.5 s for them, and 3 s for five times as many
LONGEST_RUN = 120  # letters without a space
MOST_ROWS = 2_000  # of one table

# What all four faces hold (a test compares); any other letter would bring in a font of the system.
_FOREIGN = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\u024f\u02b0-\u036f\u0384-\u038a\u038e-\u03a1\u03a3-\u03ce\u03d0-\u0513"
    "\u1e00-\u1e9b\u1ea0-\u1ef9\u2010\u2012-\u2022\u2026\u2030\u2032-\u2034\u2039\u203a\u2044"
    "\u2074-\u2079\u2080-\u2089\u20a0-\u20b5\u2105\u2113\u2116\u2122\u2126\u2153\u2154\u215b-\u215e"
    "\u2190-\u2195\u2202\u2206\u220f\u2211\u2212\u2219\u221a\u221e\u222b\u2248\u2260\u2261\u2264\u2265"
    "\u25a0\u25a1\u25aa\u25ab\u25b2\u25ba\u25bc\u25c4\u25ca\u25cb\u25cf\u25e6\u2660\u2663\u2665\u2666]"
)
_MEANT = {
    "☐": "□",
    "☑": "■",
    "☒": "■",
    "✓": "√",
    "✔": "√",
    "✗": "×",
    "✘": "×",
    "➢": "–",
    "❖": "♦",
    "➔": "→",
    "\u2011": "-",
    "\uf0b7": "•",  # Word's own bullet and tick
    "\uf0fc": "√",
    "\ufe0f": "",
}
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")


def text(value: str, limit: int = LONGEST_TEXT) -> str:
    """Several lines; refuses what would hold up the printing."""
    if len(value) > limit:
        raise Refused(
            _("A text of %(length)d letters is too long to print; the limit is %(limit)d.")
            % {"length": len(value), "limit": limit}
        )
    return _in_our_letters(normalise(value))


def line(value: str, limit: int = LONGEST_TEXT) -> str:
    return one_line(text(value, limit))


def _in_our_letters(value: str) -> str:
    if _FOREIGN.search(value):
        value = unicodedata.normalize("NFC", _FOREIGN.sub(lambda found: _nearest(found[0]), value))
    return _LONG_RUN.sub(lambda found: f"{found[0]} ", value)


@lru_cache(maxsize=512)
def _nearest(letter: str) -> str:
    """A sign that means the same, the plain letter of a fancy one, or a square that shows in the preview."""
    if letter in _MEANT:
        return _MEANT[letter]
    plain = unicodedata.normalize("NFKC", letter)
    return plain if plain != letter and not _FOREIGN.search(plain) else "□"
