"""The steps of a report: submitted with what is missing, returned with remarks, accepted, excused."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from blocs.forms.reports import ExcuseForm, ReturnForm, SubmitForm
from blocs.models import Report
from blocs.rules import reporting
from blocs.rules.rights import Seat
from blocs.selectors import report_page
from blocs.selectors import reports as reading
from blocs.selectors.report_versions import compared
from blocs.services import reports
from blocs.views.access import me, visible_season
from blocs.views.report_access import begun, member_of, page_of, readable
from blocs.views.report_rows import PARTS
from emulation import together
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict, unless

BUTTONS = {
    "accept": (reports.accept, gettext_lazy("The report is accepted; the member is told by mail.")),
    "recall": (reports.recall, gettext_lazy("The report is yours again; submit it when it is ready.")),
    "resume": (reports.resume, gettext_lazy("The member is asked for its report again.")),
}


def submit(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    report = readable(request, code, year, member, kind)
    page = page_of(request, report)
    form = SubmitForm(request.POST if request.method == "POST" else None, is_late=page.is_late)
    verdict = page.can("submit")
    if request.method == "POST" and form.is_valid():
        with answering(form):
            reports.submit(report, **form.cleaned_data, by=request.user)
            messages.success(request, _("The report is submitted. The bloc leader reads it now."))
            return redirect("blocs:report-detail", code, year, member, kind)
    context = {"page": page, "report": report, "form": form, "verdict": verdict, "season": report.season}
    return render(request, "blocs/report_submit.html", context)


def send_back(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    report = readable(request, code, year, member, kind)
    page = page_of(request, report)
    form = ReturnForm(request.POST or None, parts=PARTS)
    if form.is_valid():
        with answering(form):
            reports.send_back(
                report, reason=form.cleaned_data["reason"], remarks=form.remarks(), by=request.user
            )
            messages.success(request, _("The report is returned; the member is told by mail."))
            return redirect("blocs:report-detail", code, year, member, kind)
    context = {"page": page, "report": report, "form": form, "verdict": page.can("send_back")}
    return render(request, "blocs/report_return.html", context | {"season": report.season})


def excuse(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    """Also where nobody has begun it."""
    season, organisation = member_of(request, code, year, member, kind)
    found = season.reports.filter(organisation=organisation, kind=kind).first()
    report = found or Report(season=season, organisation=organisation, kind=kind)
    report.season, report.organisation = season, organisation
    seats = reading.seats(me(request), report)
    form = ExcuseForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            reports.excuse(
                found or reports.start(season, organisation, kind=kind, by=request.user),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
            messages.success(request, _("The member is excused."))
            return redirect("blocs:report-board", code, year)
    verdict = reporting.can_step("excuse", status=report.status, stage=season.stage, seats=seats, reason="-")
    if found is None:
        verdict &= unless(
            Seat.STANDING in seats,
            _("The member has not begun its report; only the standing agency excuses it now."),
        )
    context = {"report": report, "form": form, "verdict": verdict, "season": season}
    return render(request, "blocs/report_excuse.html", context)


@require_POST
def step(request: SignedInRequest, code: str, year: int, member: str, kind: str, name: str) -> HttpResponse:
    report = begun(request, code, year, member, kind)
    if name not in BUTTONS:
        raise Http404
    take, told = BUTTONS[name]
    with telling(request, told):
        take(report, by=request.user)
    return redirect("blocs:report-detail", code, year, member, kind)


@require_POST
def accept_several(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """From the board of a season, for whoever checks its reports."""
    season, someone = visible_season(request, code, year), me(request)
    kind = request.GET.get("kind", Report.Kind.ANNUAL)
    if kind not in Report.Kind.values:
        raise Http404
    found: dict[str, Report] = {}
    for line in report_page.of_season(season, someone, kind):
        if line.report:
            line.report.season, line.report.organisation = season, line.organisation
            found[str(line.report.pk)] = line.report

    def allowed(report: Report) -> Verdict:
        seats = reading.seats(someone, report)
        return reporting.can_step("accept", status=report.status, stage=season.stage, seats=seats)

    step = together.Step[Report](
        title=_("Accept reports"),
        consequence=_("Each is accepted and its member told by mail; then its figures and points stand."),
        done=str(Report.Status.ACCEPTED.label),
        back=f"{reverse('blocs:report-board', args=[code, year])}?kind={kind}",
        name=lambda report: report.organisation.current_name,
        allowed=allowed,
        take=lambda report: reports.accept(report, by=request.user),
        note=lambda report: "" if report.looked_at else _("nobody who checks has opened it yet"),
        offered=lambda report: report.status == Report.Status.SUBMITTED,
    )
    return together.answer(request, found, step)


def changes(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    """What changed since the report was handed in the time before."""
    report = readable(request, code, year, member, kind)
    page = page_of(request, report)
    versions = list(report.versions.order_by("-number")[:2])
    context = {"report": report, "season": report.season, "versions": versions, "changes": []}
    if len(versions) == 2:
        context["changes"] = list(compared(versions[1].content, versions[0].content, page))
    return render(request, "blocs/report_changes.html", context)
