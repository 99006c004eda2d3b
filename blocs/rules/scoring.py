"""A score table as plain values, and what points entered for its criteria come to.

A leaf is a criterion without parts: only leaves take points. Limits cap each criterion, then each group, then
the whole; nothing is rounded on the way up, for leaves are on their steps already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from blocs.rules.formulas import Chosen, Figures, Rule, Worth
from blocs.rules.points import Limits, Points, together


@dataclass(frozen=True, slots=True)
class Criterion:
    key: int
    limits: Limits
    name: str = ""
    rule: Rule | None = None  # None: people judge
    chosen: Chosen | None = None  # which figure the rule takes; None: found by the name
    is_penalty: bool = False
    parts: tuple[Criterion, ...] = ()

    def leaves(self) -> Iterator[Criterion]:
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Group:
    key: int
    limits: Limits
    name: str = ""
    criteria: tuple[Criterion, ...] = ()

    def leaves(self) -> Iterator[Criterion]:
        for criterion in self.criteria:
            yield from criterion.leaves()


@dataclass(frozen=True, slots=True)
class Table:
    limits: Limits
    groups: tuple[Group, ...] = ()

    def leaves(self) -> Iterator[Criterion]:
        for group in self.groups:
            yield from group.leaves()


@dataclass(frozen=True, slots=True)
class Tally:
    """The points of every criterion and group, by their keys, and of the whole."""

    points: Points
    groups: Mapping[int, Points] = field(default_factory=dict)
    criteria: Mapping[int, Points] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        return self.points.total


def tally(table: Table, given: Mapping[int, Points]) -> Tally:
    """Add up what was given for the leaves, by their keys; a leaf without points counts nought."""
    criteria: dict[int, Points] = {}
    groups = {
        group.key: group.limits.cap(together(_sum(one, given, criteria) for one in group.criteria))
        for group in table.groups
    }
    return Tally(table.limits.cap(together(groups.values())), groups, criteria)


def _sum(criterion: Criterion, given: Mapping[int, Points], found: dict[int, Points]) -> Points:
    own = (
        together(_sum(part, given, found) for part in criterion.parts)
        if criterion.parts
        else given.get(criterion.key, Points())
    )
    found[criterion.key] = criterion.limits.cap(own)
    return found[criterion.key]


def suggested(criterion: Criterion, figures: Figures) -> Worth | None:
    """What the formula makes of these figures, with its sentence; None where people judge."""
    return criterion.rule.worth(figures, criterion.limits) if criterion.rule else None
