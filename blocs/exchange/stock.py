"""What is there already, as records: all that a file is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from blocs.exchange import records
from emulation.text import folded

SeasonKey = tuple[str, int]  # code of the bloc, year
MovementKey = tuple[str, str]  # code of the bloc or "" for the province's own, name


@dataclass(frozen=True)
class Name:
    name: str
    short_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def span(self) -> tuple[date | None, date | None]:
        return self.valid_from, self.valid_to


@dataclass(frozen=True)
class Organisation:
    code: str
    kind: str
    names: tuple[Name, ...]
    aliases: tuple[str, ...] = ()
    parent: str = ""

    def spellings(self) -> list[str]:
        names = [text for name in self.names for text in (name.name, name.short_name) if text]
        return [*names, *self.aliases]

    def folded_spellings(self) -> set[str]:
        return {folded(text) for text in self.spellings()}

    @property
    def current(self) -> str:
        return self.names[-1].name if self.names else self.code


@dataclass(frozen=True)
class Bloc:
    code: str
    province: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Season:
    row: records.Season
    is_open: bool  # still in preparation, as it was imported or created: a file may change it


@dataclass(frozen=True)
class Pledge:
    row: records.Pledge
    is_draft: bool


@dataclass(frozen=True)
class Stock:
    """Of one province; blocs also of others where the file uses their codes."""

    province: records.Province | None = None
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    blocs: Mapping[str, Bloc] = field(default_factory=dict)
    seasons: Mapping[SeasonKey, Season] = field(default_factory=dict)
    movements: Mapping[MovementKey, records.Movement] = field(default_factory=dict)
    pledges: Mapping[SeasonKey, Pledge] = field(default_factory=dict)
