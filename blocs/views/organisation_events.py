"""When an organisation changes: the form, what will happen, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms import organisation_events as forms
from blocs.models import Organisation, OrganisationEvent
from blocs.rules import organisation_events as rules
from blocs.rules.rights import Act, may
from blocs.selectors import organisation_events as reading
from blocs.selectors import people
from blocs.services import organisation_events
from blocs.services.organisation_events import Moved
from blocs.views.access import me, visible_organisation
from blocs.views.organisation_forms import similar_to, similar_url
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict


def new(request: SignedInRequest, province: str, organisation_code: str, kind: str) -> HttpResponse:
    """First the form, then what will happen; saved when that is confirmed as it was shown."""
    organisation = visible_organisation(request, province, organisation_code)
    if kind not in forms.FORMS:
        raise Http404
    form = forms.FORMS[kind](
        request.POST or None, organisation=organisation, similar_url=similar_url(organisation)
    )
    if form.is_valid() and "change" not in request.POST:
        given, confirmed = form.given(), bool(form.cleaned_data.get("confirmed"))
        with answering(form):
            if seen := request.POST.get("seen", ""):
                try:
                    event = organisation_events.make(
                        organisation, given, by=request.user, seen=seen, confirmed=confirmed
                    )
                except Moved as moved:
                    messages.warning(request, str(moved))
                else:
                    messages.success(request, _("It is done. Within a day it can be undone here."))
                    return redirect(event.address(organisation))
            plan = organisation_events.foresee(organisation, given, by=request.user, confirmed=confirmed)
            context = _context(request, organisation, form, kind) | {"plan": plan, "given": given}
            return render(request, "blocs/organisation_event_preview.html", context)
    return render(request, "blocs/organisation_event_form.html", _context(request, organisation, form, kind))


def _context(request: HttpRequest, organisation: Organisation, form: Any, kind: str) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "province": organisation.province,
        "form": form,
        "title": forms.TITLES[forms.Kind(kind)],
        "verdict": _may_change(request, organisation),
        "similar": similar_to(form, organisation.province, organisation),
    }


def _may_change(request: HttpRequest, organisation: Organisation) -> Verdict:
    return may(Act.MANAGE_CATALOGUE, people.province_seats(me(request), organisation.province_id))


def detail(request: HttpRequest, province: str, organisation_code: str, pk: int) -> HttpResponse:
    """What was done, by whom, and whether it can be undone."""
    organisation, event = _event(request, province, organisation_code, pk)
    may_change = _may_change(request, organisation)
    context = {
        "organisation": organisation,
        "event": event,
        "may_change": may_change,
        "can_undo": reading.can_undo(event, now=timezone.now()) if may_change else may_change,
        "can_redo": rules.can_redo(is_undone=event.is_undone) if may_change else may_change,
    }
    return render(request, "blocs/organisation_event_detail.html", context)


@require_POST
def undo(request: SignedInRequest, province: str, organisation_code: str, pk: int) -> HttpResponse:
    organisation, event = _event(request, province, organisation_code, pk)
    with telling(request, _("It is undone; everything is as it was before.")):
        organisation_events.undo(event, by=request.user)
    return redirect(event.address(organisation))


@require_POST
def redo(request: SignedInRequest, province: str, organisation_code: str, pk: int) -> HttpResponse:
    organisation, event = _event(request, province, organisation_code, pk)
    with telling(request, _("It is done again.")):
        organisation_events.redo(event, by=request.user)
    return redirect(event.address(organisation))


def _event(
    request: HttpRequest, province: str, organisation_code: str, pk: int
) -> tuple[Organisation, OrganisationEvent]:
    organisation = visible_organisation(request, province, organisation_code)
    events = OrganisationEvent.objects.of(organisation).select_related("made_by", "undone_by")
    return organisation, get_object_or_404(events, pk=pk)
