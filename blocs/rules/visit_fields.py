"""What is typed into the checklist of a visit, field by field; tokens are those of blocs.rules.report_fields.

A name is the kind of line, its key, and which of its values it is: "criterion-12-base", "target-5-why",
"item-3-finding"; or one of the texts of the visit: "text-conclusion".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from blocs.rules.report_fields import SORTS

_NAME = re.compile(
    r"text-(?P<text>conclusion|answer)|(?P<kind>criterion|target|item)-(?P<key>[1-9][0-9]{0,17})-(?P<value>[a-z]{1,9})"
)
TEXTS = ("conclusion", "answer")


class Kind(StrEnum):
    CRITERION = "criterion"
    TARGET = "target"
    ITEM = "item"
    TEXT = "text"


WORDS = ("why", "note")
VALUES: dict[Kind, tuple[str, ...]] = {
    Kind.CRITERION: ("finding", *SORTS, *WORDS),
    Kind.TARGET: ("finding", *WORDS),
    Kind.ITEM: ("finding", *WORDS),
}


@dataclass(frozen=True, slots=True)
class Field:
    kind: Kind
    key: int = 0
    value: str = ""  # which of its values, or which text

    @property
    def name(self) -> str:
        return f"text-{self.value}" if self.kind == Kind.TEXT else f"{self.kind}-{self.key}-{self.value}"


def parse(name: str) -> Field | None:
    """None where no field is called so."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    if text := found["text"]:
        return Field(Kind.TEXT, value=text)
    kind = Kind(found["kind"])
    return Field(kind, int(found["key"]), found["value"]) if found["value"] in VALUES[kind] else None
