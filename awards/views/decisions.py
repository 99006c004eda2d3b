"""Decisions: what was decided, of whom, by which number; what was put right; their certificates."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.decision_papers import decision_paper
from awards.forms.decisions import CorrectionForm, DecisionForm, words_form
from awards.models import CertificateLayout, Decision
from awards.rules.deciding import can_change, can_correct
from awards.rules.rights import Act, may
from awards.selectors import decisions as reading
from awards.selectors.decisions import Sheet
from awards.services import decisions
from blocs.models import Province
from blocs.selectors import people
from blocs.views import sheets
from blocs.views.access import me
from documents.views.files import document_response
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict


def decision_list(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    if not someone.mandates:
        raise Http404
    rows = reading.listed(someone)
    if sheets.asked(request):
        headings = [_("Decision no."), _("Decided on"), _("About"), _("Authority"), _("Named"), _("State")]
        lines = (
            (row.number, row.decided_on, row.abstract, row.authority, row.named, row.get_state_display())  # type: ignore[attr-defined]  # counted by listed
            for row in rows
        )
        return sheets.list_response(request, "quyet-dinh-khen-thuong", headings, lines)
    verdict = may(Act.RECORD_DECISIONS, people.all_seats(someone))
    return render(request, "awards/decision_list.html", {"rows": rows, "verdict": verdict})


def new(request: SignedInRequest) -> HttpResponse:
    someone = me(request)
    if not someone.whole_provinces:
        raise Http404
    province = get_object_or_404(Province, pk=min(someone.whole_provinces))
    verdict = may(Act.RECORD_DECISIONS, people.province_seats(someone, province.pk))
    initial = {"authority": f"Chủ tịch Ủy ban nhân dân {province.name}", "signer_title": "Chủ tịch"}
    decidable = reading.decidable({province.pk})
    form = DecisionForm(request.POST or None, decidable=decidable, initial=initial)
    if form.is_valid():
        with answering(form):
            decision = decisions.prepare(province, by=request.user, **form.decision)
            messages.success(request, _("The decision is prepared. Look through the list, then record it."))
            return redirect(decision)
    context = {"form": form, "verdict": verdict, "title": _("New decision"), "decision": None}
    return render(request, "awards/decision_form.html", context)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    decision = visible(request, pk)
    chosen = [line.nomination for line in Sheet(decision).lines]
    decidable = reading.decidable({decision.province_id}, decision=decision)
    listed = chosen + [row for row in decidable if row.pk not in {each.pk for each in chosen}]
    initial = {name: getattr(decision, name) for name in decisions.TEXTS}
    initial["nominees"] = [str(row.pk) for row in chosen]
    form = DecisionForm(request.POST or None, decidable=listed, initial=initial)
    if form.is_valid():
        with answering(form):
            decisions.edit(decision, by=request.user, **form.decision)
            messages.success(request, _("The decision is saved."))
            return redirect(decision)
    return _form(request, decision, form, _("Change the decision"), can_change(decision.state))


def detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    decision = visible(request, pk)
    sheet = Sheet(decision)
    if sheets.asked(request):
        return _print_data(request, sheet)
    someone = me(request)
    records = may(Act.RECORD_DECISIONS, people.province_seats(someone, decision.province_id))
    drafted = not decision.is_recorded
    context = {
        "decision": decision,
        "sheet": sheet,
        "records": records,
        "standing": decisions.standing(decision, on=someone.on) if drafted and records else Verdict(),
        "layouts": CertificateLayout.objects.filter(province=decision.province_id) if records else [],
        "events": decision.events.select_related("actor").order_by("at", "pk"),
    }
    return render(request, "awards/decision_detail.html", context)


def words(request: SignedInRequest, pk: int) -> HttpResponse:
    decision = visible(request, pk)
    form = words_form(Sheet(decision).lines, request.POST or None)
    if form.is_valid():
        told = {key: (row["name"], row["praise"]) for key, row in form.told().items()}
        with answering(form):
            decisions.word(decision, told, by=request.user)
            messages.success(request, _("The list is saved."))
            return redirect(decision)
    return _form(request, decision, form, _("Names and praise"), can_change(decision.state), grid=True)


@require_POST
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    decision = visible(request, pk)
    told = _("The decision is recorded. Each honour stands in the history of its recipient.")
    with telling(request, told):
        decisions.record(decision, by=request.user)
    return redirect(decision)


def correct(request: SignedInRequest, pk: int, line: int) -> HttpResponse:
    decision = visible(request, pk)
    row = get_object_or_404(decision.lines, pk=line)
    form = CorrectionForm(request.POST or None, initial={"becomes": row.name})
    if form.is_valid():
        with answering(form):
            decisions.correct(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("The correction is recorded; the certificate prints with it."))
            return redirect(decision)
    title = _("Put right: %(name)s") % {"name": row.name}
    return _form(request, decision, form, title, can_correct(decision.state))


def paper(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    return document_response(decision_paper(Sheet(visible(request, pk))), ending)


def visible(request: HttpRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(me(request)).select_related("province").distinct()
    return get_object_or_404(rows, pk=pk)


def _print_data(request: HttpRequest, sheet: Sheet) -> HttpResponseBase:
    """What a printer of certificates asks for, a line for each."""
    decision = sheet.decision
    headings = [
        *(_("Number in the golden book"), _("Award"), _("Recipient"), _("Praise")),
        *(_("Decision no."), _("Decided on"), _("Signed by")),
    ]
    of_all = (decision.number, decision.decided_on, decision.signer)
    rows = ((line.order, line.nomination.award.name, line.name, line.praise, *of_all) for line in sheet.lines)
    return sheets.list_response(request, "in-bang", headings, rows)


def _form(
    request: HttpRequest, decision: Decision, form: Any, title: str, verdict: Verdict, *, grid: bool = False
) -> HttpResponse:
    seats = people.province_seats(me(request), decision.province_id)
    verdict = may(Act.RECORD_DECISIONS, seats) & verdict
    context = {"form": form, "verdict": verdict, "title": title, "decision": decision}
    return render(request, "awards/decision_grid.html" if grid else "awards/decision_form.html", context)
