"""How long which records are kept, and what is held back from disposal."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from blocs.forms.retention import HoldForm, LiftForm, TermForm
from blocs.models import Disposal, LegalHold, Person, Province
from blocs.rules.rights import Act, may
from blocs.selectors import disposals, people
from blocs.selectors import retention as reading
from blocs.services import retention
from blocs.views import sheets
from blocs.views.access import me
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict


def retention_list(request: HttpRequest) -> HttpResponseBase:
    someone, province = reader(request)
    lines = reading.lines(province.pk, on=someone.on)
    if sheets.asked(request):
        headings = [
            *(_("Class"), _("Kept for"), _("Counted"), _("Source"), _("How sure")),
            *(_("Records"), _("Past their term"), _("What disposal does")),
        ]
        rows = (
            (
                line.record_class.label,
                line.rule.term if line.rule else "",
                line.subject.counted_from,
                line.rule.source if line.rule else "",
                line.rule.get_confidence_display() if line.rule else "",
                line.count,
                line.past,
                line.subject.fate,
            )
            for line in lines
        )
        return sheets.list_response(request, "thoi-han-luu-tru", headings, rows)
    context = {
        "lines": lines,
        "province": province,
        "sets": granted(Act.SET_RETENTION, someone, province),
        "holds_records": granted(Act.HOLD_RECORDS, someone, province),
        "draws": disposals.disposable() if granted(Act.DRAW_DISPOSAL, someone, province) else [],
        "disposals": Disposal.objects.visible_to(someone).filter(province=province),
        "holds": LegalHold.objects.visible_to(someone)
        .filter(province=province)
        .select_related("season__bloc"),
    }
    return render(request, "blocs/retention_list.html", context)


def change(request: SignedInRequest, record_class: str) -> HttpResponse:
    """A new row; all earlier ones stand below the form."""
    someone, province = reader(request)
    subject = reading.SUBJECTS.get(record_class)
    if subject is None:
        raise Http404
    rules = [row for row in reading.rules_of(province.pk) if row.record_class == record_class]
    rule = reading.rule_on(rules, record_class, someone.on)
    form = TermForm(request.POST or None, initial=TermForm.shown(rule) | {"starts": someone.on})
    verdict = granted(Act.SET_RETENTION, someone, province)
    if request.method == "POST" and form.is_valid():
        with answering(form):
            kept = retention.enter(province, record_class, by=request.user, **form.term)
            messages.success(
                request,
                _("From %(day)s on: %(term)s.") % {"day": f"{kept.starts:%d/%m/%Y}", "term": kept.term},
            )
            return redirect("blocs:retention-list")
    context = {"form": form, "subject": subject, "rules": rules, "rule": rule, "verdict": verdict}
    return render(request, "blocs/retention_form.html", context)


def hold_new(request: SignedInRequest) -> HttpResponse:
    someone, province = reader(request)
    form = HoldForm(request.POST or None, province=province, initial={"placed_on": someone.on})
    if request.method == "POST" and form.is_valid():
        with answering(form):
            retention.hold(province, by=request.user, **form.cleaned_data)
            messages.success(request, _("The hold stands: nothing of it is disposed of until it is lifted."))
            return redirect("blocs:retention-list")
    verdict = granted(Act.HOLD_RECORDS, someone, province)
    context = {"form": form, "verdict": verdict, "title": _("Put records on hold")}
    return render(request, "blocs/hold_form.html", context)


def hold_lift(request: SignedInRequest, pk: int) -> HttpResponse:
    someone, province = reader(request)
    rows = LegalHold.objects.visible_to(someone).select_related("season__bloc", "province")
    hold = get_object_or_404(rows, pk=pk)
    form = LiftForm(request.POST or None, initial={"lifted_on": someone.on})
    if request.method == "POST" and form.is_valid():
        with answering(form):
            retention.lift(hold, by=request.user, **form.cleaned_data)
            messages.success(request, _("The hold is lifted."))
            return redirect("blocs:retention-list")
    verdict = granted(Act.HOLD_RECORDS, someone, province)
    context = {"form": form, "verdict": verdict, "hold": hold, "title": _("Lift the hold on records")}
    return render(request, "blocs/hold_form.html", context)


def reader(request: HttpRequest) -> tuple[Person, Province]:
    """Whoever serves the archives of a province, and which."""
    someone = me(request)
    province = reading.own_province(someone)
    if province is None:
        raise Http404
    return someone, province


def granted(act: Act, someone: Person, province: Province) -> Verdict:
    return may(act, people.province_seats(someone, province.pk))
