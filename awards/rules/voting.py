"""Pass marks and quotas, in integers: nothing is rounded in anybody's favour."""

from __future__ import annotations


def passes(agreeing: int, base: int, percent: int) -> bool:
    """So many of the base agree; who is absent or abstains has not agreed (law §7.1)."""
    return base > 0 and agreeing * 100 >= percent * base


def needed(base: int, percent: int) -> int:
    """The fewest votes that pass."""
    return -(-percent * base // 100)


def has_quorum(present: int, members: int, numerator: int, denominator: int) -> bool:
    """At least so large a part of the members is there: 2/3, 3/4."""
    return members > 0 and present * denominator >= members * numerator


def most_flags(leading_units: int, percent: int) -> int:
    """How many Government flags a province may propose at most: the whole part of the share (R10)."""
    return leading_units * percent // 100
