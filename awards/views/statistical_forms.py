"""The yearly statistical forms: their list, a form's figures of a year, and what a form asks."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.documents import statistical_forms as papers
from awards.forms.statistical_forms import FormForm, LinesForm, SheetForm, SheetYear
from awards.models import StatisticalForm, StatisticalSheet
from awards.rules.rights import Act, may
from awards.selectors import statistical_forms as reading
from awards.services import statistical_forms
from blocs.models import Province
from blocs.models.season import FIRST_YEAR
from blocs.selectors import people
from blocs.views import sheets
from blocs.views.access import me
from documents.views.files import document_response
from emulation import replica
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict


def form_list(request: HttpRequest) -> HttpResponseBase:
    """All forms of a year with how far they are; for those who serve the province."""
    province = _province(request)
    asked = SheetYear(request.GET or None, on=timezone.localdate())
    rows = reading.overview(province, asked.asked)
    if sheets.asked(request):
        headings = [_("Statistical form"), _("Heading of the form"), _("Due"), _("Closed on"), _("Version")]
        lines = (
            (
                row.form.name,
                row.form.title,
                row.form.due(asked.asked),
                row.sheet.closed_at if row.sheet else None,
                row.sheet.version if row.sheet else None,
            )
            for row in rows
        )
        return sheets.list_response(request, f"bieu-thong-ke-{asked.asked}", headings, lines)
    rows_and_days = [(row, row.form.due(asked.asked)) for row in rows]
    context = {"form": asked, "rows": rows_and_days, "of_year": asked.asked}
    return render(request, "awards/statistics_list.html", context)


def sheet(request: SignedInRequest, of_year: int, code: str) -> HttpResponseBase:
    """The figures of a year: counted where the records hold them, typed where they don't."""
    province, form = _form(request, of_year, code)
    versions = list(StatisticalSheet.objects.of(province, code, of_year).select_related("closed_by", "form"))
    kept = _chosen(request, versions)
    rows = reading.lines(form, province, of_year, kept)
    names = reading.columns(form)
    if sheets.asked(request):
        return sheets.list_response(
            request, f"bieu-{code}-{of_year}", [_("Line"), *map(str, names.values())], _file_rows(rows)
        )
    is_open = kept is None or kept.closed_at is None
    verdict = _verdict(request, province)
    typing = SheetForm(request.POST or None, form=form, rows=rows) if is_open else None
    if typing is not None and typing.is_valid():
        with answering(typing):
            statistical_forms.keep(form, province, of_year, typing.typed(), by=request.user)
            messages.success(request, _("The figures are saved."))
            return redirect("awards:statistics-sheet", of_year, code)
    context = {
        "form": form,
        "typing": typing,
        "sheet": kept,
        "versions": versions,
        "names": names.values(),
        "rows": rows,
        "sums": reading.sums(rows, form),
        "of_year": of_year,
        "due": form.due(of_year),
        "verdict": verdict,
    }
    return render(request, "awards/statistics_sheet.html", context)


def _file_rows(rows: list[reading.Line]) -> Iterator[sheets.Row]:
    return ((row.label, *(cell.value for cell in row.cells)) for row in rows)


def _chosen(request: HttpRequest, versions: list[StatisticalSheet]) -> StatisticalSheet | None:
    asked = request.GET.get("version", "")
    return next((row for row in versions if str(row.version) == asked), versions[0] if versions else None)


def paper(request: HttpRequest, of_year: int, code: str, ending: str) -> HttpResponse:
    province, form = _form(request, of_year, code)
    kept = _chosen(request, list(StatisticalSheet.objects.of(province, code, of_year).select_related("form")))
    with replica.reading():
        document = papers.sheet(form, province, of_year, kept, at=timezone.localtime())
    return document_response(document, ending)


@require_POST
def close(request: SignedInRequest, of_year: int, code: str) -> HttpResponse:
    province, form = _form(request, of_year, code)
    with telling(request):
        statistical_forms.close(form, province, of_year, by=request.user)
        messages.success(request, _("The figures are closed. They stay as they are from now on."))
    return redirect("awards:statistics-sheet", of_year, code)


@require_POST
def correct(request: SignedInRequest, of_year: int, code: str) -> HttpResponse:
    province, form = _form(request, of_year, code)
    reason = " ".join(request.POST.get("reason", "").split())[:500]
    with telling(request):
        statistical_forms.correct(form, province, of_year, reason=reason, by=request.user)
        messages.success(request, _("A new version is open; the closed one is kept."))
    return redirect("awards:statistics-sheet", of_year, code)


def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """What the form asks in the province."""
    province = _province(request)
    form = _known(province, code)
    verdict = _verdict(request, province)
    fields = FormForm(request.POST or None, initial=_initial(form))
    lines = LinesForm(request.POST or None, form=form)
    if fields.is_valid() and lines.is_valid():
        with answering(fields):
            statistical_forms.write(form, province, fields.cleaned_data, lines.asked(), by=request.user)
            messages.success(request, _("The form is saved. Closed figures stay as they were."))
            return redirect("awards:statistics-list")
    context = {"form": fields, "lines": lines, "kept": form, "verdict": verdict}
    return render(request, "awards/statistics_form.html", context)


def _initial(form: StatisticalForm) -> dict[str, object]:
    return {name: getattr(form, name) for name in FormForm.Meta.fields}


def _form(request: HttpRequest, year: int, code: str) -> tuple[Province, StatisticalForm]:
    province = _province(request)
    if not FIRST_YEAR <= year <= timezone.localdate().year + 1:
        raise Http404
    return province, _known(province, code)


def _known(province: Province, code: str) -> StatisticalForm:
    form = reading.form(province, code)
    if form is None:
        raise Http404
    return form


def _province(request: HttpRequest) -> Province:
    served = me(request).whole_provinces
    if not served:
        raise Http404
    return Province.objects.get(pk=min(served))


def _verdict(request: HttpRequest, province: Province) -> Verdict:
    return may(Act.EDIT_RULES, people.province_seats(me(request), province.pk))
