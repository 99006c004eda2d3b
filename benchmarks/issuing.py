"""500 pledges issued by two processes on PostgreSQL: each with its number of a register, and kept.

Beside them two processes that only have WeasyPrint, tuned by hand, print the same page as often.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from typing import Any

from benchmarks import filling
from benchmarks.figure import Figure
from benchmarks.pdf import tuned
from benchmarks.site import own_site
from benchmarks.worker import SPAWN

MEMBERS, PLEDGES, PROCESSES, TURNS = 20, 500, 2, 10
SHARE = PLEDGES // PROCESSES // TURNS  # pledges of a process in each turn
SLOWEST = 1.15


def figures() -> Iterator[Figure]:
    from tests.postgres import throwaway_postgres

    with throwaway_postgres() as address, own_site(address):
        from django.db import connections

        from documents.models import Paper

        filling.season("KT", MEMBERS)
        connections.close_all()
        taken = _in_turns()
        assert (
            Paper.objects.filter(kind="pledge").count() == PLEDGES + PROCESSES
        )  # each process tries one first
    ours, bare = (statistics.median(taken[name]) for name in ("ours", "bare"))
    rate = PLEDGES / TURNS / ours
    yield Figure(f"pledges of {MEMBERS} issued in a second by two processes", rate, "pledges")
    note = f"{PLEDGES} pledges, register and archive included"
    yield Figure("the same beside two processes of tuned WeasyPrint", ours / bare, "×", SLOWEST, note=note)


def _in_turns() -> dict[str, list[float]]:
    """Seconds of each turn, in which both processes do their share of the one or of the other."""
    ready, turns = SPAWN.Barrier(PROCESSES + 1, timeout=300), _turns()  # a dead one is told
    workers = [SPAWN.Process(target=_work, args=(place, ready), daemon=True) for place in range(PROCESSES)]
    for process in workers:
        process.start()
    taken: dict[str, list[float]] = {"ours": [], "bare": []}
    ready.wait()  # all is warm
    for name in turns:
        ready.wait()
        begun = time.perf_counter()
        ready.wait()
        taken[name].append(time.perf_counter() - begun)
    for process in workers:
        process.join()
    return taken


def _turns() -> list[str]:
    """Forwards and backwards."""
    return [name for turn in range(TURNS) for name in (("ours", "bare"), ("bare", "ours"))[turn % 2]]


def _work(place: int, ready: Barrier) -> None:
    import django

    django.setup()
    acts: dict[str, Any] = {"ours": _Issuer(place).issue, "bare": tuned()}
    for act in acts.values():
        act()
    ready.wait()
    for name in _turns():
        ready.wait()
        for _number in range(SHARE):
            acts[name]()
        ready.wait()


class _Issuer:
    """Issues the pledge of the only season again and again, as that of another bloc each time."""

    def __init__(self, place: int) -> None:
        from django.utils import timezone

        self.place, self.number, self.on = place, 0, timezone.localdate()

    def issue(self) -> None:
        from django.utils import timezone

        from blocs.models import Season
        from blocs.selectors import signers
        from blocs.services import papers
        from documents.services import papers as archive

        season = Season.objects.for_listing().prefetch_related("memberships", "leaderships").get()
        members = signers.members_of(season, on=self.on)
        now = timezone.now()
        self.number += 1
        other = f"{self.place}-{self.number}"
        given = papers.to_issue("pledge", season, members, on=self.on, at=now)
        archive.issue(
            by=None, at=now, **given | {"subject": f"pledge:{other}", "issuer_key": f"bench:{other}"}
        )
