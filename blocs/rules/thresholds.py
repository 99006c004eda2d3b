"""Thresholds as people write them: "95: 8; 80: 5", one on each line or with semicolons between."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from documents.wording import figure

_BETWEEN = re.compile(r"\s*(?::|=|→|->)\s*")
_FIGURE = re.compile(r"(-?\d{1,3}(?:\.\d{3})+|-?\d{1,12})(?:,(\d{1,4}))?|(-?\d{1,12})\.(\d{1,2}|\d{4})")
LONGEST_SHOWN = 40


class Unread(ValueError):
    """A line that is no threshold; says which."""


def read(text: str) -> list[list[str]]:
    """As the terms of a formula keep them: pairs of plain figures."""
    return [_pair(line.strip()) for line in re.split(r"[;\n]", text) if line.strip()]


def written(steps: Iterable[tuple[str, str] | list[str]], between: str = "\n") -> str:
    return between.join(f"{figure(Decimal(at))}: {figure(Decimal(points))}" for at, points in steps)


def _pair(line: str) -> list[str]:
    pair = [_plain(part) for part in _BETWEEN.split(line.lstrip("≥≤ "))]
    if len(pair) != 2 or not all(pair):
        raise Unread(_("Write a figure, a colon and its points: “%s”") % line[:LONGEST_SHOWN])
    return pair


def _plain(text: str) -> str:
    """1.234,5 and 1234.5 → 1234.5; empty for what is no figure."""
    found = _FIGURE.fullmatch(text.strip().rstrip("%").strip())
    if found is None:
        return ""
    whole, fraction = (found[1].replace(".", ""), found[2]) if found[1] else (found[3], found[4])
    return f"{whole}.{fraction}" if fraction else whole
