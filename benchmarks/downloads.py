"""An issued paper asked for again, at its own address, beside a view that says a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import filling
from benchmarks.figure import Figure, medians, processor_seconds
from benchmarks.site import own_site

MEMBERS = 20
ROUNDS = 201
SLOWEST = 3.0  # times the plain view


def figures() -> Iterator[Figure]:
    with own_site():
        yield from again()


def again() -> Iterator[Figure]:
    """Both through all the middleware, for somebody who is signed in, each on a connection of its own as
    SQLite's requests are on a server."""
    from django.db import connection
    from django.http import HttpResponse
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext
    from django.urls import path, reverse

    from blocs.services import papers
    from emulation import urls

    season = filling.season("TL", MEMBERS)
    leader = season.leaderships.select_related("organisation__province").get(role="leader")
    user = filling.person(leader.organisation, role="officer")
    issued = papers.issue("members", season, by=user)
    address = reverse("blocs:season-members-pdf", args=[season.bloc.code, season.year])
    client = Client()
    client.force_login(user)

    def on_a_new_connection(act: Callable[[], object]) -> Callable[[], float]:
        def whole() -> None:
            connection.close()
            act()

        return processor_seconds(whole)

    def plain(request: Any) -> HttpResponse:
        return HttpResponse(f"Chào {request.user}")

    def download() -> None:
        assert len(client.get(address).content) == issued.size

    class Addresses:
        urlpatterns = [path("plain/", plain), *urls.urlpatterns]

    with override_settings(ROOT_URLCONF=Addresses):
        times = medians(
            ROUNDS,
            paper=on_a_new_connection(download),
            plain=on_a_new_connection(lambda: client.get("/plain/").content),
        )
        with CaptureQueriesContext(connection) as captured:
            download()
    yield Figure("issued paper asked for again", times["paper"] * 1000, "ms")
    ratio = times["paper"] / times["plain"]
    yield Figure("issued paper asked for again, against a plain view", ratio, limit=SLOWEST)
    yield Figure("queries of an issued paper asked for again", len(captured), "", 8)
