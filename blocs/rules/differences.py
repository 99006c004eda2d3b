"""What changed between two versions of a pledge, in words and marks that need no colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from emulation.verdicts import Reason

Kind = Literal["same", "added", "removed", "changed", "moved"]
WORDS: dict[str, Reason] = {
    "same": "",
    "added": _("New:"),
    "removed": _("Taken out:"),
    "changed": _("Changed:"),
    "moved": _("Moved:"),
}
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: kept, put in or taken out."""

    mark: Literal["same", "ins", "del"]
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    kind: Kind
    part: str  # theme, slogan, opening, items or targets
    pieces: tuple[Piece, ...]
    section: str = ""

    @property
    def word(self) -> Reason:
        """What became of the line, for those who see no marks; empty where nothing did."""
        return WORDS[self.kind]


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Line]:
    """Line by line in the order of the newer text; what was taken out stands where it was."""
    lines = [
        _line(part, before.get(part, ""), after.get(part, ""))
        for part in ("theme", "slogan", "opening")
        if before.get(part) or after.get(part)
    ]
    for part in ("items", "targets"):
        lines.extend(_lines(part, before.get(part, []), after.get(part, [])))
    return lines


def _lines(part: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Line]:
    old = {row["id"]: row for row in before}
    new = {row["id"]: row for row in after}
    kept_in_order = _longest_common([row["id"] for row in before], [row["id"] for row in after])
    gone = [row for row in before if row["id"] not in new]
    for row in after:
        while gone and before.index(gone[0]) <= _place(before, row["id"]):
            yield _removed(part, gone.pop(0))
        if row["id"] not in old:
            yield Line("added", part, (Piece("ins", as_text(row)),), row.get("section", ""))
            continue
        line = _line(part, as_text(old[row["id"]]), as_text(row), row.get("section", ""))
        moved = row["id"] not in kept_in_order or old[row["id"]].get("section") != row.get("section")
        yield Line("moved", part, line.pieces, line.section) if moved and line.kind == "same" else line
    for row in gone:
        yield _removed(part, row)


def _place(rows: list[dict[str, Any]], key: int) -> int:
    return next((place for place, row in enumerate(rows) if row["id"] == key), -1)


def _removed(part: str, row: dict[str, Any]) -> Line:
    return Line("removed", part, (Piece("del", as_text(row)),), row.get("section", ""))


def _line(part: str, before: str, after: str, section: str = "") -> Line:
    if before == after:
        return Line("same", part, (Piece("same", after),), section)
    kind: Kind = "added" if not before else "removed" if not after else "changed"
    return Line(kind, part, tuple(words(before, after)), section)


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


def as_text(row: dict[str, Any]) -> str:
    """A target with its figure in one line; an item is its text."""
    signs = {"at_least": "≥", "at_most": "≤", "exactly": "="}
    figure = f"{signs.get(row.get('comparison', ''), '')} {row['value']}".strip() if row.get("value") else ""
    rest = " ".join(part for part in (figure, row.get("unit", "")) if part)
    owner = f"({row['owner']})" if row.get("owner") else ""
    return " · ".join(part for part in (row["text"], rest, owner) if part)


def _longest_common(before: list[int], after: list[int]) -> set[int]:
    """The keys that need not have moved."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {before[block.a + step] for block in blocks for step in range(block.size)}
