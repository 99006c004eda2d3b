"""What changed between two versions of a pledge, in words and marks that need no colour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from blocs.models.pledge import promised
from blocs.rules import pledge_words
from blocs.rules.pledging import TARGETS
from emulation.verdicts import Reason

Kind = Literal["same", "added", "removed", "changed", "moved"]
Row = dict[str, Any]
Names = Mapping[str, str]  # of organisations, by code
WORDS: dict[str, Reason] = {
    "same": "",
    "added": _("New"),
    "removed": _("Taken out"),
    "changed": _("Changed"),
    "moved": _("Moved"),
}
MOST_COMPARED = 8000  # letters; beyond them word by word takes too long
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: kept, put in or taken out."""

    mark: Literal["same", "ins", "del"]
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    kind: Kind
    part: str  # theme, slogan, opening, a section of items, or targets
    pieces: tuple[Piece, ...]

    @property
    def word(self) -> Reason:
        """What became of the line, for those who see no marks; empty where nothing did."""
        return WORDS[self.kind]


def differences(before: Row, after: Row, names: Names) -> list[Line]:
    """Line by line in the order of the paper; what was taken out stands where it was."""
    lines = [
        _line(part, before.get(part, ""), after.get(part, ""))
        for part in ("theme", "slogan", "opening")
        if before.get(part) or after.get(part)
    ]
    old, new = _by_part(before), _by_part(after)
    for part in pledge_words.PARTS:
        lines.extend(_lines(part, old, new, names))
    return lines


def _by_part(text: Row) -> dict[str, list[Row]]:
    parts: dict[str, list[Row]] = {part: [] for part in pledge_words.PARTS}
    for row in (*text.get("items", []), *text.get("targets", [])):
        parts[_part(row)].append(row)
    return parts


def _lines(part: str, old: dict[str, list[Row]], new: dict[str, list[Row]], names: Names) -> Iterator[Line]:
    here_before, here = old[part], new[part]
    kind = (
        [part] if part == TARGETS else [name for name in old if name != TARGETS]
    )  # items may change sections
    before = {row["id"]: row for name in kind for row in old[name]}
    staying = {row["id"] for name in kind for row in new[name]}
    places = {row["id"]: place for place, row in enumerate(here_before)}
    unmoved = _longest_common([row["id"] for row in here_before], [row["id"] for row in here])
    gone = [row for row in here_before if row["id"] not in staying]
    for row in here:
        while gone and places[gone[0]["id"]] <= places.get(row["id"], -1):
            yield _removed(gone.pop(0), names)
        yield _compared(before.get(row["id"]), row, names, moved=row["id"] not in unmoved)
    for row in gone:
        yield _removed(row, names)


def _removed(row: Row, names: Names) -> Line:
    return Line("removed", _part(row), (Piece("del", as_text(row, names)),))


def _compared(old: Row | None, new: Row, names: Names, *, moved: bool) -> Line:
    text = as_text(new, names)
    if old is None:
        return Line("added", _part(new), (Piece("ins", text),))
    line = _line(_part(new), as_text(old, names), text)
    if line.kind == "same" and moved:
        return Line("moved", line.part, line.pieces)
    return line


def _part(row: Row) -> str:
    return str(row.get("section", TARGETS))


def _line(part: str, before: str, after: str) -> Line:
    if before == after:
        return Line("same", part, (Piece("same", after),))
    kind: Kind = "added" if not before else "removed" if not after else "changed"
    return Line(kind, part, tuple(words(before, after)))


def words(before: str, after: str) -> Iterator[Piece]:
    """Word by word: a changed syllable is taken out whole and put in whole."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Piece("del", "".join(old[a:b]))
        if c < d:
            yield Piece("ins", "".join(new[c:d]))


def passages(before: str, after: str) -> Iterator[Piece]:
    """Paragraph by paragraph, then word by word inside those that changed: quick for long texts too."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            yield Piece("same", now)
        elif len(was) + len(now) <= MOST_COMPARED:
            yield from words(was, now)
        else:
            if was:
                yield Piece("del", was)
            if now:
                yield Piece("ins", now)


def as_text(row: Row, names: Names) -> str:
    """A target with figure, unit and owner in one line; an item is its text."""
    value = None if row.get("value") is None else Decimal(row["value"])
    figure = " ".join(part for part in (promised(row.get("comparison", ""), value), row.get("unit")) if part)
    owner = row.get("owner")
    parts = (row["text"], figure, names.get(owner, owner) if owner else "", row.get("data_source"))
    return " · ".join(part for part in parts if part)


def _longest_common(before: list[int], after: list[int]) -> set[int]:
    """The keys that need not have moved."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {before[block.a + step] for block in blocks for step in range(block.size)}
