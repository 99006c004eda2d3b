from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement; with a limit also a promise, which a higher value breaks (a lower one: at_least)."""

    name: str
    value: float
    unit: str = "×"
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def as_line(self) -> str:
        return json.dumps(asdict(self) | {"holds": self.holds}, ensure_ascii=False)


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def medians(rounds: int, **acts: Callable[[], object]) -> dict[str, float]:
    """The median seconds of each act. They take turns, so that a busy machine slows all of them alike."""
    for act in acts.values():
        act()  # the first time fills caches
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _round in range(rounds):
        for name, act in acts.items():
            taken[name].append(seconds(act))
    return {name: statistics.median(times) for name, times in taken.items()}
