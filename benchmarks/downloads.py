"""An issued paper asked for again, at its own address, beside a view that says a word."""

from __future__ import annotations

from collections.abc import Iterator
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
    """Both through all the middleware, for somebody who is signed in."""
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

    def plain(request: Any) -> HttpResponse:
        return HttpResponse(f"Chào {request.user}")

    def download() -> None:
        response = client.get(address)
        assert len(response.getvalue()) == issued.size
        response.close()

    class Addresses:
        urlpatterns = [path("plain/", plain), *urls.urlpatterns]

    with override_settings(ROOT_URLCONF=Addresses):
        times = medians(
            ROUNDS,
            paper=processor_seconds(download),
            plain=processor_seconds(lambda: client.get("/plain/").content),
        )
        with CaptureQueriesContext(connection) as captured:
            download()
    yield Figure("issued paper asked for again", times["paper"] * 1000, "ms")
    ratio = times["paper"] / times["plain"]
    yield Figure("issued paper asked for again, against a plain view", ratio, limit=SLOWEST)
    yield Figure("queries of an issued paper asked for again", len(captured), "", 8)
