"""Whose turn it is to lead: a ranking with reasons. It suggests; people choose, and give theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the ranking knows of a member."""

    organisation: int
    order: int
    led: tuple[int, ...] = ()  # years
    was_deputy: bool = False  # last year
    newcomer: bool = False
    closed: bool = False
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Custom:
    """How the bloc does it."""

    deputy_follows: bool = True
    newcomers_wait: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place in the ranking and why it has it; 0 for those who are passed over."""

    organisation: int
    place: int
    reasons: tuple[Reason, ...]

    @property
    def passed_over(self) -> bool:
        return self.place == 0


def suggest(
    candidates: Iterable[Candidate], custom: Custom, *, last_leader: int | None = None
) -> list[Place]:
    """Every member in turn: last year's deputy where that is the custom, never led, longest since.

    Those passed over stand at the end, with the reason. Last year's leader is ranked as led last year.
    """
    rows = list(candidates)
    ready = [row for row in rows if not _obstacles(row, custom)]
    ready.sort(key=lambda row: _rank(row, custom, last_leader))
    places = [
        Place(row.organisation, place, (_why(row, custom),)) for place, row in enumerate(ready, start=1)
    ]
    waiting = sorted((row for row in rows if _obstacles(row, custom)), key=lambda row: row.order)
    return places + [Place(row.organisation, 0, _obstacles(row, custom)) for row in waiting]


def _rank(row: Candidate, custom: Custom, last_leader: int | None) -> tuple[bool, bool, bool, int, int]:
    follows = custom.deputy_follows and row.was_deputy
    return (not follows, row.organisation == last_leader, bool(row.led), max(row.led, default=0), row.order)


def _why(row: Candidate, custom: Custom) -> Reason:
    if custom.deputy_follows and row.was_deputy:
        return _("Deputy leader last year.")
    if not row.led:
        return _("Has never led the bloc.")
    return _("Last led in %(year)s.") % {"year": max(row.led)}


def _obstacles(row: Candidate, custom: Custom) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if row.closed:
        reasons.append(_("No longer active."))
    if row.declined:
        reasons.append(_("Declined."))
    if row.newcomer and custom.newcomers_wait:
        reasons.append(_("New in the bloc this year."))
    return tuple(reasons)


@dataclass(frozen=True, slots=True)
class Turn:
    """A year to come, and who would lead it."""

    year: int
    leader: int
    deputy: int | None


def plan(candidates: Sequence[Candidate], custom: Custom, *, first_year: int, years: int) -> list[Turn]:
    """The coming years if all goes by the ranking and nobody joins or leaves."""
    turns: list[Turn] = []
    led = {row.organisation: row.led for row in candidates}
    deputy = next((row.organisation for row in candidates if row.was_deputy), None)
    last = None
    for year in range(first_year, first_year + years):
        ranked = suggest(
            (
                Candidate(
                    row.organisation,
                    row.order,
                    led[row.organisation],
                    was_deputy=row.organisation == deputy,
                    newcomer=row.newcomer and year == first_year,
                    closed=row.closed,
                    declined=row.declined and year == first_year,
                )
                for row in candidates
            ),
            custom,
            last_leader=last,
        )
        able = [place.organisation for place in ranked if not place.passed_over]
        if not able:
            break
        leader = able[0]
        deputy = able[1] if len(able) > 1 else None
        led[leader] = (*led[leader], year)
        last = leader
        turns.append(Turn(year, leader, deputy))
    return turns
