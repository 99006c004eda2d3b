"""Hot pages on PostgreSQL where 34 provinces have ten years behind them, beside one in its second year.

Both are made up by `manage.py generate` with 40 blocs of 12 members in each province, so that the same page
shows as many rows: what differs is what stands around them. Filling the large one takes a while.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection

from benchmarks.figure import Figure, medians, seconds
from benchmarks.site import own_site
from benchmarks.worker import SPAWN

BLOCS, MEMBERS = 40, 12
SMALL, LARGE = (1, 2), (34, 10)  # provinces, years
ROUNDS = 21
SLOWEST = 1.5


def figures() -> Iterator[Figure]:
    from tests.postgres import throwaway_postgres

    with (
        throwaway_postgres() as server,
        site(server, "large", *LARGE) as large,
        site(server, "small", *SMALL) as small,
    ):
        names, rows = large.told()
        yield Figure("rows of the large database", rows / 1e6, "millions")
        yield Figure("rows of the small one", small.told()[1] / 1e6, "millions")
        for name in names:
            took = medians(ROUNDS, large=partial(large.asks, name), small=partial(small.asks, name))
            note = f"{took['large'] * 1000:.0f} ms beside {took['small'] * 1000:.0f}"
            yield Figure(
                f"{name}, large beside small", took["large"] / took["small"], "×", SLOWEST, note=note
            )


@dataclass(frozen=True, slots=True)
class Site:
    """A process with a database of its own, which answers for its pages."""

    pipe: Connection

    def told(self) -> tuple[list[str], int]:
        """The names of its pages and how many rows it has, once it is filled."""
        names, rows = self.pipe.recv()
        return names, rows

    def asks(self, name: str) -> float:
        """Seconds on the clock until the page is there."""
        self.pipe.send(name)
        return float(self.pipe.recv())


@contextmanager
def site(server: str, name: str, provinces: int, years: int) -> Iterator[Site]:
    here, there = SPAWN.Pipe()
    args = _new_database(server, name), provinces, years, there
    process = SPAWN.Process(target=_serve, args=args, daemon=True)
    process.start()
    there.close()
    try:
        yield Site(here)
    finally:
        with suppress(BrokenPipeError):
            here.send("")
        process.join()


def _new_database(server: str, name: str) -> str:
    """Its address."""
    import environ
    import psycopg2

    place = environ.Env.db_url_config(server)
    connection = psycopg2.connect(dbname=place["NAME"], user=place["USER"], host=place["HOST"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return f"{server.rpartition('/')[0]}/{name}"


def _serve(address: str, provinces: int, years: int, pipe: Connection) -> None:
    from benchmarks.pages import collected_static

    with own_site(address) as folder, collected_static(folder / "static"):
        from django.core.management import call_command

        call_command("generate", provinces=provinces, blocs=BLOCS, members=MEMBERS, years=years, verbosity=0)
        call_command("fill_log", verbosity=0)  # as a server does every few minutes
        acts = pages()
        pipe.send((list(acts), _rows()))
        while asked := pipe.recv():
            pipe.send(seconds(acts[asked]))


def _rows() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT sum(n_live_tup) FROM pg_stat_user_tables")
        return int(cursor.fetchone()[0])


def pages() -> dict[str, Callable[[], None]]:
    """What the first agency opens, and the leader of its first bloc in its last closed year."""
    from django.test import Client
    from django.urls import reverse

    from blocs.models import Leadership, Mandate, Report, Season

    season = Season.objects.filter(stage=Season.Stage.CLOSED).order_by("-year", "pk")[0]
    leader = Leadership.objects.get(season=season, role=Leadership.Role.LEADER).organisation
    agency, officer = Client(), Client()
    agency.force_login(Mandate.objects.get(role="standing", organisation__province=leader.province_id).user)
    officer.force_login(Mandate.objects.filter(organisation=leader).order_by("pk")[0].user)
    at = [season.bloc.code, season.year]
    report = Report.objects.get(season=season, organisation=leader, kind=Report.Kind.ANNUAL)

    def shown(client: Client, name: str, *args: object, query: str = "") -> Callable[[], None]:
        address = reverse(name, args=args) + query

        def act() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        return act

    return {
        "start page of the agency": shown(agency, "blocs:start"),
        "overview of the province": shown(agency, "blocs:overview-list"),
        "blocs": shown(agency, "blocs:bloc-list"),
        "organisations": shown(agency, "blocs:organisation-list"),
        "a bloc": shown(agency, "blocs:bloc-detail", season.bloc.code),
        "people": shown(agency, "blocs:person-list"),
        "movements": shown(agency, "blocs:movement-list"),
        "reports of the province": shown(agency, "blocs:report-list"),
        "pledges of the province": shown(agency, "blocs:pledge-list"),
        "honours": shown(agency, "awards:recipient-list"),
        "log": shown(agency, "blocs:log-list"),
        "statistics of the province": shown(agency, "blocs:statistics-province"),
        "search": shown(agency, "blocs:search", query="?q=so+noi+vu"),
        "start page of a leader": shown(officer, "blocs:start"),
        "a season": shown(officer, "blocs:season-detail", *at),
        "a pledge": shown(officer, "blocs:pledge-detail", *at),
        "who has reported": shown(officer, "blocs:report-board", *at),
        "a report": shown(officer, "blocs:report-detail", *at, leader.code, report.kind),
        "score desk": shown(officer, "blocs:score-desk", *at),
        "ranking": shown(officer, "blocs:score-ranking", *at),
        "statistics of a bloc": shown(officer, "blocs:statistics-bloc", season.bloc.code),
    }
