"""Disposal of records: the list, the decision and its minutes, and that somebody else carries it out."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, suspend_request
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blocs.documents import disposals as paper
from blocs.forms.disposals import DecisionForm, DrawForm
from blocs.models import Disposal
from blocs.rules import disposal as rules
from blocs.rules.rights import Act
from blocs.selectors import disposals as reading
from blocs.services import disposals
from blocs.views import sheets
from blocs.views.access import me
from blocs.views.evidence import file_response
from blocs.views.retention import granted, reader
from documents.views.files import document_response
from emulation.http import SignedInRequest, answering, telling

PER_PAGE = 50


def new(request: SignedInRequest) -> HttpResponse:
    someone, province = reader(request)
    record_class = request.GET.get("class", "")
    initial = {}
    if record_class in reading.disposable():
        facts = reading.facts(province.pk, record_class, on=someone.on)
        initial = {"record_class": record_class, "before": facts.over_before}
    form = DrawForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with answering(form):
            drawn = disposals.draw(province, by=request.user, **form.cleaned_data)
            messages.success(request, _("The list is drawn up. Nothing has gone: that needs a decision."))
            return redirect(drawn)
    verdict = granted(Act.DRAW_DISPOSAL, someone, province)
    context = {"form": form, "verdict": verdict, "title": _("Draw up a list of disposal")}
    return render(request, "blocs/disposal_form.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    disposal = visible(request, pk)
    rows = disposal.rows.all()
    if sheets.asked(request):
        headings = [_("No."), _("What"), _("Day"), _("Year of a bloc"), _("Count"), "SHA-256"]
        lines = (
            (row.order, row.what, row.day, row.place, row.count, row.sha256)
            for row in rows.iterator(chunk_size=500)
        )
        return sheets.list_response(request, f"danh-muc-huy-{disposal.pk}", headings, lines)
    someone = me(request)
    draws = granted(Act.DRAW_DISPOSAL, someone, disposal.province)
    carries = granted(Act.CARRY_OUT_DISPOSAL, someone, disposal.province)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "disposal": disposal,
        "page": page,
        "rows": reading.with_names(disposal, list(page)),
        "papers": disposal.papers.all(),
        "events": disposal.events.select_related("actor"),
        "decides": draws & rules.can_decide(disposal.state),
        "drops": draws & rules.can_drop(disposal.state),
        "carries": carries,
    }
    return render(request, "blocs/disposal_detail.html", context)


def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    disposal = visible(request, pk)
    form = DecisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with answering(form):
            disposals.decide(disposal, by=request.user, **form.told)
            messages.success(request, _("Decision and minutes are entered. Another person carries it out."))
            return redirect(disposal)
    verdict = granted(Act.DRAW_DISPOSAL, me(request), disposal.province) & rules.can_decide(disposal.state)
    title = _("Enter decision and minutes")
    context = {"form": form, "verdict": verdict, "title": title, "disposal": disposal}
    return render(request, "blocs/disposal_form.html", context)


def carry_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """After the password was asked anew: what goes does not come back."""
    disposal = visible(request, pk)
    verdict = granted(Act.CARRY_OUT_DISPOSAL, me(request), disposal.province)
    if verdict and not did_recently_reauthenticate(request):
        asked: HttpResponse = suspend_request(request, reverse("account_reauthenticate"))
        return asked
    if request.method == "POST":
        with telling(request):
            if disposals.carry_out(disposal, by=request.user):
                messages.success(request, _("The disposal is carried out. List and fingerprints stay."))
        return redirect(disposal)
    if verdict:
        facts = reading.facts_of(disposal, list(disposal.rows.all()), on=me(request).on)
        is_second = request.user.pk not in (disposal.drawn_by_id, disposal.entered_by_id)
        verdict = rules.can_carry_out(disposal.state, disposal.before, facts, is_second=is_second)
    context = {"disposal": disposal, "verdict": verdict, "count": disposal.rows.count()}
    return render(request, "blocs/disposal_carry_out.html", context)


@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    disposal = visible(request, pk)
    with telling(request, _("The list is given up; nothing has gone.")):
        disposals.drop(disposal, by=request.user)
    return redirect(disposal)


def printed(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    return document_response(paper.list_of_disposal(visible(request, pk)), ending)


def minutes(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    return document_response(paper.minutes_of_disposal(visible(request, pk)), ending)


def signed(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The decision or the minutes, as they were entered."""
    return file_response(get_object_or_404(visible(request, pk).papers.all(), kind=kind))


def visible(request: HttpRequest, pk: int) -> Disposal:
    someone = me(request)
    rows = Disposal.objects.visible_to(someone)
    return get_object_or_404(rows.select_related("province", "drawn_by", "entered_by", "carried_by"), pk=pk)
