"""What is typed into a report, field by field: names, and by what a field is known to be still the same.

A name is the kind, the key of what it belongs to, and which of its values it is: "section-results",
"target-12-value", "movement-5", "score-34-base". Forms, the saving script and the workbook share them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from blocs.models import ReportSection

_NAME = re.compile(
    r"section-(?P<section>[a-z]{1,10})"
    r"|(?P<kind>target|movement|score)-(?P<key>[1-9][0-9]{0,17})(-(?P<value>[a-z]{1,9}))?"
)


class Kind(StrEnum):
    SECTION = "section"
    TARGET = "target"
    MOVEMENT = "movement"
    SCORE = "score"  # the member's own points


VALUES: dict[Kind, tuple[str, ...]] = {
    Kind.SECTION: ("",),
    Kind.TARGET: ("value", "note"),
    Kind.MOVEMENT: ("",),
    Kind.SCORE: ("base", "bonus", "deduction", "figure", "note"),
}
SORTS = ("base", "bonus", "deduction")  # of points
PARTS: dict[Kind, str] = {
    Kind.TARGET: "targets",
    Kind.MOVEMENT: "movements",
    Kind.SCORE: "scores",
}


@dataclass(frozen=True, slots=True)
class Field:
    kind: Kind
    key: int = 0  # of the target, the movement or the criterion
    value: str = ""  # which of its values
    section: str = ""

    @property
    def name(self) -> str:
        if self.kind == Kind.SECTION:
            return f"section-{self.section}"
        return "-".join(part for part in (self.kind, str(self.key), self.value) if part)

    @property
    def part(self) -> str:
        """The part of the report that it stands in, as remarks name it."""
        return self.section or PARTS[self.kind]


def parse(name: str) -> Field | None:
    """None where no field is called so."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    if section := found["section"]:
        return Field(Kind.SECTION, section=section) if section in ReportSection.Kind.values else None
    kind, value = Kind(found["kind"]), found["value"] or ""
    return Field(kind, int(found["key"]), value) if value in VALUES[kind] else None


def token(value: Any) -> str:
    """Short, and the same as long as the value is; what was seen is sent back with what is typed."""
    return hashlib.sha256(written(value).encode()).hexdigest()[:16]


def written(value: Any) -> str:
    """One text for each value: 96.50 is 96.5, nothing is empty."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text in ("-0", "") else text
    return str(value)
