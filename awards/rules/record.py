"""What the rules know of somebody who may be proposed: plain values, filled by a selector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from awards.models import Basis, Rating, RecipientKind, Scope

RATINGS = tuple(Rating)
SCOPES = tuple(Scope)


@dataclass(frozen=True, slots=True)
class Past:
    """An honour that was received and not revoked."""

    award: str
    year: int
    level: str = ""  # of Award.Level
    family: str = ""  # of Award.Family
    basis: str = Basis.MERIT


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another; an open end is still running."""

    starts: date
    ends: date | None = None

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Held(Span):
    """Why no commendation may be proposed for the time being (N152, 4.4)."""

    ground: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Initiative:
    year: int
    scope: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The movement that is reviewed, for awards on its occasion."""

    launched_by: str  # of Movement.Level
    years: int  # that it has run
    final: bool  # the final review; otherwise an interim one
    leading: bool | None = None  # among those who took part


@dataclass(frozen=True, slots=True)
class Collective:
    """The organisation of a person, as far as the person's own honours look at it."""

    rating: str = ""
    share_excellent: Decimal | int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One recipient seen from one day, for one year. None means: nobody has said."""

    kind: str
    year: int
    on: date
    ground: str = Basis.MERIT
    ratings: Mapping[int, str] = field(default_factory=dict)
    honours: tuple[Past, ...] = ()
    disciplines: tuple[Span, ...] = ()
    holds: tuple[Held, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    rank: int | None = None  # in the bloc, this year
    in_provincial_bloc: bool | None = None
    central_rank: int | None = None  # in a bloc of the Central Council; None where it is in none
    is_commune: bool | None = None
    exceeded_targets: bool | None = None
    flag_eligible: bool = True
    founded_on: date | None = None
    direct_worker: bool | None = None
    woman: bool | None = None
    heads: bool = False  # its organisation
    collective: Collective = Collective()
    rating_source: str = ""
    months_served: int | None = None  # in the year
    unpaid_days: int | None = None  # working days of leave without pay, in the year
    movement: Reviewed | None = None
    figures: Mapping[str, Decimal | int] = field(default_factory=dict)  # shares and counts, by name

    @property
    def is_collective(self) -> bool:
        return self.kind in (RecipientKind.ORGANISATION, RecipientKind.SUB_COLLECTIVE)

    @property
    def counts_from(self) -> int:
        """The first year whose achievements count: after the last disciplinary measure (N152, 4.4)."""
        ended = [span.ends.year for span in self.disciplines if span.ends and span.ends <= self.on]
        return max(ended, default=0) + 1 if ended else 0
