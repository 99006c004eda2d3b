"""Score tables: the list, one of them, and what is done with it as a whole."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.scores import (
    BandFormSet,
    NewScoreTableForm,
    ScoreTableFilter,
    ScoreTableForm,
)
from blocs.models import ScoreTable
from blocs.models.score import ScoreTableQuerySet
from blocs.rules import score_tables as rules
from blocs.rules.rights import MAY, Act, may
from blocs.selectors import people, score_table_page
from blocs.selectors import score_tables as reading
from blocs.services import score_tables
from blocs.views import sheets
from blocs.views.access import me
from blocs.views.meanwhile import Meanwhile
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Reason

PER_PAGE = 50
SORTS = {"name": "sort_key", "total": "total"}
DONE: dict[str, Reason] = {
    "discard": _("The draft is thrown away. It can be brought back from its page."),
    "restore": _("The draft is back."),
}


def visible_table(request: HttpRequest, pk: int) -> ScoreTable:
    return get_object_or_404(ScoreTable.objects.visible_to(me(request)).for_listing(), pk=pk)


def score_table_list(request: HttpRequest) -> HttpResponseBase:
    """What is in use or being drafted, and the examples; older versions by their status."""
    visible = ScoreTable.objects.visible_to(me(request))
    years = visible.filter(year__isnull=False).order_by("-year").values_list("year", flat=True).distinct()
    form = ScoreTableFilter(request.GET, years=[year for year in years if year])
    rows = _filtered(visible.for_listing(), form)
    if sheets.asked(request):
        return _sheet(request, rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "may_make": reading.may_make(me(request)),
    }
    return render(request, "blocs/score_table_list.html", context)


def _filtered(rows: ScoreTableQuerySet, form: ScoreTableFilter) -> ScoreTableQuerySet:
    if not form.is_valid():
        return rows.current()
    given = form.cleaned_data
    rows = rows.filter(status=given["status"]) if given["status"] else rows.current()
    if given["q"]:
        rows = rows.searched(given["q"])
    if given["year"]:
        rows = rows.filter(year=given["year"])
    if given["kind"]:
        rows = rows.filter(bloc_kind__in=("", given["kind"]))
    key, down = given["sort"].removeprefix("-"), given["sort"].startswith("-")
    if key == "year":
        year = F("year").desc(nulls_last=True) if down else F("year").asc(nulls_last=True)
        return rows.order_by(year, "sort_key", "pk")
    if key in SORTS:
        return rows.order_by(f"{'-' if down else ''}{SORTS[key]}", "sort_key", "pk")
    return rows


def _sheet(request: HttpRequest, rows: QuerySet[ScoreTable]) -> HttpResponseBase:
    headings = [
        _("Name"),
        _("Year"),
        _("Whose"),
        _("For"),
        _("Version"),
        _("Total points"),
        _("Status"),
        _("Issued with"),
    ]
    return sheets.list_response(
        request,
        "bang-diem",
        headings,
        [
            (
                table.name,
                table.year,
                table.owner_name,
                table.for_whom,
                table.version,
                table.total,
                table.get_status_display(),
                table.decision,
            )
            for table in rows
        ],
    )


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The table as it will be used; while it is a draft, with what its editors do on each line."""
    someone = me(request)
    versions = reading.all_versions(ScoreTable.objects.visible_to(someone).with_its_versions(pk))
    table = next((each for each in versions if each.pk == pk), None)
    if table is None:
        raise Http404
    page = score_table_page.page(table, versions, someone)
    return render(request, "blocs/score_table_detail.html", {"page": page, "table": page.table})


def new(request: SignedInRequest) -> HttpResponse:
    """Empty, or with all that stands in another one, as the address or the form names it."""
    someone = me(request)
    owners = reading.owners(someone)
    sources = ScoreTable.objects.visible_to(someone).exclude(status=ScoreTable.Status.DISCARDED)
    asked = request.GET.get("source", "")
    source = sources.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
    form = NewScoreTableForm(request.POST or None, owners=owners, sources=sources, source=source)
    verdict = may(Act.EDIT_SCORE_TABLE, MAY[Act.EDIT_SCORE_TABLE] if owners else people.NO_SEATS)
    if form.is_valid():
        with answering(form):
            return redirect(_made(form.cleaned_data, by=request.user))
    context = {
        "form": form,
        "verdict": verdict,
        "title": _("New score table"),
        "draft": request.get_full_path(),
    }
    return render(request, "blocs/score_table_form.html", context)


def _made(given: dict[str, Any], *, by: Any) -> ScoreTable:
    facts = dict(given)
    owner, source = facts.pop("owner"), facts.pop("source")
    facts.pop("seen")
    if owner.bloc is not None:
        facts["bloc_kind"] = owner.bloc.kind
    if source is None:
        return score_tables.create(owner.province, bloc=owner.bloc, by=by, **facts)
    return score_tables.copy(source, province=owner.province, bloc=owner.bloc, by=by, **facts)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    table = visible_table(request, pk)
    form = ScoreTableForm(request.POST or None, table=table)
    meanwhile = Meanwhile(form, ScoreTableForm.values)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        seen = facts.pop("seen")
        with answering(form), meanwhile:
            score_tables.edit(table, seen=-1 if seen is None else seen, by=request.user, **facts)
            messages.success(request, _("The score table is saved."))
            return redirect(table)
    context = {
        "form": form,
        "table": table,
        "meanwhile": meanwhile,
        "verdict": rules.can_edit(table.status, reading.seats(me(request), table)),
        "title": _("Name, year and totals"),
        "draft": request.path,
    }
    return render(request, "blocs/score_table_form.html", context)


def bands(request: SignedInRequest, pk: int) -> HttpResponse:
    """What totals are called; a row left empty is taken out."""
    table = visible_table(request, pk)
    initial = [{"name": band.name, "lowest": band.lowest} for band in table.bands.all()]
    # Rows that were sent stand for themselves: beside initial words, unchanged ones would count as empty.
    rows = BandFormSet(request.POST or None, initial=None if request.POST else initial, prefix="band")
    if rows.is_valid():
        given = [(row["name"], row["lowest"]) for row in rows.cleaned_data if row.get("name")]
        with answering(rows.forms[0] if rows.forms else rows.empty_form):
            score_tables.set_bands(table, given, by=request.user)
            messages.success(request, _("The bands are saved."))
            return redirect(table)
    verdict = rules.can_edit(table.status, reading.seats(me(request), table))
    return render(request, "blocs/score_table_bands.html", {"rows": rows, "table": table, "verdict": verdict})


@require_POST
def open_for_use(request: SignedInRequest, pk: int) -> HttpResponse:
    table = visible_table(request, pk)
    with telling(request, _("The score table is open for use.")):
        score_tables.open_for_use(table, by=request.user)
    return redirect(table)


@require_POST
def begin_version(request: SignedInRequest, pk: int) -> HttpResponse:
    table = visible_table(request, pk)
    with telling(request, _("A new version is begun. The one in use stays until the new one is opened.")):
        return redirect(score_tables.begin_version(table, by=request.user))
    return redirect(table)


@require_POST
def step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Throw a draft away, or bring it back."""
    table = visible_table(request, pk)
    if name not in DONE:
        raise Http404
    with telling(request, DONE[name]):
        (score_tables.discard if name == "discard" else score_tables.restore)(table, by=request.user)
    return redirect(table)
