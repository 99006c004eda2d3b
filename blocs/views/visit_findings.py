"""What a visit found: written by the team, closed, put into minutes that both sides sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from blocs.documents.visits import visit_checklist_paper, visit_minutes
from blocs.forms.pledges import ReasonForm
from blocs.forms.visits import FindingsForm
from blocs.models import Evidence, Report, Visit
from blocs.rules import reporting
from blocs.rules import visit_fields as names
from blocs.rules import visits as rules
from blocs.rules.report_fields import SORTS, token
from blocs.rules.rights import Seat
from blocs.rules.visit_fields import Field, Kind
from blocs.selectors import visit_checklist
from blocs.selectors import visits as reading
from blocs.selectors.visit_checklist import Checklist, Line, Part
from blocs.services import visit_findings, visits
from blocs.services import visit_minutes as papers
from blocs.services.report_fields import Conflict, Saved
from blocs.views import autosave
from blocs.views.access import me
from blocs.views.evidence import evidence_response
from blocs.views.report_rows import Cell
from blocs.views.visits import visit_of
from documents.models import Paper
from documents.views.files import document_response, paper_response
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Refused

WAYS = ("signed", "by-hand")
SAID = {
    "close": _("The findings are closed; the visited member reads them now."),
    "reopen": _("The findings are open again; the visited member does not see them meanwhile."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the checklist with the fields in which its finding is written."""

    line: Line
    cells: dict[str, Cell]

    @property
    def points(self) -> dict[str, Cell]:
        return {name: cell for name, cell in self.cells.items() if name in SORTS}

    @property
    def tone(self) -> str:
        return reading.RESULT_TONES[self.line.result] if self.line.result else "neutral"


def detail(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    """The plan for all who see the season; the checklist for those who may read it, to write or to read."""
    visit = visit_of(request, code, year, pk)
    seats = reading.seats(me(request), visit)
    can_read = rules.can_read(visit.status, seats)
    context: dict[str, Any] = {"visit": visit, "season": visit.season, "can_read": can_read}
    context["can_edit"] = rules.can_edit(visit.status, visit.season.stage, seats)
    if can_read:
        conflicts: dict[str, Conflict] = {}
        form: FindingsForm | None = None
        if request.method == "POST":
            form, conflicts = _typed(request, visit)
            if not form.errors and not conflicts:
                messages.success(request, _("What was found is saved."))
                return redirect(request.path)
        checklist = visit_checklist.of(visit)
        context |= _rows(visit, checklist, form, conflicts) | _steps(visit, checklist, seats)
        context["writing"] = context["can_write"] or bool(form and form.errors)
    return render(request, "blocs/visit_detail.html", context)


def _rows(
    visit: Visit, checklist: Checklist, form: FindingsForm | None, conflicts: dict[str, Conflict]
) -> dict[str, Any]:
    values = checklist.values() | {one: getattr(visit, one.value) for one in _texts()}
    form = form or FindingsForm(fields=values, values=values)

    def cell(one: Field) -> Cell:
        return Cell(values[one], form.seen[one.name], form[one.name], conflicts.get(one.name))

    def rows(part: Part) -> list[Row]:
        return [Row(line, {one.value: cell(one) for one in line.fields}) for line in part.lines]

    return {
        "checklist": checklist,
        "parts": [(part, rows(part)) for part in checklist.parts],
        "texts": [(visit._meta.get_field(one.value).verbose_name, cell(one)) for one in _texts()],  # type: ignore[union-attr]
        "form": form,
        "results": [
            (result.label, reading.RESULT_TONES[result], checklist.results()[result])
            for result in reading.Result
        ],
    }


def _texts() -> list[Field]:
    return [Field(Kind.TEXT, value=name) for name in names.TEXTS]


def _steps(visit: Visit, checklist: Checklist, seats: frozenset[Seat]) -> dict[str, Any]:
    stage, status, issued = visit.season.stage, visit.status, visit.is_issued
    facts = checklist.facts(has_team=bool(visit.team.strip()))
    return {
        "can_write": rules.can_write(status, stage, seats),
        "can_close": rules.can_close(status, stage, seats, facts),
        "open_lines": facts.open_lines,
        "can_reopen": rules.can_reopen(status, stage, seats, issued=issued),
        "can_issue": rules.can_issue(status, seats, issued=issued),
        "can_stop": rules.can_stop(seats, being_signed=visit.is_being_signed),
    }


def _typed(request: SignedInRequest, visit: Visit) -> tuple[FindingsForm, dict[str, Conflict]]:
    """The whole form without scripts: what may be kept is kept, the rest stands where it was typed."""
    checklist = visit_checklist.of(visit)
    values = checklist.values() | {one: getattr(visit, one.value) for one in _texts()}
    form = FindingsForm(request.POST, fields=values, values=values)
    saved = Saved()
    try:
        saved = visit_findings.save(visit, form.typed(), by=request.user)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason))
    for name, errors in saved.errors.items():
        form.add_error(name if name in form.fields else None, errors)
    for name, conflict in saved.conflicts.items():
        form.seen[name] = token(conflict.value)  # sent again, one's own takes its place
    return form, saved.conflicts


def _readable(request: HttpRequest, code: str, year: int, pk: int) -> Visit:
    """404 for whoever may not read what was found."""
    visit = visit_of(request, code, year, pk)
    if not rules.can_read(visit.status, reading.seats(me(request), visit)):
        raise Http404
    return visit


@require_POST
def fields(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    """What the page sends by itself; see static/js/report.js."""
    visit = _readable(request, code, year, pk)
    asked = [found for name in request.POST if (found := names.parse(name)) is not None]
    form = FindingsForm(request.POST, fields=asked, values={})
    try:
        saved = visit_findings.save(visit, form.typed(), by=request.user)
    except Refused as refused:
        return autosave.refusal(refused)
    return autosave.answer(form, saved, sums={})


@require_POST
def agree(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    visit = _readable(request, code, year, pk)
    with telling(request):
        count = visits.agree_with_the_rest(visit, by=request.user)
        told = ngettext("%(count)d line is agreed.", "%(count)d lines are agreed.", count)
        messages.success(request, told % {"count": count})
    return redirect("blocs:visit-detail", code, year, pk)


@require_POST
def step(request: SignedInRequest, code: str, year: int, pk: int, name: str) -> HttpResponse:
    visit = _readable(request, code, year, pk)
    if name not in visits.STEPS:
        raise Http404
    with telling(request, SAID[name]):
        visits.STEPS[name](visit, by=request.user)
    return redirect("blocs:visit-detail", code, year, pk)


@require_POST
def issue(request: SignedInRequest, code: str, year: int, pk: int, way: str) -> HttpResponse:
    """The minutes get their number; both heads sign them here, or by hand."""
    visit = _readable(request, code, year, pk)
    if way not in WAYS:
        raise Http404
    with telling(request):
        paper = papers.issue(visit, online=way == "signed", by=request.user)
        told = _("The minutes have the number %(number)s and do not change any more.")
        if paper.state == Paper.State.SIGNING:
            told = _("The minutes have the number %(number)s. The heads of both sides are asked to sign.")
        messages.success(request, told % {"number": paper.number_text})
    return redirect("blocs:visit-detail", code, year, pk)


def stop_signing(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    visit = _readable(request, code, year, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            papers.stop_signing(visit, by=request.user, **form.cleaned_data)
            messages.success(request, _("The signing is stopped, and the paper is void."))
            return redirect("blocs:visit-detail", code, year, pk)
    verdict = rules.can_stop(reading.seats(me(request), visit), being_signed=visit.is_being_signed)
    context = {"season": visit.season, "visit": visit, "form": form, "verdict": verdict}
    return render(
        request, "blocs/visit_form.html", context | {"title": _("Stop the signing of these minutes?")}
    )


def evidence(request: HttpRequest, code: str, year: int, pk: int, file: int) -> HttpResponseBase:
    """A file of the visited member, for the team that goes there, once its report is handed in."""
    visit = _readable(request, code, year, pk)
    report = {"report__season": visit.season_id, "report__organisation": visit.visited_id}
    rows = (
        Evidence.objects.live()
        .select_related("disposal")
        .filter(**report, report__kind=Report.Kind.ANNUAL, report__status__in=reporting.READ)
    )
    way = reverse("blocs:visit-detail", args=[code, year, pk])
    return evidence_response(get_object_or_404(rows, pk=file), way)


@require_safe
def checklist_paper(request: HttpRequest, code: str, year: int, pk: int, form: str) -> HttpResponse:
    visit = _readable(request, code, year, pk)
    on = visit.season.within(timezone.localdate())
    return document_response(visit_checklist_paper(visit, on=on), form)


@require_safe
def minutes_paper(request: HttpRequest, code: str, year: int, pk: int, form: str) -> HttpResponseBase:
    """The issued bytes with the signatures so far; before that the draft. As .docx always a draft."""
    visit = _readable(request, code, year, pk)
    if form == "pdf" and visit.paper is not None and visit.is_issued:
        return paper_response(visit.paper, request=request)
    on = visit.season.within(timezone.localdate())
    return document_response(visit_minutes(visit, on=on), form)
