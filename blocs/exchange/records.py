"""The season file as plain records; each knows where its values stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from blocs.exchange.places import Place

FORMAT = "emulation-season/1"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Equal to another with the same values, wherever either stood."""

    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def at(self, name: str = "", item: int | None = None) -> Place:
        place = self.places.get(name) or self.places.get("", Place()).of(name)
        return place if item is None or place.in_sheet else place.nth(item)


@dataclass(frozen=True, kw_only=True)
class Province(Placed):
    code: str
    name: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Organisation(Placed):
    """One dated name of an organisation; a code that returns with other dates is the same organisation."""

    code: str
    kind: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def dated(self) -> bool:
        return self.valid_from is not None or self.valid_to is not None


@dataclass(frozen=True, kw_only=True)
class Season(Placed):
    year: int | None
    period: str = ""
    theme: str = ""
    leader: str = ""
    deputy: str = ""
    members: tuple[str, ...] = ()
    decision: str = ""
    deadlines: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Bloc(Placed):
    code: str
    kind: str
    name: str
    seasons: tuple[Season, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Movement(Placed):
    name: str
    form: str
    launched_by: str
    years: tuple[int, ...] = ()
    starts: date | None = None
    ends: date | None = None
    participants: tuple[str, ...] = ()
    goal: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Commitment(Placed):
    section: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Target(Placed):
    text: str
    unit: str = ""
    comparison: str = ""
    value: Decimal | None = None
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class Pledge(Placed):
    bloc: str
    year: int | None
    commitments: tuple[Commitment, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SeasonFile(Placed):
    province: Province
    organisations: tuple[Organisation, ...] = ()
    blocs: tuple[Bloc, ...] = ()
    movements: tuple[Movement, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    extras: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)  # rows of the sections of other apps
