"""How long texts and long lists are laid out over slides: each word is shown, and can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

LETTERS = 770  # that the last row of a hall reads on one slide
LINE = 70  # letters that a line takes, however short the last one is
END_OF_SENTENCE = re.compile(r"(?<=[.!?;])\s+")

T = TypeVar("T")


def pages_of_text(text: str, *, most: int = LETTERS) -> list[list[str]]:
    """The paragraphs of each slide. A paragraph too long for one is parted between its sentences."""
    pages: list[list[str]] = []
    room = 0
    for piece in _pieces(text, most):
        if not pages or _size(piece) > room:
            pages.append([])
            room = most
        pages[-1].append(piece)
        room -= _size(piece)
    return pages


def pages_of(rows: Sequence[T], *, most: int) -> list[Sequence[T]]:
    """As many on each slide, as evenly as it goes: nine of at most eight are five and four."""
    if not rows:
        return []
    count = -(-len(rows) // most)
    each, more = divmod(len(rows), count)
    ends = [each * place + min(place, more) for place in range(count + 1)]
    return [rows[begin:end] for begin, end in pairwise(ends)]


def _size(piece: str) -> int:
    return -(-len(piece) // LINE) * LINE


def _pieces(text: str, most: int) -> Iterator[str]:
    for paragraph in (line.strip() for line in text.splitlines()):
        if _size(paragraph) <= most:
            if paragraph:
                yield paragraph
            continue
        kept = ""
        for sentence in END_OF_SENTENCE.split(paragraph):
            if kept and _size(f"{kept} {sentence}") > most:
                yield kept
                kept = sentence
            else:
                kept = f"{kept} {sentence}".strip()
        yield kept
