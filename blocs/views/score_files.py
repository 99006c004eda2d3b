"""A score table on paper, in a workbook and out of one, and its versions side by side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs import documents
from blocs.exchange import score_file
from blocs.forms.scores import CompareForm, ImportForm
from blocs.models import ScoreTable
from blocs.rules.rights import MAY, Act, may
from blocs.selectors import people, score_exports, score_table_page
from blocs.selectors import score_tables as reading
from blocs.services import score_tables
from blocs.views.access import me
from blocs.views.score_tables import visible_table
from blocs.views.sheets import WORKBOOK_TYPE as WORKBOOK
from documents.views.files import document_response
from documents.wording import file_name
from emulation.http import SignedInRequest, answering

MOST_SHOWN = 200  # messages about a file


def send(request: SignedInRequest) -> HttpResponse:
    """Send a workbook in: it becomes a draft, or every wrong cell is shown."""
    owners = reading.owners(me(request))
    verdict = may(Act.EDIT_SCORE_TABLE, MAY[Act.EDIT_SCORE_TABLE] if owners else people.NO_SEATS)
    form = ImportForm(request.POST or None, request.FILES or None, owners=owners)
    taken = None
    if verdict and form.is_valid():
        owner, content = form.cleaned_data["owner"], form.cleaned_data["file"].read()
        with answering(form):
            taken = score_tables.importing.take_in(content, owner.province, bloc=owner.bloc, by=request.user)
            if taken.table is not None:
                messages.success(request, _("The workbook is read into a new draft. Look through it."))
                return redirect(taken.table)
    context = {
        "form": form,
        "verdict": verdict,
        "taken": taken,
        "problems": taken.problems[:MOST_SHOWN] if taken else [],
        "again": reverse("blocs:score-table-import"),
    }
    return render(request, "blocs/score_table_import.html", context)


def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook to fill in."""
    return _attachment(score_file.template(), "mau-bang-diem.xlsx")


def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be sent in again, after work on it in Excel."""
    table = visible_table(request, pk)
    return _attachment(score_exports.as_workbook(table), file_name(f"Bang diem {table.name}", "xlsx"))


def paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    return document_response(
        documents.score_table_alone(visible_table(request, pk), on=timezone.localdate()), form
    )


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions with their history, and what changed from one to another."""
    table = visible_table(request, pk)
    rows = reading.versions(table)
    form = CompareForm(request.GET)
    chosen = None
    if form.is_valid():
        chosen = tuple(_version(table, form.cleaned_data[name]) for name in ("older", "newer"))
    elif len(rows) > 1:
        chosen = (rows[1], rows[0])
    context = {
        "table": table,
        "versions": rows,
        "older": chosen[0] if chosen else None,
        "newer": chosen[1] if chosen else None,
        "differences": score_table_page.compared(*chosen) if chosen else [],
        "events": table.events.select_related("actor").order_by("-at", "-pk"),
    }
    return render(request, "blocs/score_table_versions.html", context)


def _version(table: ScoreTable, number: int) -> ScoreTable:
    return get_object_or_404(ScoreTable, series=table.series, version=number)


def _attachment(content: bytes, filename: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "no-store"},
    )
