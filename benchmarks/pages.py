"""Pages of 50 rows beside a bare view of the same rows in the same frame, and what they ask the database.

A bare row has as many cells as ours, filled from one query.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import filling
from benchmarks.figure import Figure, medians, processor_seconds
from benchmarks.site import own_site

if TYPE_CHECKING:
    from django.test import Client

    from blocs.models import Season

ROUNDS = 31
ROWS = 50
MOST_QUERIES = 8
SLOWEST = 2.0  # times the bare view
FEW, MANY = ("F", 10), ("M", 1000)  # codes of provinces, and their organisations
TABLE = """{{% extends "base.html" %}}
{{% block heading %}}{{{{ heading }}}}{{% endblock %}}
{{% block content %}}
<table class="table">{{% for row in rows %}}<tr>{}</tr>{{% endfor %}}</table>
{{% endblock %}}"""


@dataclass(frozen=True, slots=True)
class Page:
    """An address with its reader, and what a bare view would do: its rows, and a row of its table."""

    name: str
    address: str
    client: Client
    rows: Callable[[], Any]
    row: str
    promised: bool = True  # lists, seasons and pledges; of the others the figure is good to know
    limit: float = SLOWEST


def figures() -> Iterator[Figure]:
    with own_site() as folder, collected_static(folder / "static"):
        few, many = pages(*FEW), pages(*MANY)
        for page in many:
            yield from beside_bare(page)
        for small, large in zip(few, many, strict=True):
            count, before = queries(large), queries(small)
            note = "" if count == before else f"{before} for {FEW[1]} organisations"
            most = MOST_QUERIES if large.promised else None
            yield Figure(f"queries of {large.name}", count, "", most, note=note)
            yield Figure(f"queries of {large.name}, more for a large province", count - before, "", 0)


@contextmanager
def collected_static(folder: Path) -> Iterator[None]:
    """The style sheets under their lasting names, as on a server."""
    from django.core.management import call_command
    from django.test import override_settings

    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", verbosity=0, interactive=False)
        yield


def beside_bare(page: Page) -> Iterator[Figure]:
    from django.template import engines
    from django.test import override_settings
    from django.urls import path

    from emulation import urls

    template = engines["django"].from_string(TABLE.format(page.row))

    def bare(request: Any) -> Any:
        from django.http import HttpResponse

        return HttpResponse(template.render({"rows": page.rows(), "heading": page.name}, request))

    class Addresses:
        urlpatterns = [path("bare/", bare), *urls.urlpatterns]

    with override_settings(ROOT_URLCONF=Addresses):
        shown = body(page.client, page.address).count("<tr"), body(page.client, "/bare/").count("<tr")
        times = medians(
            ROUNDS,
            ours=processor_seconds(lambda: body(page.client, page.address)),
            bare=processor_seconds(lambda: body(page.client, "/bare/")),
        )
    limit = page.limit if page.promised else None
    note = f"{times['ours'] * 1000:.1f} ms; rows {shown[0]} and {shown[1]}"
    yield Figure(f"{page.name}, against a bare view", times["ours"] / times["bare"], limit=limit, note=note)


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def queries(page: Page) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    body(page.client, page.address)  # fills what is kept from page to page
    with CaptureQueriesContext(connection) as captured:
        body(page.client, page.address)
    if os.environ.get("SHOW_QUERIES"):
        for query in captured.captured_queries:
            print("   ", page.name, query["sql"][:300])
    return len(captured)


def pages(province: str, organisations: int) -> list[Page]:
    """Every list and page with rows, in a province of this size; its widest season has up to 50 members."""
    from django.db.models import Count
    from django.urls import reverse
    from django.utils import timezone

    from blocs import models
    from documents.models import Paper

    season, agency, leader = fill(province, organisations)
    pledge = season.pledges.get()
    bloc, place = season.bloc, (season.bloc.code, season.year)
    today = timezone.localdate()
    member = season.memberships.select_related("organisation__province").first()
    assert member is not None

    def seasons() -> Any:
        found = models.Season.objects.filter(bloc__province__code=province)
        return found.select_related("bloc__province").annotate(how_many=Count("memberships"))

    def members() -> Any:
        return season.memberships.select_related("organisation__province")

    def lines() -> Any:
        return chain(pledge.items.live(), pledge.targets.live().select_related("owner"))

    link = '<td><a href="{{ row.get_absolute_url }}">'
    organisation = (
        "<td>{{ row.organisation.current_short_name }}<span>{{ row.organisation.current_name }}</span></td>"
        "<td>{{ row.order }}</td><td>{{ row.joined_on|vn_date }}</td><td>{{ row.left_on|vn_date }}</td>"
        "<td>{{ row.organisation.contact }}</td><td>{{ row.organisation.phone|default:'–' }}</td>"
    )
    line = (
        '<td id="line-{{ row.pk }}">{{ row.text|linebreaks }}</td><td>{{ row.unit }}</td>'
        "<td>{{ row.promise }}</td><td>{{ row.owner }}</td><td>{{ row.data_source }}</td>"
    )
    return [
        Page(
            "list of blocs",
            reverse("blocs:bloc-list"),
            agency,
            lambda: seasons()[:ROWS],
            link + "{{ row.bloc.current_name }}</a><span>{{ row.bloc.get_kind_display }}</span></td>"
            "<td>{{ row.label }}</td><td>{{ row.how_many }}</td><td>{{ row.bloc.province.name }}</td>"
            "<td>{{ row.get_stage_display }}</td><td>{{ row.theme|default:'–' }}</td>"
            "<td>{{ row.last_day|vn_date }}</td>",
        ),
        Page(
            "list of organisations",
            reverse("blocs:organisation-list"),
            agency,
            lambda: models.Organisation.objects.filter(province__code=province).for_listing()[:ROWS],
            link + "{{ row.current_name }}</a></td><td>{{ row.code }}</td><td>{{ row.get_kind_display }}</td>"
            "<td>{{ row.parent.current_short_name|default:'–' }}</td><td>{{ row.current_short_name }}</td>"
            "<td>{{ row.contact }}</td><td>{{ row.phone }}</td>",
        ),
        Page(
            "list of movements",
            reverse("blocs:movement-list"),
            agency,
            lambda: models.Movement.objects.filter(province__code=province).for_listing()[:ROWS],
            link
            + "{{ row.name }}</a></td><td>{{ row.get_level_display }}</td><td>{{ row.get_form_display }}</td>"
            "<td>{{ row.starts|vn_date }}</td><td>{{ row.ends|vn_date }}</td>",
        ),
        Page("season", reverse("blocs:season-detail", args=place), leader, members, organisation),
        Page(
            "members of a season", reverse("blocs:season-members", args=place), agency, members, organisation
        ),
        Page("pledge", reverse("blocs:pledge-detail", args=place), leader, lines, line),
        Page(
            "registrations",
            reverse("blocs:registration-list", args=place),
            leader,
            lambda: pledge.registrations.select_related("organisation__province", "updated_by"),
            "<td>{{ row.organisation.current_name }}</td><td>{{ row.titles|linebreaksbr }}</td>"
            "<td>{{ row.updated_at|vn_datetime }}</td><td>{{ row.updated_by }}</td>",
        ),
        Page(
            "papers of a season",
            reverse("blocs:paper-list", args=place),
            leader,
            lambda: Paper.objects.filter(subject=f"members:{season.pk}"),
            link
            + "{{ row.number_text }}</a></td><td>{{ row.title }}</td><td>{{ row.issued_on|vn_date }}</td>",
        ),
        Page(
            "bloc",
            reverse("blocs:bloc-detail", args=[bloc.code]),
            agency,
            members,
            organisation,
            promised=False,
        ),
        Page(
            "organisation",
            member.organisation.get_absolute_url(),
            agency,
            lambda: models.Mandate.objects.on(today).filter(organisation=member.organisation),
            "<td>{{ row.title }}</td>",
            promised=False,
        ),
        Page(
            "start page of the agency",
            reverse("blocs:start"),
            agency,
            seasons,
            link + "{{ row.label }}</a></td>",
            promised=False,
        ),
        Page("start page of a leader", reverse("blocs:start"), leader, members, organisation, promised=False),
    ]


def fill(province: str, organisations: int) -> tuple[Season, Client, Client]:
    """Blocs of 20, a wide season of up to 50 members with 50 lines, its agency's and its leader's clients."""
    from django.test import Client

    from blocs.models import Organisation

    filling.load(filling.workbook(province, organisations, max(organisations // 20, 1)))
    season = filling.season(f"{province}W", min(organisations, ROWS), lines=ROWS // 2)
    papers(season, min(organisations, ROWS))
    agency, leader = Client(), Client()
    offices = Organisation.objects.select_related("province").filter(code="dv-0")
    standing = [office for office in offices if office.province.code in {province, f"{province}W"}]
    agency.force_login(filling.person(*standing, role="standing"))
    leads = season.leaderships.select_related("organisation__province").get(role="leader")
    leader.force_login(filling.person(leads.organisation, role="officer"))
    return season, agency, leader


def papers(season: Season, how_many: int) -> None:
    """Lists of members, each replacing the one before, as a season of many changes leaves them."""
    from django.utils import timezone

    from documents.models import Paper

    now = timezone.now()
    for number in range(1, how_many + 1):
        Paper.objects.create(
            kind="members",
            subject=f"members:{season.pk}",
            profile_id="state",
            issuer_key=f"bench:{season.pk}",
            issuer_name="Khối trưởng",
            year=season.year,
            number=number,
            number_text=f"{number:02d}/DS-KTĐ",
            title="Danh sách đơn vị thành viên",
            issued_on=timezone.localdate(now),
            issued_at=now,
            file="papers/none.pdf",
            content_hash="0" * 64,
            code=f"{season.pk:04d}{number:04d}AB",
            state="issued" if number == how_many else "superseded",
        )
