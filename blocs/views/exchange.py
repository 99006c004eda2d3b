"""Season files into the site and out of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.exchange import sections, sheets
from blocs.exchange.outcome import Fate
from blocs.forms.exchange import ConfirmForm, SendForm
from blocs.models import Season, SentFile
from blocs.rules import exchange as rules
from blocs.rules.rights import Act, may
from blocs.selectors import exports, people
from blocs.services import sent_files
from blocs.views.access import me, visible_season
from blocs.views.sheets import WORKBOOK_TYPE as WORKBOOK
from emulation import replica
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict

MOST_SHOWN = 200  # messages and lines; the rest is counted
MOST_LISTED = 20


def send(request: SignedInRequest) -> HttpResponse:
    """Choose a file; what was imported before stands below."""
    someone = me(request)
    verdict = _may_import(request)
    form = SendForm(request.POST, request.FILES) if request.method == "POST" else SendForm()
    if verdict and form.is_valid():
        sent = form.cleaned_data["file"]
        with answering(form):
            return redirect(sent_files.keep(sent.name, sent.read(), by=request.user))
    imported = SentFile.objects.taken_in(someone)[:MOST_LISTED] if verdict else []
    context = {"form": form, "verdict": verdict, "imported": imported}
    return render(request, "blocs/exchange_send.html", context)


def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """What saving the file would do, or what is wrong with it, cell by cell."""
    if not _may_import(request):
        return redirect("blocs:exchange")  # which says why
    file = _own(request, pk)
    if file.is_saved:
        return render(request, "blocs/exchange_saved.html", {"file": file})
    outcome, tables = sent_files.preview(file, by=request.user)
    told = [line for line in outcome.lines if line.fate is not Fate.UNCHANGED]
    context = {
        "file": file,
        "outcome": outcome,
        "problems": outcome.problems[:MOST_SHOWN],
        "tables": tables,
        "fates": list(Fate),
        "lines": told[:MOST_SHOWN],
        "lines_left_out": max(0, len(told) - MOST_SHOWN),
        "form": ConfirmForm(initial={"seen": outcome.digest()}),
    }
    return render(request, "blocs/exchange_preview.html", context)


@require_POST
def save(request: SignedInRequest, pk: int) -> HttpResponse:
    if not _may_import(request):
        return redirect("blocs:exchange")
    file = _own(request, pk)
    form = ConfirmForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    with telling(request, _("The file is imported.")):
        sent_files.save(file, seen=seen, by=request.user)
    return redirect(file)


def _may_import(request: HttpRequest) -> Verdict:
    return may(Act.IMPORT_SEASON, people.all_seats(me(request)))


def _own(request: HttpRequest, pk: int) -> SentFile:
    return get_object_or_404(SentFile.objects.waiting(me(request)), pk=pk)


def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook to fill in."""
    rows = [section.rows for section in sections.registered()]
    return attachment(sheets.template(rows), WORKBOOK, "mau-nhap-lieu.xlsx")


def season_json(request: HttpRequest, code: str, year: int) -> HttpResponse:
    return _taken_out(request, code, year, exports.as_json, "application/json", "json")


def season_xlsx(request: HttpRequest, code: str, year: int) -> HttpResponse:
    return _taken_out(request, code, year, exports.as_workbook, WORKBOOK, "xlsx")


def _taken_out(
    request: HttpRequest, code: str, year: int, write: Callable[[Season], bytes], kind: str, ending: str
) -> HttpResponse:
    """For those who plan the season; the others who see it are told."""
    season = visible_season(request, code, year)
    verdict = rules.can_take_out(people.seats(me(request), season))
    if not verdict:
        messages.error(request, " ".join(str(reason) for reason in verdict.reasons))
        return redirect(season)
    with replica.reading():
        content = write(season)
    return attachment(content, kind, f"{code}-{year}.{ending}")


def attachment(content: bytes, kind: str, filename: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "no-store"},
    )
