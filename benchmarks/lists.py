"""A list of 10,000 rows as a file: its memory beside that of 1,000 rows, which must hardly differ."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from benchmarks import filling
from benchmarks.figure import Figure, seconds
from benchmarks.site import own_site

FEW, MANY = ("F", 1000), ("M", 10_000)
MOST_MEMORY = 2.0  # times that of a tenth of the rows


def figures() -> Iterator[Figure]:
    with own_site():
        yield from exported()


def exported() -> Iterator[Figure]:
    from django.test import Client
    from django.urls import reverse

    from blocs.models import Organisation

    clients = {}
    for province, rows in (FEW, MANY):
        filling.load(filling.workbook(province, rows, rows // 20))
        agency = Organisation.objects.select_related("province").get(province__code=province, code="dv-0")
        clients[rows] = Client()
        clients[rows].force_login(filling.person(agency, role="standing"))
    address = reverse("blocs:organisation-list")

    for form in ("xlsx", "csv"):

        def taken(rows: int, form: str = form) -> int:
            """How many bytes there are, read as a server sends them."""
            answer = clients[rows].get(address, {"format": form})
            parts: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined]
            return sum(map(len, parts))

        peaks = {}
        for rows in (FEW[1], MANY[1]):
            taken(rows)  # fills what is kept from page to page
            tracemalloc.start()
            taken(rows)
            peaks[rows] = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        took = seconds(lambda: taken(MANY[1]))
        note = f"{peaks[MANY[1]] / 1e6:.1f} MB"
        ratio = peaks[MANY[1]] / peaks[FEW[1]]
        yield Figure(
            f"{MANY[1]:,} rows as .{form}, memory against {FEW[1]:,}", ratio, "×", MOST_MEMORY, note=note
        )
        yield Figure(f"{MANY[1]:,} rows as .{form}", took, "s")
