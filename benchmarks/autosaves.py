"""100 officers write reports for a minute on PostgreSQL, each saving every ten seconds as the page does."""

from __future__ import annotations

import importlib
import random
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.figure import Figure
from benchmarks.site import own_site

OFFICERS, BLOCS = 100, 5
LASTS, EVERY = 60.0, 10.0  # seconds
THREADS = 8  # that answer, as those of a small server do
ALONE = 40  # saves of one officer while nobody else writes
SLOWEST = 5.0


def figures() -> Iterator[Figure]:
    from tests.postgres import throwaway_postgres

    with throwaway_postgres() as address, own_site(address):
        writers = [_Writer(*made) for bloc in range(BLOCS) for made in _reports(bloc)]
        with ThreadPoolExecutor(THREADS) as pool:
            for writer in writers[:THREADS]:
                pool.submit(writer.save).result()  # the first time fills caches
            alone = statistics.median(pool.submit(writers[0].save).result() for _time in range(ALONE))
            taken = [future.result() for future in _a_minute(pool, writers)]
        slow = statistics.quantiles(taken, n=20)[-1]
        told = f"{len(taken)} saves of {OFFICERS} officers in {LASTS:.0f} s, {THREADS} threads"
        yield Figure("one officer alone saves a part of a report, median", alone * 1000, "ms")
        yield Figure("the same among 100 officers, 95th percentile", slow * 1000, "ms", note=told)
        yield Figure("among 100 against alone", slow / alone, "×", SLOWEST)
        yield Figure("saves answered with an error", sum(writer.failed for writer in writers), "saves", 0)
        yield Figure("officers whose last words are not kept", sum(not one.is_kept for one in writers), "", 0)


class _Writer:
    """An officer at the page of the member's report."""

    def __init__(self, report: Any, user: Any) -> None:
        from django.test import Client
        from django.urls import reverse

        from blocs.rules.report_fields import token

        season = report.season
        place = [season.bloc.code, season.year, report.organisation.code, report.kind]
        self.address = reverse("blocs:report-fields", args=place)
        self.client = Client()
        self.client.force_login(user)
        self.report, self.seen, self.text, self.failed = report, token(None), "", 0

    def save(self, since: float | None = None) -> float:
        """Seconds from when it was due until it was answered."""
        since = time.perf_counter() if since is None else since
        text = f"{self.text}Đơn vị đã hoàn thành thêm một việc trong năm. "
        typed = {"section-results": text.strip(), "seen-section-results": self.seen}
        response = self.client.post(self.address, typed, secure=True)
        took = time.perf_counter() - since
        tokens = response.json()["saved"] if response.status_code == 200 else {}
        if "section-results" in tokens:
            self.seen, self.text = tokens["section-results"], text
        else:
            self.failed += 1
        return took

    @property
    def is_kept(self) -> bool:
        kept: str = self.report.sections.get(kind="results").text
        return kept == self.text.strip()


def _a_minute(pool: ThreadPoolExecutor, writers: list[_Writer]) -> list[Any]:
    """Each saves when its turn comes, whether or not the others are answered."""
    chance = random.Random(2026)  # the same turns in every run
    turns = sorted(
        (beat * EVERY + chance.uniform(0, EVERY), place)
        for place in range(len(writers))
        for beat in range(int(LASTS / EVERY))
    )
    begun = time.perf_counter()
    futures = []
    for due, place in turns:
        time.sleep(max(begun + due - time.perf_counter(), 0))
        futures.append(pool.submit(writers[place].save, time.perf_counter()))
    return futures


def _reports(bloc: int) -> Iterator[tuple[Any, Any]]:
    """Begun reports of one bloc's members, each with its officer."""
    from blocs.services import reports

    factories: Any = importlib.import_module("tests.factories")

    members = [factories.organisation(code=f"dv-{bloc}-{number}") for number in range(OFFICERS // BLOCS)]
    season = factories.season(factories.bloc(f"Khối {bloc}", code=f"khoi-{bloc}"), members, stage="running")
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    for member in members:
        user = factories.someone(member, "officer", user=factories.UserFactory(password=None))
        yield reports.start(season, member, kind="annual", by=user), user
