"""300 heads vote at once in 15 secret ballots on PostgreSQL: each vote once, none lost."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from benchmarks.figure import Figure, seconds
from benchmarks.site import own_site

BLOCS = 15
MEMBERS = 20
AT_ONCE = 30  # connections; the server of the benchmark allows 60
PHRASE = "mua-thu-ha-noi-2026"


def figures() -> Iterator[Figure]:
    from tests.postgres import throwaway_postgres

    with throwaway_postgres() as address, own_site(address):
        made = [_opened(place) for place in range(BLOCS)]
        jobs = [(ballot, *pair) for ballot, electors in made for pair in electors]
        jobs += jobs[::10]  # every tenth presses twice
        refused: list[bool] = []
        took = seconds(lambda: refused.extend(_cast_all(jobs)))
        votes = BLOCS * MEMBERS
        yield Figure(f"{votes} votes in {BLOCS} ballots at once, on PostgreSQL", took, "s", limit=60)
        yield Figure("votes a second", len(jobs) / took, "1/s")
        yield Figure(
            "second votes of the same member refused", sum(refused), "votes", limit=len(jobs) - votes
        )
        counted, agreeing = _counted([ballot for ballot, _electors in made])
        yield Figure("votes counted", counted, "votes", limit=votes, at_least=True)
        yield Figure("votes counted for the first name, each once", agreeing, "votes", limit=votes)


def _opened(place: int) -> tuple[Any, list[tuple[Any, Any]]]:
    from awards.services import ballots

    factories: Any = importlib.import_module("tests.factories")

    members = [factories.organisation(code=f"dv-{place}-{number}") for number in range(MEMBERS)]
    users = [factories.UserFactory(password=None) for _member in members]  # a password takes long to make
    heads = [
        factories.someone(member, "head", user=user) for member, user in zip(members, users, strict=True)
    ]
    season = factories.season(factories.bloc(f"Khối {place}", code=f"khoi-{place}"), members)
    board = heads[:3]
    given: dict[str, Any] = {
        "question": "Suy tôn",
        "options": members,
        "board": board,
        "by": heads[0],
        "at": factories.NOON,
    }
    ballot = ballots.prepare(season, **given)
    for user in board:
        ballots.take_key(ballot, phrase=PHRASE, by=user, at=factories.NOON)
    ballots.open_voting(ballot, by=heads[0], at=factories.NOON)
    return ballot, list(zip(members, heads, strict=True))


def _cast_all(jobs: list[tuple[Any, Any, Any]]) -> list[bool]:
    """Whether each was refused."""
    from django.db import connection

    from awards import sealing
    from awards.models import Ballot
    from awards.services import ballots
    from emulation.verdicts import Refused

    factories: Any = importlib.import_module("tests.factories")

    start = Barrier(AT_ONCE)

    def one(place: int) -> list[bool]:
        start.wait()
        outcomes = []
        for ballot, member, head in jobs[place::AT_ONCE]:
            own = Ballot.objects.get(pk=ballot.pk)
            given: dict[str, Any] = {"receipt": sealing.new_receipt(), "by": head, "at": factories.NOON}
            try:
                ballots.cast(own, member, agreed=[1], **given)
                outcomes.append(False)
            except Refused:
                outcomes.append(True)
        connection.close()
        return outcomes

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [outcome for some in pool.map(one, range(AT_ONCE)) for outcome in some]


def _counted(made: list[Any]) -> tuple[int, int]:
    from awards.services import ballots, tallying

    factories: Any = importlib.import_module("tests.factories")

    counted = agreeing = 0
    for ballot in made:
        board = [row.user for row in ballot.board.select_related("user")]
        ballots.close(ballot, by=board[0], at=factories.NOON)
        for user in board:
            tallying.hand_in(ballot, phrase=PHRASE, by=user, at=factories.NOON)
        ballot.refresh_from_db()
        counted += ballot.valid
        agreeing += ballot.options.get(order=1).agreeing
    return counted, agreeing
