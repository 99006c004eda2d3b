"""What other apps have done in the same round, every few minutes. Call as rounds.register(…)."""

from __future__ import annotations

from collections.abc import Callable

Due = Callable[[], object]
_due: list[Due] = []


def register(due: Due) -> None:
    if due not in _due:
        _due.append(due)


def run() -> None:
    for due in _due:
        due()
