"""The search of the site in a province of 5,000 organisations and 20,000 papers: on SQLite, and on PostgreSQL
where there is one."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from benchmarks import filling
from benchmarks.figure import Figure, seconds
from benchmarks.site import own_site

ORGANISATIONS, PAPERS, PEOPLE = 5000, 20_000, 500
ROUNDS = 15
SLOWEST = 100.0  # ms on PostgreSQL
SLOWEST_EMBEDDED = 3.0  # times that
QUERIES = (
    "hội nghề nghiệp",
    "hoi nghe nghiep",
    "danh sách 77",
    "HNN dv-12",
    "nguyễn thị",
    "không có gì như thế",
)


def figures() -> Iterator[Figure]:
    server = on_postgres()
    yield Figure("search of the site on PostgreSQL, median", server, "ms", SLOWEST)
    with own_site():
        embedded = measured()
    yield Figure("search of the site on SQLite, median", embedded, "ms")
    yield Figure("search on SQLite, against PostgreSQL", embedded / server, "×", SLOWEST_EMBEDDED)


def on_postgres() -> float:
    """In a process of its own, on a server that is started for it."""
    command = [sys.executable, "-m", "tests.postgres", sys.executable, "-m", "benchmarks.search"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def measured_there() -> float:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="emulation.settings",
        DEBUG="0",
        SECRET_KEY="only-for-benchmarks-" * 3,
        SITE_ADDRESS="http://testserver",
        ALLOWED_HOSTS="testserver",
    )
    import django
    from django.core.management import call_command

    from emulation.catalogues import compile_changed

    compile_changed()
    django.setup()
    call_command("migrate", verbosity=0)
    return measured()


def measured() -> float:
    """Milliseconds on the clock: what the search asks, without the page around it."""
    from django.utils import timezone

    from blocs.selectors import people, search

    user = fill()
    today = timezone.localdate()

    def ask(query: str) -> list[Any]:
        return search.everything(people.person(user, on=today), query)

    for query in QUERIES:
        ask(query)
    taken = [seconds(lambda asked=query: ask(asked)) for _round in range(ROUNDS) for query in QUERIES]  # type: ignore[misc]
    return statistics.median(taken) * 1000


def fill() -> Any:
    from django.db import connection
    from django.utils import timezone

    from blocs.models import Mandate, Organisation, Season
    from documents.models import Paper
    from emulation.models import User

    filling.load(filling.workbook("T", ORGANISATIONS, ORGANISATIONS // 20))
    seasons = list(Season.objects.order_by("pk"))
    now = timezone.now()
    each = PAPERS // len(seasons)
    Paper.objects.bulk_create(
        (
            Paper(
                kind="members",
                subject=f"members:{season.pk}",
                profile_id="state",
                issuer_key=f"bench:{season.pk}",
                issuer_name="Khối trưởng",
                year=season.year,
                number=number,
                number_text=f"{number:02d}/DS-KTĐ",
                title=f"Danh sách đơn vị thành viên {season.pk}",
                issued_on=timezone.localdate(now),
                issued_at=now,
                file="papers/none.pdf",
                content_hash="0" * 64,
                code=f"{season.pk:04d}{number:04d}AB",
                state="issued" if number == each else "superseded",
            )
            for season in seasons
            for number in range(1, each + 1)
        ),
        batch_size=1000,
    )
    offices = list(Organisation.objects.select_related("province").order_by("pk")[:PEOPLE])
    for office in offices:
        filling.person(office, role="officer")
    filling.person(offices[0], role="standing")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return User.objects.get(pk=Mandate.objects.get(role="standing").user_id)


if __name__ == "__main__":
    print(measured_there())
