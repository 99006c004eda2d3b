"""A process for each act that is measured, so that none gains from what another keeps or tunes."""

from __future__ import annotations

import importlib
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from benchmarks.figure import seconds

SPAWN = multiprocessing.get_context("spawn")


@contextmanager
def worker(maker: Callable[[], Callable[[], object]]) -> Iterator[Callable[[], float]]:
    """Does the act that the function makes, each time it is asked; answers with the processor's seconds."""
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=_serve, args=(maker.__module__, maker.__name__, there), daemon=True)
    process.start()

    def ask() -> float:
        here.send(True)
        return float(here.recv())

    try:
        yield ask
    finally:
        here.send(False)
        process.join()


def _serve(module: str, maker: str, pipe: Connection) -> None:
    import django

    django.setup()
    act: Callable[[], object] = getattr(importlib.import_module(module), maker)()
    while pipe.recv():
        pipe.send(seconds(act, time.process_time))
