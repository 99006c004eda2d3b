"""What a change of an organisation looks at, and what it comes to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

from django.utils.translation import gettext_lazy as _

from blocs.models import OrganisationEvent
from emulation.verdicts import Reason

Kind = OrganisationEvent.Kind
ONE_DAY = timedelta(days=1)


class What(StrEnum):
    NAME_ENDS = auto()
    NAME_BEGINS = auto()
    CLOSES = auto()
    ALIAS = auto()
    MOVES = auto()  # key: whose place in the tree; to: what it then belongs to
    LEAVES = auto()
    NEVER_JOINS = auto()
    JOINS = auto()
    ACTS = auto()
    DEPUTY_ENDS = auto()
    DEPUTY_NEVER = auto()
    MANDATE_ENDS = auto()
    PASSES = auto()  # a target of an open pledge; to: its new owner, nobody: all members
    STAYS = auto()  # told, not done


ORGANISATION, BLOCS, PEOPLE, PLEDGES = (
    _("Organisation and names"),
    _("Membership and leadership of blocs"),
    _("Mandates of people"),
    _("Pledges and papers"),
)


@dataclass(frozen=True, slots=True)
class Effect:
    what: What
    words: Reason
    about: Reason  # the heading that it stands below
    key: int = 0
    to: int | None = None
    day: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    key: int
    name: str
    last_day: date | None = None
    province: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody would have happen."""

    kind: str
    source: Body
    day: date
    targets: tuple[Body, ...] = ()
    decision: str = ""
    name: str = ""
    goes_on: bool = False
    joins: bool = False

    @property
    def closes(self) -> bool:
        return self.kind in (Kind.MERGE, Kind.DISSOLVE) or (self.kind == Kind.SPLIT and not self.goes_on)

    @property
    def last_day(self) -> date:
        return self.day - ONE_DAY

    @property
    def receiver(self) -> Body | None:
        """Who takes over what one alone can hold."""
        return self.targets[0] if self.kind == Kind.MERGE and len(self.targets) == 1 else None


@dataclass(frozen=True, slots=True)
class Name:
    key: int
    text: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Year:
    """A membership of the source in one season, with who leads there on the day of the change."""

    membership: int
    season: int
    words: str
    joined_on: date
    left_on: date | None
    first_day: date
    last_day: date
    is_closed: bool = False
    leads: bool = False
    leads_later: date | None = None  # the first day of a leadership that is still to come
    deputy: Body | None = None  # who would act; not the source
    deputy_terms: tuple[tuple[int, date], ...] = ()  # key and first day of the source's own, while open
    members: frozenset[int] = frozenset()  # on the day or later


@dataclass(frozen=True, slots=True)
class Held:
    key: int
    words: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of a pledge that the source alone has promised."""

    key: int
    text: str
    season: int
    words: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Facts:
    names: tuple[Name, ...] = ()
    parent: Body | None = None
    children: tuple[Body, ...] = ()
    below: frozenset[int] = frozenset()  # all that belong to the source, at whatever distance
    years: tuple[Year, ...] = ()
    mandates: tuple[Held, ...] = ()
    last_of: tuple[str, ...] = ()  # roles of the province that nobody outside the source holds
    promises: tuple[Promise, ...] = ()
    papers: tuple[str, ...] = ()  # issued for the seasons concerned
    spellings: frozenset[str] = frozenset()  # under which the receiver is found already


@dataclass(frozen=True, slots=True)
class Plan:
    effects: tuple[Effect, ...]
    faults: dict[str, Reason]

    @property
    def digest(self) -> str:
        """Two plans with the same digest do the same."""
        told = "\n".join(
            f"{row.what}|{row.key}|{row.to}|{row.day}|{row.text}"
            for row in self.effects
            if row.what is not What.STAYS
        )
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def parts(self) -> list[tuple[Reason, list[Effect]]]:
        """The effects below their headings, also those that hold none."""
        return [
            (heading, [row for row in self.effects if row.about is heading])
            for heading in (ORGANISATION, BLOCS, PEOPLE, PLEDGES)
        ]
