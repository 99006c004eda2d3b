"""Checklists of 500 nominees with ten years of honours, and the proposal of 200 nominees as a paper.

Half of the nominees are organisations, half are people of theirs; the words of each line are made too, as the
page makes them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks import filling, pdf
from benchmarks.figure import Figure, medians, processor_seconds
from benchmarks.site import own_site
from benchmarks.worker import worker

NOMINEES, YEARS = 500, 10
LINES = 500 * 17 * 3  # at least so many are put into words: an award's condition, a hold, discipline
LISTED = 200
ROUNDS = 3
SLOWEST = 5.0  # seconds
MOST_QUERIES = 12
DAY = date(filling.YEAR, 3, 2)
PAGE = "BENCHMARK_PROPOSAL"  # the environment's name for the page that bare WeasyPrint prints


def figures() -> Iterator[Figure]:
    with own_site() as folder:
        fill()
        yield from checklists()
        os.environ[PAGE] = str(folder / "proposal.html")
        page, style = pdf.styled(letter())
        Path(os.environ[PAGE]).write_text(page, encoding="utf-8")
        Path(f"{os.environ[PAGE]}.css").write_text(style, encoding="utf-8")
        yield from printing()


def checklists() -> Iterator[Figure]:
    from django.db import connection

    from awards.models import Recipient
    from awards.selectors import checklists, rules

    rule_set = rules.rule_set_on(DAY)
    assert rule_set is not None
    recipients = list(Recipient.objects.for_listing())
    assert len(recipients) == NOMINEES
    lines: list[str] = []
    asked: list[str] = []

    def noted(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        taken = processor_seconds(
            lambda: lines.extend(
                _words(checklists.of_many(recipients, year=filling.YEAR, on=DAY, rule_set=rule_set))
            )
        )()
    told = f"{NOMINEES} × every award, {YEARS} years of honours"
    yield Figure("checklists of all nominees", taken, "s", SLOWEST, note=told)
    yield Figure("checklists of all nominees", len(asked), "queries", MOST_QUERIES)
    yield Figure("lines of these checklists", len(lines), "lines", LINES, at_least=True)


def _words(checks: Mapping[int, Any]) -> Iterator[str]:
    for check in chain.from_iterable(checks.values()):
        for finding in check.checklist.findings:
            yield from _texts(finding)


def _texts(finding: Any) -> Iterator[str]:
    yield f"{finding.met.words} {finding.words} {finding.seen} {finding.article}"
    for part in finding.parts:
        yield from _texts(part)


def printing() -> Iterator[Figure]:
    with ExitStack() as stack:
        acts = {act.__name__: stack.enter_context(worker(act)) for act in (ours, tuned, naive)}
        times = medians(ROUNDS, **acts)
    name = f"proposal of {LISTED} nominees"
    yield Figure(f"{name}, from the database to PDF/A-3a with PDF/UA-1", times["ours"], "s")
    yield Figure(f"{name}, against tuned WeasyPrint without tags", times["ours"] / times["tuned"], limit=1.25)
    yield Figure(f"{name}, against HTML(string).write_pdf()", times["ours"] / times["naive"], limit=0.85)


def letter() -> Any:
    from awards.models import Proposal
    from awards.services import binding

    return binding.letter(Proposal.objects.for_desk().get(), on=DAY)


def ours() -> Callable[[], object]:
    from documents import rendering

    return lambda: rendering.pdf(letter())


def tuned() -> Callable[[], object]:
    return pdf.tuned_on(*_kept())


def naive() -> Callable[[], object]:
    from weasyprint import HTML

    page, style = _kept()
    whole = page.replace("</head>", f"<style>{style}</style></head>")
    return lambda: HTML(string=whole).write_pdf()


def _kept() -> tuple[str, str]:
    return (
        Path(os.environ[PAGE]).read_text(encoding="utf-8"),
        Path(f"{os.environ[PAGE]}.css").read_text(encoding="utf-8"),
    )


def fill(listed: int = LISTED) -> None:
    """One bloc of 500 members; half of them and one person of each have ten years of ratings and honours."""
    from awards.models import Award, Honour, Nomination, Proposal, Recipient, YearRecord
    from blocs.models import Organisation, Season

    filling.load(filling.workbook("DN", NOMINEES, 1))
    season = Season.objects.select_related("bloc__province").get()
    organisations = list(Organisation.objects.select_related("province").order_by("pk"))
    Recipient.objects.bulk_create(
        Recipient(kind="organisation", organisation=row, search_text=row.search_text, sort_key=row.sort_key)
        for row in organisations[: NOMINEES // 2]
    )
    Recipient.objects.bulk_create(
        Recipient(kind="person", organisation=row, name=f"Nguyễn Thị Mẫu {number}", sort_key=row.sort_key)
        for number, row in enumerate(organisations[: NOMINEES // 2])
    )
    recipients = list(Recipient.objects.order_by("pk"))
    award, title = Award.objects.get(code="BK_TINH"), Award.objects.get(code="CSTD_CS")
    years = range(filling.YEAR - YEARS + 1, filling.YEAR + 1)
    YearRecord.objects.bulk_create(
        YearRecord(recipient=row, year=year, rating="excellent") for row in recipients for year in years
    )
    Honour.objects.bulk_create(
        Honour(
            recipient=row,
            award=given,
            year=year,
            decision_number=f"{number}/QĐ-UBND",
            decided_on=date(year, 1, 20),
        )
        for row in recipients
        for number, year in enumerate(years, start=1)
        for given in ((award, title) if row.kind == "person" else (award,))
    )
    proposal = Proposal.objects.create(
        province=season.bloc.province, season=season, proposer=organisations[0], year=season.year
    )
    Nomination.objects.bulk_create(
        Nomination(
            province=season.bloc.province,
            season=season,
            channel="bloc",
            year=season.year,
            award=award,
            recipient=row,
            state="submitted",
            proposal=proposal,
            place=place,
        )
        for place, row in enumerate(recipients[:listed], start=1)
    )
