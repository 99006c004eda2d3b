"""The report of a bloc: what its members reported, put together, and the leader's words around it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.forms.bloc_reports import BlocReportForm
from blocs.models import Season
from blocs.rules import reporting
from blocs.rules.rights import Act, may
from blocs.selectors import bloc_reports as reading
from blocs.selectors import conference, people
from blocs.selectors import papers as archive
from blocs.services import bloc_reports, papers
from blocs.views import sheets
from blocs.views.access import me, visible_season
from blocs.views.meanwhile import Meanwhile
from documents.views.files import document_response, paper_response
from emulation.http import SignedInRequest, answering


def detail(request: SignedInRequest, code: str, year: int) -> HttpResponseBase:
    """Figures of all members and the texts; with ?gather=1 the members' words fill the form, unsaved."""
    season = _readable(request, code, year)
    gathered = reading.gathered(season)
    if sheets.asked(request):
        return _sheet(request, season, gathered)
    report = reading.written(season)
    fresh = report.pk is None or request.GET.get("gather") == "1"
    form = BlocReportForm(request.POST or None, report=report, texts=gathered.texts if fresh else None)
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            bloc_reports.write(season, form.texts, seen=form.cleaned_data["seen"], by=request.user)
            messages.success(request, _("The report of the bloc is saved."))
            return redirect("blocs:bloc-report-detail", code, year)
    verdict = reporting.can_write_for_bloc(season.stage, people.seats(me(request), season))
    context = {
        "season": season,
        "gathered": gathered,
        "report": report,
        "form": form,
        "fresh": fresh and any(gathered.texts.values()),
        "meanwhile": meanwhile,
        "verdict": verdict,
    }
    return render(request, "blocs/bloc_report.html", context)


def show(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """For the screen of the conference, to those who read all members' reports."""
    season = _readable(request, code, year)
    context = {
        "season": season,
        "title": _("Report of the bloc"),
        "slides": conference.of_report(season),
        "leader": people.leads_on(season.leaderships.all(), season.last_day),
        "back": reverse("blocs:bloc-report-detail", args=[code, year]),
        "back_word": _("Report of the bloc"),
    }
    return render(request, "blocs/slides.html", context)


def _readable(request: HttpRequest, code: str, year: int) -> Season:
    """For those who read all members' reports; the others get it once it is issued, from the archive."""
    season = visible_season(request, code, year)
    if not may(Act.READ_REPORTS, people.seats(me(request), season)):
        raise Http404
    return season


def _sheet(request: HttpRequest, season: Season, gathered: reading.Gathered) -> HttpResponseBase:
    headings = [_("Target"), _("Unit"), _("Pledged"), _("Member"), _("Achieved"), _("Note")]
    rows = (
        (
            figure.target.text,
            figure.target.unit,
            figure.target.promise,
            each.organisation.current_name,
            each.value,
            each.note,
        )
        for figure in gathered.figures
        for each in figure.found
    )
    return sheets.list_response(request, f"bao-cao-khoi-{season.bloc.code}-{season.year}", headings, rows)


def paper(request: HttpRequest, code: str, year: int, form: str) -> HttpResponseBase:
    """The issued report for all who see the season, the draft for those who read members' reports."""
    season = visible_season(request, code, year)
    issued = archive.current("bloc-report", season)
    if issued is not None and form == "pdf":
        return paper_response(issued, request=request)
    season = _readable(request, code, year)
    return document_response(papers.document("bloc-report", season, on=timezone.localdate()), form)
