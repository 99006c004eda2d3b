"""The score desk of 20 members × 60 criteria, one cell of it saved, and the bloc's report of their year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks import filling, pages, pdf
from benchmarks.figure import Figure, medians, processor_seconds
from benchmarks.site import own_site

if TYPE_CHECKING:
    from django.test import Client

    from blocs.models import Season
    from emulation.models import User

FEW, MEMBERS = 3, 20
GROUPS, CRITERIA = 6, 60
SLOWEST_DESK, SLOWEST_CELL, SLOWEST_PAPER = 3.0, 2.0, 1.25  # times the bare view, the bare save, WeasyPrint
ROUNDS = 31
ROW = (
    "<td>{{ row.name }}</td><td>{{ row.most }}</td>"
    '{% for cell in row.cells %}<td class="score-grid__cell" id="c-{{ cell.key }}">'
    '<a href="{{ cell.report }}/{{ cell.criterion }}/">{{ cell.own }} <strong>{{ cell.checked }}</strong></a>'
    "</td>{% endfor %}"
)


def figures() -> Iterator[Figure]:
    with own_site() as folder, pages.collected_static(folder / "static"):
        from django.db import close_old_connections

        _few, few = desk("F", FEW)
        season, many = desk("M", MEMBERS)
        yield from pages.beside_bare(many)
        count = pages.queries(many)
        yield Figure(f"queries of {many.name}", count, "")
        yield Figure(f"queries of {many.name}, more than of {FEW}", count - pages.queries(few), "", 0)
        yield from saving(season, many.client)
        close_old_connections()
        yield from printing(season)


def desk(province: str, members: int) -> tuple[Season, pages.Page]:
    from django.test import Client
    from django.urls import reverse

    season, officer = fill(province, members)
    client = Client()
    client.force_login(officer)
    address = reverse("blocs:score-desk", args=[season.bloc.code, season.year])
    name = f"score desk of {members} members × {CRITERIA} criteria"
    return season, pages.Page(name, address, client, lambda: rows(season), ROW, limit=SLOWEST_DESK)


def rows(season: Season) -> Any:
    """What a bare view would show: the criteria, each with the points of every member on both levels."""
    from blocs.models import Criterion, Score

    found: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
    scores = Score.objects.filter(report__season=season)
    for criterion, report, level, base in scores.values_list("criterion", "report", "level", "base"):
        cell = found[criterion].setdefault(
            report, {"key": f"{report}-{criterion}", "report": report, "criterion": criterion}
        )
        cell[level] = base
    for criterion in Criterion.objects.filter(group__table=season.score_table_id).order_by("group", "order"):
        yield {"name": criterion.name, "most": criterion.max, "cells": list(found[criterion.pk].values())}


def saving(season: Season, client: Client) -> Iterator[Figure]:
    """One cell from the desk, beside a view that knows who is signed in, checks a form and saves the row.

    Ours also asks whether this person may, keeps what others wrote meanwhile, and writes a line of history.
    """
    from django.forms import modelform_factory
    from django.http import HttpResponse
    from django.test import override_settings
    from django.urls import path, reverse

    from blocs.models import Report, Score
    from emulation import urls

    report = Report.objects.filter(season=season).order_by("pk")[0]
    row = report.scores.filter(level=Score.Level.CHECKED).order_by("pk")[0]
    place = [season.bloc.code, season.year, report.organisation_id, row.criterion_id]
    address = reverse("blocs:score-cell", args=place)
    form = modelform_factory(Score, fields=["base", "bonus", "deduction", "why"])

    def bare(request: Any) -> HttpResponse:
        from django.db import transaction
        from django.shortcuts import get_object_or_404

        assert request.user.is_authenticated
        with transaction.atomic():
            now = get_object_or_404(Score.objects.select_for_update(no_key=True), pk=row.pk)
            typed = form(request.POST, instance=now)
            assert typed.is_valid(), typed.errors
            typed.save()
        return HttpResponse(f"{typed.instance.base}")

    class Addresses:
        urlpatterns = [path("bare/", bare), *urls.urlpatterns]

    turns = iter(range(100_000))

    def post(to: str) -> Callable[[], float]:
        def act() -> float:
            now = Score.objects.get(pk=row.pk)
            typed = {"base": f"{next(turns) % 2}", "bonus": "0", "deduction": "0", "why": "Đã kiểm tra"}
            typed["seen"] = now.at.isoformat()
            save = partial(client.post, to, typed, headers={"HX-Request": "true"})
            took = processor_seconds(save)()
            assert Score.objects.get(pk=row.pk).base == int(typed["base"]), to
            return took

        return act

    with override_settings(ROOT_URLCONF=Addresses):
        times = medians(ROUNDS, ours=post(address), bare=post("/bare/"))
    note = f"{times['ours'] * 1000:.1f} ms"
    yield Figure(
        "one cell saved, against a bare save", times["ours"] / times["bare"], "×", SLOWEST_CELL, note=note
    )


def printing(season: Season) -> Iterator[Figure]:
    from django.utils import timezone

    from blocs.models import Season as Seasons
    from blocs.services import papers

    on = timezone.localdate()
    document = papers.document("bloc-report", season, on=on)
    bare = pdf.tuned_on(*pdf.styled(document))

    def ours() -> None:
        rows = Seasons.objects.for_listing().prefetch_related("memberships", "leaderships")
        papers.as_pdf("bloc-report", rows.get(pk=season.pk), on=on)

    times = medians(9, ours=processor_seconds(ours), bare=processor_seconds(bare))
    name = f"report of a bloc of {MEMBERS}"
    yield Figure(f"{name}, from the database to its file", times["ours"], "s")
    yield Figure(
        f"{name}, against tuned WeasyPrint without tags", times["ours"] / times["bare"], "×", SLOWEST_PAPER
    )


def fill(province: str, members: int) -> tuple[Season, User]:
    """A season whose reports are handed in and scored on two levels; somebody of its leader."""
    from django.utils import timezone

    from blocs.models import BlocReport, Report, ReportSection, Score, TargetResult
    from blocs.models.bloc_report import SECTIONS

    season = filling.season(province, members)
    now, table = timezone.now(), score_table(season)
    season.score_table, season.stage = table, "reviewing"
    season.save(update_fields=["score_table", "stage"])
    leader = season.leaderships.select_related("organisation__province").get(role="leader")
    officer = filling.person(leader.organisation, role="officer")
    criteria = [row for group in table.groups.all() for row in group.criteria.all()]
    targets = list(season.pledges.get().targets.all())
    for place, row in enumerate(season.memberships.order_by("order")):
        report = Report.objects.create(
            season=season,
            organisation_id=row.organisation_id,
            kind="annual",
            status="submitted",
            submitted_at=now,
        )
        Score.objects.bulk_create(
            Score(
                report=report,
                criterion=criterion,
                level=level,
                base=Decimal((place + number) % 2),
                by=officer,
                at=now,
            )
            for number, criterion in enumerate(criteria)
            for level in (Score.Level.OWN, Score.Level.CHECKED)
        )
        ReportSection.objects.bulk_create(
            ReportSection(report=report, kind=kind, text="Đơn vị đã hoàn thành các việc được giao. " * 12)
            for kind in ReportSection.Kind.values
        )
        TargetResult.objects.bulk_create(
            TargetResult(report=report, target=target, value=Decimal(90 + place)) for target in targets
        )
    texts = dict.fromkeys(
        SECTIONS, "\n".join(["Các đơn vị thành viên đã thực hiện tốt giao ước thi đua. " * 8] * 12)
    )
    BlocReport.objects.create(season=season, **texts)
    return season, officer


def score_table(season: Season) -> Any:
    from django.utils import timezone

    from blocs.models import ScoreTable

    each = CRITERIA // GROUPS
    table = ScoreTable.objects.create(
        province=season.bloc.province,
        name="Bảng điểm đo đạc",
        search_text="bang diem do dac",
        sort_key="bang diem do dac",
        total=Decimal(CRITERIA),
        bloc_kind="bloc",
        status="open",
        opened_at=timezone.now(),
    )
    for place in range(GROUPS):
        group = table.groups.create(name=f"Nhóm tiêu chí {place + 1}", max=Decimal(each), order=place)
        for number in range(each):
            group.criteria.create(name=f"Tiêu chí {place + 1}.{number + 1}", max=Decimal(1), order=number)
    return table
