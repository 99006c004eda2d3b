"""Ten years of 500 reports: each of the newest year beside all of them, read from the database."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from benchmarks import filling
from benchmarks.figure import Figure, seconds
from benchmarks.site import own_site

if TYPE_CHECKING:
    from emulation.models import User

YEARS, EACH = 10, 500
WORDS = 700  # of one report
COPIED = 20  # of the newest year
SLOWEST = 2.0  # seconds


def figures() -> Iterator[Figure]:
    with own_site():
        from django.utils import timezone

        from blocs.models import Season
        from blocs.selectors import people, watching

        user = fill()
        newest = Season.objects.select_related("bloc").order_by("-year", "pk")[0]
        someone = people.person(user, on=timezone.localdate())
        everything = seconds(lambda: found(newest.year))
        assert found(newest.year) >= COPIED, "a copy was not found"
        page = seconds(lambda: watching.copies(newest, someone))
    told = f"{YEARS} × {EACH} reports, {COPIED} of the newest year copied"
    yield Figure("near copies among all reports of a province", everything, "s", SLOWEST, note=told)
    yield Figure("near copies of one bloc's season, with what the person may read", page, "s", SLOWEST)


def found(year: int) -> int:
    """How many of the year's reports are told to be like an older one."""
    from blocs.models import ReportSketch
    from blocs.rules import near_copies

    rows = ReportSketch.objects.order_by().values_list("report", "report__season__year", "hashes")
    kept = {key: (when, bytes(hashes)) for key, when, hashes in rows}
    new = {key: hashes for key, (when, hashes) in kept.items() if when == year}
    return len(
        {pair.new for pair in near_copies.search(new, {key: one for key, (_when, one) in kept.items()})}
    )


def fill() -> User:
    from django.utils import timezone

    from blocs.models import Organisation, Report, ReportSection, ReportSketch, Season
    from blocs.rules import near_copies

    filling.load(filling.workbook("T", EACH, EACH // 20))
    chance = random.Random(2023)
    words = [f"từ{number}" for number in range(3000)]
    phrases = [" ".join(chance.choices(words, k=12)) for _phrase in range(40)]
    offices = list(Organisation.objects.order_by("pk").select_related("province"))
    first = list(Season.objects.order_by("pk"))
    now = timezone.now()
    texts: list[str] = []
    for past in range(YEARS):
        year = filling.YEAR - YEARS + 1 + past
        for season in first:
            if year != season.year:
                Season.objects.create(
                    bloc=season.bloc, year=year, first_day=date(year, 1, 1), last_day=date(year, 12, 31)
                )
        seasons = list(Season.objects.filter(year=year).order_by("pk"))
        reports = Report.objects.bulk_create(
            Report(
                season=seasons[place % len(seasons)],
                organisation=office,
                kind="annual",
                status="submitted",
                submitted_at=now,
            )
            for place, office in enumerate(offices)
        )
        written = []
        for place, report in enumerate(reports):
            own = " ".join([*chance.choices(words, k=WORDS), *chance.sample(phrases, 10)])
            text = texts[place] if year == filling.YEAR and place < COPIED else own
            texts.append(text)
            written.append((report, text))
        ReportSection.objects.bulk_create(
            ReportSection(report=report, kind="results", text=text) for report, text in written
        )
        ReportSketch.objects.bulk_create(
            ReportSketch(report=report, hashes=near_copies.sketch(text)) for report, text in written
        )
    return filling.person(offices[0], role="standing")
