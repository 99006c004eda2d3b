"""The order of a bloc's members by their totals, and how ties are broken (law §6.3 X6, §7.3).

The rules are tried in the season's order; each may tell apart those that are still equal. What no rule tells
apart stays a tie. Who is not eligible keeps the score and takes no place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from blocs.models import TieBreak
from blocs.rules.points import Points
from documents.wording import figure


@dataclass(frozen=True, slots=True)
class Contender:
    """A member with its points, and what the rules for ties look at; None is not known."""

    key: int
    points: Points
    women: Decimal | None = None  # per cent
    past_awards: int | None = None
    eligible: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    kind: TieBreak
    least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Band:
    name: str
    lowest: Decimal


@dataclass(frozen=True, slots=True)
class Place:
    contender: Contender
    rank: int | None  # None: not eligible
    tied: bool = False  # shares the place, since no rule tells them apart
    broken_by: TieBreak | None = None  # the rule that told it from others with the same total
    band: str = ""
    notes: tuple[str, ...] = ()


def ranked(contenders: Iterable[Contender], rules: Sequence[Rule], bands: Sequence[Band] = ()) -> list[Place]:
    """Best first; equals share a place and the next one counts them: 1, 2, 2, 4. The ineligible come last."""
    everyone = sorted(contenders, key=lambda one: (-one.points.total, one.key))
    places: list[Place] = []
    for equals in _split([one for one in everyone if one.eligible], lambda one: one.points.total):
        for tied, broken_by, notes in _broken(equals, rules):
            rank = len(places) + 1
            places += [Place(one, rank, len(tied) > 1, broken_by, notes=notes) for one in tied]
    places += [Place(one, None) for one in everyone if not one.eligible]
    return [replace(place, band=band_of(place.contender.points.total, bands)) for place in places]


def band_of(total: Decimal, bands: Iterable[Band]) -> str:
    """The name of the highest band that the total reaches; empty below all of them."""
    reached = [band for band in bands if total >= band.lowest]
    return max(reached, key=lambda band: band.lowest).name if reached else ""


Told = tuple[list[Contender], TieBreak | None, tuple[str, ...]]


def _broken(equals: list[Contender], rules: Sequence[Rule]) -> list[Told]:
    """Groups of those that stay equal, best first, each with the rule that made it a group."""
    groups: list[Told] = [(equals, None, ())]
    for rule in rules:
        refined: list[Told] = []
        for tied, broken_by, notes in groups:
            if len(tied) == 1:
                refined.append((tied, broken_by, notes))
                continue
            if any(_measure(rule, one) is None for one in tied):
                said = _("“%(rule)s” cannot be told: a figure is missing.") % {"rule": rule.kind.label}
                refined.append((tied, broken_by, (*notes, said)))
                continue
            parts = _split(tied, partial(_measure, rule))
            if len(parts) == 1:
                refined.append((tied, broken_by, notes))
                continue
            refined += [(part, rule.kind, (*notes, _why(rule, part[0]))) for part in parts]
        groups = refined
    return groups


def _split(
    contenders: list[Contender], measure: Callable[[Contender], Decimal | None]
) -> list[list[Contender]]:
    """Those of one measure together, the greatest first."""
    found: dict[Decimal, list[Contender]] = {}
    for one in contenders:
        size = measure(one)
        assert size is not None
        found.setdefault(size, []).append(one)
    return [found[size] for size in sorted(found, reverse=True)]


def _measure(rule: Rule, one: Contender) -> Decimal | None:
    """More is better; None where a figure is missing."""
    if rule.kind is TieBreak.BASE:
        return one.points.base
    if rule.kind is TieBreak.BONUS:
        return one.points.bonus
    if rule.kind is TieBreak.DEDUCTION:
        return -one.points.deduction
    if rule.kind is TieBreak.PAST_AWARDS:
        return None if one.past_awards is None else Decimal(-one.past_awards)
    if one.women is None or rule.least is None:
        return None
    return Decimal(one.women >= rule.least)  # the law prefers those from the share on, not the larger share


def _why(rule: Rule, one: Contender) -> str:
    if rule.kind is TieBreak.WOMEN:
        assert one.women is not None
        assert rule.least is not None
        said = (
            _("Same total; %(share)s %% women reach the share of %(least)s %%.")
            if one.women >= rule.least
            else _("Same total; %(share)s %% women do not reach the share of %(least)s %%.")
        )
        return said % {"share": figure(one.women), "least": figure(rule.least)}
    values = {
        TieBreak.BASE: one.points.base,
        TieBreak.BONUS: one.points.bonus,
        TieBreak.DEDUCTION: one.points.deduction,
        TieBreak.PAST_AWARDS: Decimal(one.past_awards or 0),
    }
    told = {"rule": rule.kind.label, "value": figure(values[rule.kind])}
    return _("Same total; told apart by “%(rule)s”: %(value)s.") % told
