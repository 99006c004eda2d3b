"""What a message needs: the word that was probably meant, and quotations of a bearable length."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext_lazy as _

from emulation.text import folded

LONGEST_QUOTATION = 60

# Letters of the old one-byte fonts and of UTF-8 that was read as Western text, where no such letter belongs.
_LETTER = "[A-Za-zÀ-ỹ]"
_GARBLED = re.compile(
    "\ufffd"  # a letter that some program could not read
    f"|(?<={_LETTER})[µ¸¶]|(?<={_LETTER})[·¹©ª¬¨](?={_LETTER})|[®§](?={_LETTER})"  # TCVN3
    "|[ÃÂÄÆ][\u0080-\u00bf]|á[º»][\u0080-\u00bf\u0152-\u02dc\u2013-\u203a\u20ac\u2122]"  # UTF-8 as Western
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def quoted(value: object) -> str:
    text = " ".join(_SURROGATES.sub("\ufffd", str(value)).split())
    return text if len(text) <= LONGEST_QUOTATION else f"{text[: LONGEST_QUOTATION - 1]}…"


def is_garbled(text: str) -> bool:
    """Was this written in an old font such as .VnTime, or damaged on its way?"""
    return bool(_GARBLED.search(text) or _SURROGATES.search(text))


class Suggestions:
    """Says what was probably meant; stops after some dozens, since a wrong file is wrong everywhere."""

    def __init__(self, most: int = 30) -> None:
        self._left = most

    def like(self, text: str, known: Iterable[str]) -> str:
        """ " Did you mean “x”?", or nothing."""
        if self._left <= 0:
            return ""
        self._left -= 1
        by_folded = {folded(word): word for word in known}
        close = get_close_matches(folded(text[:200]), by_folded, n=1, cutoff=0.6)
        return " " + str(_("Did you mean “%(word)s”?") % {"word": by_folded[close[0]]}) if close else ""
