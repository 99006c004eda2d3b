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


def seconds(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begun = clock()
    act()
    return clock() - begun


def medians(rounds: int, **acts: Callable[[], float]) -> dict[str, float]:
    """The median of what each act says that it took.

    They take turns, forwards and backwards, so that a busy machine slows all of them alike.
    """
    for act in acts.values():
        act()  # the first time fills caches
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for place in range(rounds):
        for name in list(acts)[:: 1 if place % 2 else -1]:
            taken[name].append(acts[name]())
    return {name: statistics.median(times) for name, times in taken.items()}


def processor_seconds(act: Callable[[], object]) -> Callable[[], float]:
    """What the act takes of this process's own time, which others on the machine hardly lengthen."""
    return lambda: seconds(act, time.process_time)
