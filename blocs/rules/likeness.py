"""Is an organisation of this name perhaps there already? Told from names alone, so the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import OSA

from emulation.text import folded, one_line
from emulation.verdicts import Reason

MOST_SHOWN = 5
SHORTEST = 6  # letters; shorter names differ in one letter all the time
LETTERS_PER_SLIP = 12  # one slip, and one more for each dozen of letters
ABBREVIATIONS = {
    "bch": "ban chap hanh",
    "bhxh": "bao hiem xa hoi",
    "ccb": "cuu chien binh",
    "hcm": "ho chi minh",
    "hdnd": "hoi dong nhan dan",
    "ldld": "lien doan lao dong",
    "lhpn": "lien hiep phu nu",
    "mttq": "mat tran to quoc",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "tncs": "thanh nien cong san",
    "tp": "thanh pho",
    "ubmttq": "uy ban mat tran to quoc",
    "ubnd": "uy ban nhan dan",
    "vn": "viet nam",
}
FILLERS = frozenset({"va", "cua", "tinh", "thanh", "pho"})  # come and go between two ways to write a name
_DIGITS = re.compile(r"\d+")


class Why(IntEnum):
    """The strongest first."""

    THIS_NAME = 1
    CALLED_SO = 2
    SAME_WORDS = 3
    PART = 4
    SLIP = 5

    @property
    def words(self) -> Reason:
        return _WORDS[self]


_WORDS: dict[Why, Reason] = {
    Why.THIS_NAME: _("has this very name"),
    Why.CALLED_SO: _("is or was also called so"),
    Why.SAME_WORDS: _("has the same words in its name"),
    Why.PART: _("one name is the beginning of the other"),
    Why.SLIP: _("differs in a letter or two"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that is there: its name of today, and all its names as they are searched."""

    key: int
    code: str
    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    known: Known
    why: Why

    @property
    def is_the_same(self) -> bool:
        return self.why == Why.THIS_NAME


def alike(name: str, others: Iterable[Known]) -> list[Alike]:
    """Those that may be meant by the name, the likeliest first."""
    name = one_line(name)
    if not folded(name):
        return []
    given = _Spelling(folded(name))
    found = []
    for other in others:
        if other.name.casefold() == name.casefold():
            found.append(Alike(other, Why.THIS_NAME))
            continue
        reasons = [why for text in other.spellings if (why := given.like(text)) is not None]
        if reasons:
            found.append(Alike(other, min(reasons)))
    return sorted(found, key=lambda row: (row.why, row.known.name))[:MOST_SHOWN]


class _Spelling:
    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = _written_out(text)
        self.words = _telling_words(self.plain)
        self.slips = 1 + len(self.plain) // LETTERS_PER_SLIP

    def like(self, other: str) -> Why | None:
        if other == self.text:
            return Why.CALLED_SO
        plain = _written_out(other)
        words = _telling_words(plain)
        if words and sorted(words) == sorted(self.words):
            return Why.SAME_WORDS
        shorter, longer = sorted((words, self.words), key=len)
        if len(shorter) > 1 and longer[: len(shorter)] == shorter:
            return Why.PART
        return Why.SLIP if self._is_slip(plain) else None

    def _is_slip(self, other: str) -> bool:
        """Numbers are no slips: the first school of a town is not its second."""
        if min(len(other), len(self.plain)) < SHORTEST:
            return False
        if _DIGITS.findall(other) != _DIGITS.findall(self.plain):
            return False
        return OSA.distance(other, self.plain, score_cutoff=self.slips) <= self.slips


def _written_out(text: str) -> str:
    return " ".join(ABBREVIATIONS.get(word, word) for word in text.split())


def _telling_words(text: str) -> list[str]:
    return [word for word in text.split() if word not in FILLERS]
