"""What the standing agency changes of organisations."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blocs.forms import organisations as forms
from blocs.models import Organisation, Province
from blocs.rules.likeness import Alike
from blocs.rules.rights import Act, may
from blocs.selectors import organisations as reading
from blocs.selectors import people
from blocs.services import organisations
from blocs.views.access import me, visible_organisation
from blocs.views.meanwhile import Meanwhile
from emulation.http import SignedInRequest, answering, telling


def new(request: SignedInRequest) -> HttpResponse:
    """A new organisation; one much like it is shown before a second one is made."""
    province = people.own_province(me(request))
    verdict = may(Act.MANAGE_CATALOGUE, people.all_seats(me(request)))
    if province is None:
        context = {"verdict": verdict, "title": _("New organisation")}
        return render(request, "blocs/organisation_form.html", context)
    form = forms.OrganisationForm(request.POST or None, province=province, similar_url=similar_url())
    if form.is_valid():
        with answering(form):
            made = organisations.create(province, by=request.user, **form.cleaned_data)
            messages.success(request, _("The organisation is created."))
            return redirect(made)
    return _form(request, form, _("New organisation"), province)


def edit(request: SignedInRequest, province: str, organisation_code: str) -> HttpResponse:
    organisation = visible_organisation(request, province, organisation_code)
    form = forms.FactsForm(request.POST or None, province=organisation.province, organisation=organisation)
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            organisations.edit(organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("The organisation is saved."))
            return redirect(organisation)
    title = _("Edit the organisation")
    return _form(request, form, title, organisation.province, organisation, meanwhile=meanwhile)


def correct_name(request: SignedInRequest, province: str, organisation_code: str, pk: int) -> HttpResponse:
    """Put a wrong spelling right; a new name is an event of its own."""
    organisation = visible_organisation(request, province, organisation_code)
    dated = get_object_or_404(organisation.names, pk=pk)
    dated.organisation = organisation
    form = forms.NameForm(
        request.POST or None,
        similar_url=similar_url(organisation),
        initial={"name": dated.name, "short_name": dated.short_name},
    )
    if form.is_valid():
        with answering(form):
            organisations.correct(dated, by=request.user, **form.cleaned_data)
            messages.success(request, _("The spelling is corrected."))
            return redirect(organisation)
    return _form(request, form, _("Correct the spelling"), organisation.province, organisation)


def add_alias(request: SignedInRequest, province: str, organisation_code: str) -> HttpResponse:
    organisation = visible_organisation(request, province, organisation_code)
    form = forms.AliasForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            organisations.add_alias(organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("The organisation is now found by this name, too."))
            return redirect(organisation)
    return _form(request, form, _("Add another name"), organisation.province, organisation)


@require_POST
def remove_alias(request: SignedInRequest, province: str, organisation_code: str, pk: int) -> HttpResponse:
    organisation = visible_organisation(request, province, organisation_code)
    alias = organisation.aliases.filter(pk=pk).first()
    if alias is not None:  # pressed twice: it is gone already
        alias.organisation = organisation
        with telling(request, _("The other name is removed.")):
            organisations.remove_alias(alias, by=request.user)
    return redirect(organisation)


def similar(request: HttpRequest) -> HttpResponse:
    """While a name is typed: the organisations that it may mean."""
    province = people.own_province(me(request))
    if province is None:
        raise Http404
    form = forms.SimilarForm(request.GET)
    found: list[Alike] = []
    if form.is_valid():
        given = form.cleaned_data
        own = Organisation.objects.filter(province=province, code=given["organisation"]).first()
        found = reading.meant_by(given["name"], province.pk, but=own.pk if own else None)
    context = {"form": forms.NameForm(similar_url=""), "similar": found, "province": province}
    return render(request, "blocs/_organisation_similar.html", context)


def similar_url(organisation: Organisation | None = None) -> str:
    address = reverse("blocs:organisation-similar")
    return f"{address}?organisation={organisation.code}" if organisation else address


def _form(
    request: HttpRequest,
    form: Any,
    title: str,
    province: Province,
    organisation: Organisation | None = None,
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "province": province,
        "organisation": organisation,
        "similar": similar_to(form, province, organisation),
        "verdict": may(Act.MANAGE_CATALOGUE, people.province_seats(me(request), province.pk)),
        **more,
    }
    return render(request, "blocs/organisation_form.html", context)


def similar_to(form: Any, province: Province, organisation: Organisation | None) -> list[Alike]:
    """For those without scripts, and after an error: what was sent is compared once more."""
    if not form.is_bound or "confirmed" not in form.fields:
        return []
    own = organisation.pk if organisation else None
    return reading.meant_by(form["name"].value() or "", province.pk, but=own)
