"""Text that is put into a report to be edited: last year's, or paragraphs from its figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from blocs.models import Report, ReportSection
from blocs.rules.report_fields import Field, Kind, token
from blocs.selectors import last_reports
from blocs.services import report_fields
from blocs.services.report_fields import Typed
from blocs.views.report_access import page_of, readable
from emulation.http import SignedInRequest, telling


def from_figures(
    request: SignedInRequest, code: str, year: int, member: str, kind: str, section: str
) -> HttpResponse:
    """What static/js/report.js puts below what is typed; empty where there are no figures yet."""
    if section not in ReportSection.Kind.values:
        raise Http404
    report = readable(request, code, year, member, kind)
    text = last_reports.from_figures(page_of(request, report), section)
    return JsonResponse({"text": text}, headers={"Cache-Control": "no-store"})


def take(request: SignedInRequest, report: Report, taken: str) -> HttpResponse:
    """The same without scripts: "last-results" or "figures-results" goes below what stands there."""
    what, _dash, section = taken.partition("-")
    if what not in ("last", "figures") or section not in ReportSection.Kind.values:
        raise Http404
    text = (
        last_reports.last(report).sections.get(section, "")
        if what == "last"
        else last_reports.from_figures(page_of(request, report), section)
    )
    field = Field(Kind.SECTION, section=section)
    row = report.sections.filter(kind=section).first()
    now = row.text if row else None
    whole = f"{now.rstrip()}\n\n{text}" if now and now.strip() else text
    if text:
        with telling(request, _("The text stands in the field; edit it as you need.")):
            report_fields.save(report, {field.name: Typed(whole, token(now))}, by=request.user)
    else:
        messages.info(request, _("There are no figures for this part yet."))
    season = report.season
    place = [season.bloc.code, season.year, report.organisation.code, report.kind]
    return redirect(f"{reverse('blocs:report-detail', args=place)}#part-{section}")


def last_year(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    """What is kept and what changed since last year's report."""
    report = readable(request, code, year, member, kind)
    page = page_of(request, report)
    before = last_reports.last(report)
    context = {
        "report": report,
        "season": report.season,
        "before": before,
        "changes": list(last_reports.compared(page, before)) if before.sections else [],
    }
    return render(request, "blocs/report_last_year.html", context)
