"""Reports of members: all of a season, one as a page that saves itself; its steps: report_steps.py."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blocs.forms.reports import FieldsForm
from blocs.models import Organisation, Report, Season
from blocs.rules import report_fields as rules
from blocs.rules import reporting
from blocs.rules.reckoning import Reckoning
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import last_reports, people, report_page
from blocs.selectors import report_fields as reading
from blocs.selectors.last_reports import Last
from blocs.selectors.reports import seats
from blocs.services import report_fields, reports
from blocs.services.report_fields import Saved
from blocs.views import autosave, report_texts, sheets
from blocs.views.access import me, visible_season
from blocs.views.report_access import can_read, found_in, member_of, page_of, sent_to
from blocs.views.report_rows import PARTS, Rows
from documents.wording import figure
from emulation import sent_kinds
from emulation.http import SignedInRequest, telling
from emulation.verdicts import Refused


def board(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    """Who is how far, and who is late; for the half year or for the whole."""
    season = visible_season(request, code, year)
    kind = request.GET.get("kind", Report.Kind.ANNUAL)
    if kind not in Report.Kind.values:
        raise Http404
    lines = report_page.of_season(season, me(request), kind)
    if sheets.asked(request):
        headings = [_("Organisation"), _("State"), _("Submitted at"), _("Late"), _("Why it is late")]
        rows = [
            (
                line.organisation.current_name,
                line.words,
                line.report.submitted_at if line.report else None,
                _("Late") if line.is_late else "",
                line.report.late_reason if line.report else "",
            )
            for line in lines
        ]
        return sheets.list_response(request, f"bao-cao-{code}-{year}", headings, rows)
    seats = people.seats(me(request), season)
    context = {
        "season": season,
        "kind": Report.Kind(kind),
        "kinds": list(Report.Kind),
        "lines": lines,
        "due": lines[0].due if lines else None,
        "settled": sum(bool(line.report and line.report.status in reporting.SETTLED) for line in lines),
        "reads_all": bool(may(Act.READ_REPORTS, seats)),
        "waiting": sum(bool(line.report and line.report.status == Report.Status.SUBMITTED) for line in lines)
        if may(Act.CHECK_REPORT, seats)
        else 0,
    }
    return render(request, "blocs/report_board.html", context)


def detail(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    """Read by whoever may; the member's own people write here, with or without scripts."""
    season, organisation = member_of(request, code, year, member, kind)
    report = found_in(season, organisation, kind)
    if report is None:
        return _not_begun(request, season, organisation, kind)
    verdict = can_read(request, report)
    if not verdict:
        verdict &= may(Act.ENTER_REPORT, frozenset())
        context = {"season": season, "organisation": organisation, "report": report, "verdict": verdict}
        return render(request, "blocs/report_closed.html", context)
    page = page_of(request, report)
    form, saved = FieldsForm(fields=page.fields, values=page.values), Saved()
    if request.method == "POST":
        form, saved = _typed(request, report, page)
        if not form.errors and not saved.conflicts:
            if taken := request.POST.get("take"):
                return report_texts.take(request, report, taken)
            messages.success(request, _("The report is saved."))
            return redirect(request.path)
        page = page_of(request, report)
    elif not page.is_own and page.can("accept"):
        reports.look(report, by=request.user)
    before = last_reports.last(report) if page.can_write else Last()
    rows = Rows(page, form, saved.conflicts, before)
    context = {"page": page, "report": report, "season": season, "rows": rows, "form": form, "before": before}
    context |= {"accepted": sent_kinds.ACCEPTED, "writing": page.can_write or bool(form.errors)}
    return render(
        request, "blocs/report_detail.html", context | {"organisation": organisation, "parts": PARTS}
    )


def _typed(request: SignedInRequest, report: Report, page: Any) -> tuple[FieldsForm, Saved]:
    """The whole form without scripts: what may be kept is kept, the rest stands where it was typed."""
    form = FieldsForm(request.POST, fields=page.fields, values=page.values)
    saved = Saved()
    try:
        saved = report_fields.save(report, form.typed(), by=request.user)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason))
    for name, errors in saved.errors.items():
        form.add_error(name if name in form.fields else None, errors)
    for name, conflict in saved.conflicts.items():
        form.seen[name] = rules.token(conflict.value)  # sent again, one's own takes its place
    return form, saved


def _not_begun(request: HttpRequest, season: Season, organisation: Organisation, kind: str) -> HttpResponse:
    own = seats(me(request), Report(season=season, organisation=organisation, kind=kind))
    verdict = reporting.can_write(Report.Status.DRAFT, season.stage, own)
    context = {"season": season, "organisation": organisation, "kind": Report.Kind(kind), "verdict": verdict}
    excuse = reporting.can_step("excuse", status="draft", stage=season.stage, seats=own, reason="-")
    context["can_excuse"] = bool(excuse) and Seat.STANDING in own
    return render(request, "blocs/report_start.html", context)


@require_POST
def start(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    season, organisation = member_of(request, code, year, member, kind)
    with telling(request):
        reports.start(season, organisation, kind=kind, by=request.user)
    return redirect("blocs:report-detail", code, year, member, kind)


@require_POST
def fields(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    """What the page sends by itself: some fields, each answered for itself. See static/js/report.js.

    A hundred officers send them at once: saving reads the season as it locks, so it is not read before.
    """
    report = sent_to(request, code, year, member, kind)
    asked = [found for name in request.POST if (found := rules.parse(name)) is not None]
    form = FieldsForm(request.POST, fields=asked, values=reading.Values())
    try:
        saved = report_fields.save(report, form.typed(), by=request.user)
    except Refused as refused:
        if not can_read(request, report):
            raise Http404 from refused
        return autosave.refusal(refused)
    return autosave.answer(form, saved, sums=_sums(saved.reckoning))


def _sums(reckoning: Reckoning | None) -> dict[str, str]:
    """The running sums and what figures make of points, as they now stand, by the ids on the page."""
    if reckoning is None:
        return {}
    tally = reckoning.tally
    groups = {f"sum-{key}": figure(points.total) for key, points in tally.groups.items()}
    told = {f"computed-{key}": reckoning.words(key) for key in reckoning.worths}
    return groups | told | {"sum-total": figure(tally.total)}
