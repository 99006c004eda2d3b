"""The overview of a province, 40 blocs against ten dates with two charts, beside a bare table of the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks import filling, pages
from benchmarks.figure import Figure
from benchmarks.site import own_site

BLOCS = 40
MOST_QUERIES = 10
ROW = (
    '<td><a href="{{ row.get_absolute_url }}">{{ row.bloc.current_name }}</a>'
    "<span>{{ row.label }} · {{ row.get_stage_display }}</span></td>"
    "{% for date in row.milestones.all %}<td>{{ date.due|vn_date }}</td>{% endfor %}<td>{{ row.theme }}</td>"
)


def figures() -> Iterator[Figure]:
    with own_site() as folder, pages.collected_static(folder / "static"):
        page = filled()
        yield from pages.beside_bare(page)
        yield Figure(f"queries of {page.name}", pages.queries(page), "", MOST_QUERIES)


def filled() -> pages.Page:
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from blocs.models import Milestone, Organisation, Season

    filling.load(filling.workbook("T", BLOCS * 10, BLOCS))
    today = timezone.localdate()
    dates = [
        Milestone(season=season, kind=kind, due=today + timedelta(days=20 * place - 100))
        for season in Season.objects.all()
        for place, kind in enumerate(Milestone.Kind)
    ]
    Milestone.objects.bulk_create(dates, ignore_conflicts=True)  # some came with the workbook
    for leader in Organisation.objects.filter(leaderships__role="leader").select_related("province"):
        filling.person(leader, role="officer")
    client = Client()
    agency = Organisation.objects.select_related("province").get(code="dv-399")
    client.force_login(filling.person(agency, role="standing"))

    def seasons() -> Any:
        return Season.objects.select_related("bloc").prefetch_related("milestones").order_by("pk")

    return pages.Page("overview of 40 blocs", reverse("blocs:overview-list"), client, seasons, ROW)
