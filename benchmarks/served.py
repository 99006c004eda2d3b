"""Pages by a server of one process on PostgreSQL, asked by wrk; and that process after 10,000 requests.

Beside them a bare view of the same rows in the same frame and under the same middleware, in the same run.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path
from typing import Any

from benchmarks import scores
from benchmarks.figure import Figure
from benchmarks.pages import TABLE, Page, collected_static
from benchmarks.pages import pages as pages_of_a_season
from benchmarks.site import own_site

ORGANISATIONS, MEMBERS = 50, 20
LASTS, TURNS = 4, 5  # seconds of each turn
SLOWEST = 2.0
WARM, REQUESTS = 1000, 10_000
MOST_MEMORY = 1.1


def figures() -> Iterator[Figure]:
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: apt-get install wrk")
    from tests.postgres import throwaway_postgres

    with throwaway_postgres() as address, own_site(address) as folder, collected_static(folder / "static"):
        chosen = [page for page in pages_of_a_season("M", ORGANISATIONS) if page.name in CHOSEN]
        assert len(chosen) == len(CHOSEN)
        shown = [*chosen, report()]
        with served(shown) as server:
            yield from throughput(server, shown)
            yield from memory(server, shown)


CHOSEN = ("season", "start page of a leader")


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int

    def per_second(self, page: Page, address: str) -> float:
        """How many answers wrk gets, on two connections."""
        command = ["wrk", "-t1", "-c2", f"-d{LASTS}s", *(f"-H{name}: {value}" for name, value in asks(page))]
        done = subprocess.run(
            [*command, f"http://127.0.0.1:{self.port}{address}"], check=True, capture_output=True, text=True
        )
        assert "Non-2xx" not in done.stdout, done.stdout
        assert "Socket errors" not in done.stdout, done.stdout
        found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
        assert found, done.stdout
        return float(found.group(1))

    def megabytes(self) -> float:
        """Of the one process that answers."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        assert len(children) == 1, children
        status = Path(f"/proc/{children[0]}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found, status
        return int(found.group(1)) / 1024


def throughput(server: Server, shown: list[Page]) -> Iterator[Figure]:
    for place, page in enumerate(shown):
        both = {"ours": page.address, "bare": f"/bare/{place}/"}
        taken: dict[str, list[float]] = {name: [] for name in both}
        for turn in range(TURNS):
            for name in list(both)[:: 1 if turn % 2 else -1]:
                taken[name].append(server.per_second(page, both[name]))
        ours, bare = (statistics.median(taken[name]) for name in both)
        note = f"{ours:.0f} and {bare:.0f} in a second"
        yield Figure(f"{page.name}, wrk: bare view beside ours", bare / ours, "×", SLOWEST, note=note)


def memory(server: Server, shown: list[Page]) -> Iterator[Figure]:
    turns = cycle(shown)
    for number in range(1, REQUESTS + 1):
        page = next(turns)
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
            connection.request("GET", page.address, headers=dict(asks(page)))
            assert connection.getresponse().read()
        if number == WARM:
            before = server.megabytes()
    after = server.megabytes()
    note = f"{before:.0f} and {after:.0f} MB"
    yield Figure(
        f"memory after {REQUESTS} requests beside {WARM}", after / before, "×", MOST_MEMORY, note=note
    )


def asks(page: Page) -> list[tuple[str, str]]:
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in page.client.cookies.items())
    return [("Cookie", cookies), ("Host", "testserver")]


@contextmanager
def served(shown: list[Page]) -> Iterator[Server]:
    """By gunicorn with one process, as on a small server."""
    from django.db import connections

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(port, shown))
    process.start()
    assert process.pid is not None
    try:
        _wait_for(port)
        yield Server(port, process.pid)
    finally:
        os.kill(process.pid, signal.SIGTERM)
        process.join()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError


def _serve(port: int, shown: list[Page]) -> None:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.urls import path
    from gunicorn.app.base import BaseApplication

    from emulation import urls

    class Addresses:
        urlpatterns = [
            *(path(f"bare/{place}/", bare(page)) for place, page in enumerate(shown)),
            *urls.urlpatterns,
        ]

    settings.ROOT_URLCONF = Addresses

    class Gunicorn(BaseApplication):
        def load_config(self) -> None:
            for name, value in (("bind", f"127.0.0.1:{port}"), ("workers", 1), ("loglevel", "error")):
                self.cfg.set(name, value)
            self.cfg.set("control_socket_disable", True)

        def load(self) -> Any:
            return get_wsgi_application()

    Gunicorn().run()


def bare(page: Page) -> Callable[[Any], Any]:
    from django.template import engines

    template = engines["django"].from_string(TABLE.format(page.row))

    def view(request: Any) -> Any:
        from django.http import HttpResponse

        return HttpResponse(template.render({"rows": page.rows(), "heading": page.name}, request))

    return view


def report() -> Page:
    """The annual report of the member that leads, and what a bare view would show of it."""
    from django.test import Client
    from django.urls import reverse

    from blocs.models import Report, ReportSection, Score, TargetResult

    season, officer = scores.fill("R", MEMBERS)
    leader = season.leaderships.get(role="leader").organisation
    of_leader = Report.objects.get(season=season, organisation=leader)
    client = Client()
    client.force_login(officer)
    place = [season.bloc.code, season.year, leader.code, of_leader.kind]

    def rows() -> Any:
        sections = ReportSection.objects.filter(report=of_leader)
        results = TargetResult.objects.filter(report=of_leader).select_related("target")
        points = Score.objects.filter(report=of_leader).select_related("criterion__group")
        return chain(sections, results, points)

    row = (
        "<td>{{ row.text|linebreaks }}{{ row.target.text }}{{ row.criterion.group.name }}</td>"
        "<td>{{ row.criterion.name }}</td><td>{{ row.criterion.max }}</td><td>{{ row.base }}</td>"
        "<td>{{ row.bonus }}</td><td>{{ row.deduction }}</td><td>{{ row.value }}</td>"
    )
    return Page("report", reverse("blocs:report-detail", args=place), client, rows, row)
