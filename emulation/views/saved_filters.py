"""Filters that people keep for the lists they open often."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from emulation import saved_filters
from emulation.http import SignedInRequest, answering
from emulation.models import SavedFilter
from emulation.personal_forms import NewFilterForm, SavedFilterForm


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """Sent from the list; the page of its own is for what was typed wrong."""
    form = NewFilterForm(request.POST)
    if form.is_valid():
        with answering(form):
            row = saved_filters.save(request.user, **form.cleaned_data)
            messages.success(request, _("The filter “%(name)s” is saved.") % {"name": row.name})
            return redirect(row)
    address = form.cleaned_data.get("address", "/")
    back = f"{address}?{form.cleaned_data.get('query', '')}"
    context = {"form": form, "title": _("Save this filter"), "back": back}
    return render(request, "saved_filter_form.html", context)


@require_POST
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    form = SavedFilterForm(request.POST)
    if form.is_valid():
        with answering(form):
            saved_filters.rename(row, name=form.cleaned_data["name"])
            messages.success(request, _("The filter is called “%(name)s” now.") % {"name": row.name})
            return _back(request, row.address)
    context = {"form": form, "title": _("Rename the filter"), "back": row.get_absolute_url()}
    return render(request, "saved_filter_form.html", context)


@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    saved_filters.delete(row)
    messages.success(
        request, _("The filter “%(name)s” is deleted. The list stays as it is.") % {"name": row.name}
    )
    return _back(request, row.address)


def _own(request: SignedInRequest, pk: int) -> SavedFilter:
    return get_object_or_404(SavedFilter, pk=pk, user=request.user)


def _back(request: HttpRequest, address: str) -> HttpResponseRedirect:
    """To the list as it was shown when the button was pressed."""
    shown = saved_filters.query_of(QueryDict(request.POST.get("shown", "")))
    return HttpResponseRedirect(f"{address}?{shown}" if shown else address)
