"""Nominations: the list, the page, how one is begun and written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from awards.forms.nominations import FilesForm, NewForm, NominationFilter, ReportForm, WordsForm
from awards.models import Nomination, Recipient, RecipientKind
from awards.models.nominations import NominationQuerySet
from awards.rules.rights import Act, may
from awards.selectors.nomination_page import NominationPage, filtered
from awards.services import honours, nominations
from blocs.models import Movement, Organisation
from blocs.rules.rights import Seat
from blocs.views import sheets
from blocs.views.access import me
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict

PER_PAGE = 50


def nomination_list(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    form = NominationFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = filtered(Nomination.objects.visible_to(someone).for_listing(), given)
    if sheets.asked(request):
        return _sheet(request, rows)
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "nominates": bool(someone.organisations),
    }
    return render(request, "awards/nomination_list.html", context)


def _sheet(request: HttpRequest, rows: NominationQuerySet) -> HttpResponseBase:
    headings = [
        _("Year"),
        _("Award"),
        _("Name"),
        _("Kind"),
        _("Organisation"),
        _("Channel"),
        _("State"),
        _("Reason"),
    ]
    return sheets.list_response(
        request,
        "de-nghi-khen-thuong",
        headings,
        (
            (
                row.year,
                row.award.name,
                str(row.recipient),
                row.recipient.get_kind_display(),
                row.recipient.organisation.current_name,
                row.get_channel_display(),
                row.get_state_display(),
                row.because,
            )
            for row in rows
        ),
    )


def visible_page(request: HttpRequest, pk: int) -> NominationPage:
    someone = me(request)
    rows = Nomination.objects.visible_to(someone).for_listing()
    rows = rows.select_related(
        "award",
        "recipient__organisation__province",
        "recipient__organisation__format_profile",
        "rule_set",
        "season__bloc__province",
        "movement",
        "province",
        "proposal",
    ).prefetch_related("season__memberships", "season__leaderships")
    return NominationPage(get_object_or_404(rows, pk=pk), someone)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    page = visible_page(request, pk)
    context = {"page": page, "nomination": page.nomination, "files_form": FilesForm()}
    return render(request, "awards/nomination_detail.html", context)


def new(request: SignedInRequest) -> HttpResponse:
    """One's own, straight to the standing agency."""
    someone = me(request)
    verdict = may(Act.NOMINATE, frozenset({Seat.OFFICER} if someone.organisations else ()))
    own = Organisation.objects.filter(pk__in=someone.organisations).order_by("sort_key", "pk")
    form = NewForm(
        request.POST or None,
        recipients=Recipient.objects.filter(organisation__in=someone.organisations).for_listing(),
        movements=_movements(request),
        initial={"year": someone.on.year, "recipient": request.GET.get("recipient")},
    )
    if request.method == "POST" and form.is_valid():
        with answering(form):
            verdict.or_refuse()
            given = dict(form.cleaned_data)
            for name in form.NEW:
                del given[name]
            organisation = own.first()
            assert organisation is not None
            given["recipient"] = given["recipient"] or honours.add_own(
                organisation, by=request.user, **form.new
            )
            made = nominations.start(given.pop("recipient"), by=request.user, **given)
            messages.success(request, _("The nomination is begun. Write its report and add its papers."))
            return redirect(made)
    context = {
        "form": form,
        "verdict": verdict,
        "title": _("New nomination"),
        "button": _("Begin the nomination"),
    }
    return render(request, "awards/nomination_form.html", context)


def _somebody(organisation: Organisation, form: NewForm, request: SignedInRequest) -> Recipient:
    """The organisation itself, or somebody of it who is named for the first time."""
    told = form.new
    if told["kind"] == RecipientKind.ORGANISATION:
        return honours.of_organisation(organisation)
    return honours.add_own(organisation, by=request.user, **told)


def _movements(request: HttpRequest) -> Any:
    return Movement.objects.visible_to(me(request)).order_by("sort_key", "pk")


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    page = visible_page(request, pk)
    nomination = page.nomination
    names = ("basis", "movement", "leads_movement", "summary")
    form = WordsForm(
        request.POST or None,
        movements=_movements(request).filter(province=nomination.province_id)
        | Movement.objects.filter(pk__in=[nomination.movement_id] if nomination.movement_id else []),
        initial={name: getattr(nomination, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        with answering(form):
            nominations.edit(nomination, by=request.user, **form.cleaned_data)
            messages.success(request, _("The nomination is saved."))
            return redirect(nomination)
    return _form(request, page, form, _("Ground and summary"), _("Save"), page.can_write)


def report(request: SignedInRequest, pk: int) -> HttpResponse:
    page = visible_page(request, pk)
    nomination = page.nomination
    kind = RecipientKind(nomination.recipient.kind)
    form = ReportForm(request.POST or None, kind=kind, initial=nomination.sections)
    if request.method == "POST" and form.is_valid():
        with answering(form):
            nominations.write(nomination, form.cleaned_data, by=request.user)
            messages.success(request, _("The achievement report is saved."))
            return redirect(nomination)
    return _form(request, page, form, _("Achievement report"), _("Save"), page.can_write)


def _form(
    request: HttpRequest, page: NominationPage, form: Any, title: str, button: str, verdict: Verdict
) -> HttpResponse:
    context = {
        "page": page,
        "nomination": page.nomination,
        "form": form,
        "title": title,
        "button": button,
        "verdict": verdict,
        "draft": request.path,
    }
    return render(request, "awards/nomination_form.html", context)
