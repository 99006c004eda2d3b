"""How wide words are in our paper font, and where a title or a name is broken so that its lines are even."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from django.contrib.staticfiles import finders

POINT = 25.4 / 72  # mm
COMPOUNDS = Path(__file__).resolve().parent / "data" / "compounds.txt"
MOST_WORDS = 120  # beyond, a text is no name any more and is left to the flow
_WORDS = re.compile(r"\S+(?: [-–] \S+)*")  # "CHÍNH TRỊ - XÃ HỘI" is not broken at its hyphen


@cache
def _widths(bold: bool) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    # Slow to load, and only needed once something is printed.
    from fontTools.ttLib import TTFont

    face = "Bold" if bold else "Regular"
    path = finders.find(f"fonts/liberation-serif/LiberationSerif-{face}.ttf")
    with TTFont(str(path), lazy=True) as font:
        return font.getBestCmap(), dict(font["hmtx"].metrics), font["head"].unitsPerEm


@lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """In mm; a letter that the font lacks counts as a full square."""
    glyphs, metrics, per_em = _widths(bold)
    units = sum(metrics[glyphs[ord(letter)]][0] if ord(letter) in glyphs else per_em for letter in text)
    return units / per_em * size * POINT


@lru_cache(maxsize=1024)
def balanced(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in as few lines as the room in mm asks for, as even as possible, no word alone in the last."""
    words = _WORDS.findall(text)
    if not words or len(words) > MOST_WORDS:
        return (text,)
    space = width(" ", size, bold=bold)
    lengths = [width(word, size, bold=bold) for word in words]

    def length(start: int, end: int) -> float:
        return sum(lengths[start:end]) + space * (end - start - 1)

    whole = _even_breaks([not _is_torn(*pair) for pair in _neighbours(words)], room, length)
    breaks = _even_breaks([True] * (len(words) - 1), room, length)
    if breaks and whole and len(whole) <= len(breaks) + 1:
        breaks = whole
    if not breaks:
        return tuple(words)
    return tuple(" ".join(words[start:end]) for start, end in pairwise(breaks))


def _even_breaks(
    may_end: list[bool], room: float, length: Callable[[int, int], float]
) -> tuple[int, ...] | None:
    """Where each of the fewest lines begins and ends with the least raggedness, or None where none fit.

    `may_end` says of each word but the last whether a line may end behind it.
    """
    words = len(may_end) + 1
    ends = [end for end in range(1, words) if may_end[end - 1]]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for count in range(1, words + 1):
        last = _reached(best, [words], room, length, least=2 if 1 < count < words else 1)
        if last:
            return last[words][1]
        best = _reached(best, ends, room, length)
    return None


def _reached(
    best: dict[int, tuple[float, tuple[int, ...]]],
    ends: list[int],
    room: float,
    length: Callable[[int, int], float],
    least: int = 1,
) -> dict[int, tuple[float, tuple[int, ...]]]:
    """One line more behind each of the best so far."""
    reached: dict[int, tuple[float, tuple[int, ...]]] = {}
    for start, (ragged, breaks) in best.items():
        for end in ends:
            if end - start < least or (taken := length(start, end)) > room:
                continue
            total = ragged + (room - taken) ** 2
            if end not in reached or total < reached[end][0]:
                reached[end] = (total, (*breaks, end))
    return reached


def _neighbours(words: list[str]) -> list[tuple[str, str]]:
    """The syllables on both sides of each gap."""
    return [(left.split()[-1].lower(), right.split()[0].lower()) for left, right in pairwise(words)]


def _is_torn(left: str, right: str) -> bool:
    """Would a line's end between the two part a word, or TM. from what it stands for?"""
    return (left, right) in _inside_words() or (left.endswith(".") and len(left) <= 4)


@cache
def _inside_words() -> frozenset[tuple[str, str]]:
    """Neighbours within a word of several syllables, of those that names of bodies are made of."""
    words = COMPOUNDS.read_text(encoding="utf-8").splitlines()
    return frozenset(pair for word in words for pair in pairwise(word.split()))
