"""Where a usual line stands on the paper, and what makes two of them the same."""

from __future__ import annotations

from blocs.models import UsualLine
from blocs.rules.pledge_words import HEADINGS
from blocs.rules.pledging import TARGETS, fingerprint

WORDS = ("kind", "section", "text", "comparison", "value", "unit", "source")


def words_hash(line: UsualLine) -> str:
    """What a form remembers of the line it shows, so that a change by somebody else is noticed."""
    values = {name: getattr(line, name) for name in WORDS}
    if values["value"] is not None:
        values["value"] = values["value"].normalize()
    return fingerprint("\n".join(f"{name}={value}" for name, value in values.items()))


def part_heading(line: UsualLine) -> str:
    return HEADINGS[TARGETS if line.kind == UsualLine.Kind.TARGET else line.section]
