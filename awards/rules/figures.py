"""The figures of a condition (how often, how many years, which share), each at its place and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from awards.rules import conditions
from awards.rules.questions import QUESTIONS
from awards.rules.record import Record
from emulation.verdicts import Reason

Path = tuple[str | int, ...]
BOUNDS: dict[str, Reason] = {
    "count": _("number"),
    "years": _("years"),
    "within": _("within the last years"),
    "at_least": _("at least"),
    "at_most": _("at most"),
    "rank": _("rank"),
    "central_rank": _("rank"),
    "founded": _("years"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    path: Path
    words: Reason  # of the condition in which it stands
    bound: Reason
    value: int

    @property
    def label(self) -> str:
        """The words of a share or a count name its bound already."""
        return str(self.words) if self.path[-1] in ("at_least", "at_most") else f"{self.words}: {self.bound}"


def of(condition: Mapping[str, Any], year: int, path: Path = ()) -> Iterator[Figure]:
    """All figures, in the order in which the condition is read."""
    key = next(name for name in condition if name in conditions.JOINS or name in QUESTIONS)
    if key in conditions.JOINS:
        for place, part in enumerate(condition[key]):
            yield from of(part, year, (*path, key, place))
        return
    nobody = Record(kind="organisation", year=year, on=date(year, 12, 31))
    words = conditions.asked(condition, nobody).words
    for found, name, value in _numbers(condition[key], (*path, key), key):
        yield Figure(found, words, BOUNDS[name], value)


def _numbers(told: Any, path: Path, name: str) -> Iterator[tuple[Path, str, int]]:
    if isinstance(told, bool):
        return
    if isinstance(told, int) and name in BOUNDS:
        yield path, name, told
    elif isinstance(told, Mapping):
        for key, value in told.items():
            yield from _numbers(value, (*path, key), key)
    elif isinstance(told, list):
        for place, value in enumerate(told):
            yield from _numbers(value, (*path, place), name)


def replaced(condition: Mapping[str, Any], values: Mapping[Path, int]) -> dict[str, Any]:
    """The condition with other figures; the given one stays as it is."""
    made: Any = deepcopy(dict(condition))
    for path, value in values.items():
        at = made
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
    return dict(made)
