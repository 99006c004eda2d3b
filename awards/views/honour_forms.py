"""What the standing agency records of recipients."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.forms import honours as forms_of
from awards.models import Honour, Recipient
from awards.rules.rights import Act, may
from awards.services import holds, honours
from awards.views.honours import visible_recipient
from blocs.models import Organisation
from blocs.selectors import people
from blocs.views.access import me
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict


def new(request: SignedInRequest) -> HttpResponse:
    """A department, a person or a household."""
    someone = me(request)
    organisations = Organisation.objects.filter(province__in=someone.provinces_as("standing"))
    form = forms_of.RecipientForm(request.POST or None, organisations=organisations)
    if form.is_valid():
        with answering(form):
            given = dict(form.cleaned_data)
            recipient = honours.create(given.pop("organisation"), by=request.user, **given)
            messages.success(request, _("The recipient is recorded."))
            return redirect(recipient)
    verdict = may(Act.RECORD_HONOURS, people.all_seats(someone))
    return _shown(request, form, _("New recipient"), verdict)


@require_POST
def begin(request: SignedInRequest, province: str, code: str) -> HttpResponse:
    """Take an organisation into the record."""
    organisation = get_object_or_404(
        Organisation.objects.visible_to(me(request)), province__code=province, code=code
    )
    verdict = may(Act.RECORD_HONOURS, people.province_seats(me(request), organisation.province_id))
    with telling(request):
        verdict.or_refuse()
        return redirect(honours.of_organisation(organisation))
    return redirect(organisation)


def add(request: SignedInRequest, pk: int) -> HttpResponse:
    form = forms_of.HonourForm(request.POST or None)
    return _recorded(request, pk, form, _("Record an honour"), honours.record, _("The honour is recorded."))


def rate(request: SignedInRequest, pk: int) -> HttpResponse:
    """A year's rating and figures; ?year= fills in what is recorded already."""
    recipient = visible_recipient(request, pk)
    asked = request.GET.get("year", "")
    row = recipient.years.filter(year=int(asked)).first() if asked.isdecimal() else None
    form = forms_of.YearForm(
        request.POST or None,
        collective=not recipient.name or recipient.kind == "sub_collective",
        initial={name: getattr(row, name) for name in forms_of.YearForm.base_fields} if row else None,
    )
    return _recorded(request, pk, form, _("Rating of a year"), honours.rate, _("The year is recorded."))


def recognise(request: SignedInRequest, pk: int) -> HttpResponse:
    form = forms_of.InitiativeForm(request.POST or None)
    title, told = _("Record an initiative"), _("The initiative is recorded.")
    return _recorded(request, pk, form, title, honours.recognise, told)


def hold(request: SignedInRequest, pk: int) -> HttpResponse:
    form = forms_of.HoldForm(request.POST or None)
    title, told = _("Put on hold"), _("Nothing is proposed for this recipient until the hold is lifted.")
    return _recorded(request, pk, form, title, holds.place, told)


def discipline(request: SignedInRequest, pk: int) -> HttpResponse:
    form = forms_of.DisciplineForm(request.POST or None)
    title, told = _("Record a disciplinary measure"), _("The measure is recorded.")
    return _recorded(request, pk, form, title, honours.discipline, told)


def release(request: SignedInRequest, pk: int, hold: int) -> HttpResponse:
    recipient = visible_recipient(request, pk)
    held = get_object_or_404(recipient.holds, pk=hold)
    form = forms_of.ReleaseForm(request.POST or None)

    def act(_recipient: Recipient, **given: Any) -> None:
        holds.lift(held, **given)

    return _recorded(request, pk, form, _("Lift the hold"), act, _("The hold is lifted."))


def revoke(request: SignedInRequest, pk: int, honour: int) -> HttpResponse:
    recipient = visible_recipient(request, pk)
    revoked = get_object_or_404(Honour.objects.filter(recipient=recipient).select_related("award"), pk=honour)
    form = forms_of.RevokeForm(request.POST or None)

    def act(_recipient: Recipient, **given: Any) -> None:
        honours.revoke(revoked, **given)

    title = _("Revoke: %(award)s, %(year)s") % {"award": revoked.award.name, "year": revoked.year}
    return _recorded(request, pk, form, title, act, _("The honour is revoked and stays visible."))


def _recorded(
    request: SignedInRequest, pk: int, form: forms.Form, title: str, act: Callable[..., Any], told: str
) -> HttpResponse:
    recipient = visible_recipient(request, pk)
    if form.is_valid():
        with answering(form):
            act(recipient, by=request.user, **form.cleaned_data)
            messages.success(request, told)
            return redirect(recipient)
    verdict = may(Act.RECORD_HONOURS, people.province_seats(me(request), recipient.organisation.province_id))
    return _shown(request, form, title, verdict, recipient=recipient)


def _shown(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    verdict: Verdict,
    recipient: Recipient | None = None,
) -> HttpResponse:
    context = {"form": form, "title": title, "verdict": verdict, "recipient": recipient}
    return render(request, "awards/recipient_form.html", context)
