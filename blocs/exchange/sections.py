"""Lists of the season file that belong to apps above this one; each registers its own at the start."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from blocs import models
from blocs.exchange.outcome import Line
from blocs.exchange.places import Problem
from blocs.exchange.schema import Rows
from blocs.exchange.words import Suggestions
from emulation.models import User


@dataclass(frozen=True)
class Around:
    """What a section may ask about the rest of the file and about what is there already."""

    organisation: Callable[
        [str], str
    ]  # a code of the file → the code it is stored under, "" when there is none
    named: Callable[
        [str], str
    ]  # a name with or without marks → the code it is stored under, "" when none or several
    members: Mapping[tuple[str, int], tuple[str, ...]]  # every season that the file or the database knows
    suggestions: Suggestions


@dataclass(frozen=True)
class SectionPlan:
    """What a section would do; `todo` is its own affair and comes back when it is to be done."""

    lines: Sequence[Line] = ()
    problems: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    todo: Any = None


@dataclass(frozen=True)
class Saved:
    """The rows to which a section may tie its own, by the codes under which they are stored."""

    organisations: Mapping[str, models.Organisation]
    seasons: Mapping[tuple[str, int], models.Season]
    by: User | None
    at: datetime


@dataclass(frozen=True)
class Section:
    rows: Rows
    plan: Callable[[Sequence[Any], Around], SectionPlan]
    save: Callable[[Any, Saved], None]
    take_out: Callable[[models.Season, Collection[str]], Sequence[Any]]  # with the codes that the file holds


@dataclass
class _Sections:
    known: dict[str, Section] = field(default_factory=dict)


_registered = _Sections()


def register(section: Section) -> None:
    _registered.known[section.rows.name] = section


def registered() -> tuple[Section, ...]:
    """In the order of their names, so that files come out alike whatever the order of the apps."""
    return tuple(_registered.known[name] for name in sorted(_registered.known))
