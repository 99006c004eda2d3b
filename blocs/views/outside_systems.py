"""Other systems that read here: an administrator gives each its key, which is shown once, and ends it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from blocs.forms.outside_systems import SeenKeyForm, SystemForm
from blocs.models import OutsideSystem, Person
from blocs.selectors import outside_systems as reading
from blocs.services import outside_systems
from blocs.views import sheets
from blocs.views.access import me
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict


def system_list(request: HttpRequest) -> HttpResponseBase:
    rows = reading.managed(_administrator(request))
    if sheets.asked(request):
        headings = [_("System"), _("What it may read"), _("Key since"), _("Last used"), _("Ended")]
        lines = (
            (row.name, ", ".join(row.scope_labels), row.key_made_at, row.last_used_at, row.ended_at)
            for row in rows
        )
        return sheets.list_response(request, "he-thong-ket-noi", headings, lines)
    return render(request, "blocs/outside_system_list.html", {"rows": rows})


@never_cache
def new(request: SignedInRequest) -> HttpResponse:
    province = reading.own_province(_administrator(request))
    assert province is not None  # who is an administrator is one of a province
    form = SystemForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            system, key = outside_systems.begin(province, by=request.user, **form.cleaned_data)
            return _shown(request, system, key)
    return _form(request, form, _("A new key"), _("Give a key"))


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    system = visible(request, pk)
    context = {
        "system": system,
        "seen": SeenKeyForm(initial={"seen": system.key_number}),
        "webhook": reading.webhook(system),
        "changes": system.changes.select_related("actor").order_by("-at", "-pk"),
    }
    return render(request, "blocs/outside_system_detail.html", context)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    system = visible(request, pk)
    initial = {"name": system.name, "scopes": system.scopes}
    form = SystemForm(request.POST or None, initial=initial)
    if form.is_valid():
        with answering(form):
            outside_systems.edit(system, by=request.user, **form.cleaned_data)
            messages.success(request, _("What the system may read is saved."))
            return redirect("blocs:outside-system-detail", system.pk)
    return _form(request, form, _("Change “%(name)s”") % {"name": system.name}, _("Save"), system)


@never_cache
def renew(request: SignedInRequest, pk: int) -> HttpResponse:
    system = visible(request, pk)
    form = SeenKeyForm(request.POST or None, initial={"seen": system.key_number})
    if form.is_valid():
        with telling(request):
            key = outside_systems.renew(system, seen=form.cleaned_data["seen"], by=request.user)
            if key:
                return _shown(request, system, key)
            messages.warning(request, _("The key was changed already; it is shown only once."))
        return redirect("blocs:outside-system-detail", system.pk)
    context = {"system": system, "form": form, "verdict": Verdict()}
    return render(request, "blocs/outside_system_renew.html", context)


def end(request: SignedInRequest, pk: int) -> HttpResponse:
    system = visible(request, pk)
    if request.method == "POST":
        with telling(request, _("The key is ended; whoever holds it reads nothing any more.")):
            outside_systems.end(system, by=request.user)
        return redirect("blocs:outside-system-list")
    return render(request, "blocs/outside_system_end.html", {"system": system})


def _administrator(request: HttpRequest) -> Person:
    someone = me(request)
    if not someone.provinces_as("administrator"):
        raise Http404
    return someone


def visible(request: HttpRequest, pk: int) -> OutsideSystem:
    return get_object_or_404(reading.managed(_administrator(request)), pk=pk)


def _shown(request: HttpRequest, system: OutsideSystem, key: str) -> HttpResponse:
    """In the answer itself: neither session nor address ever holds the key."""
    return render(request, "blocs/outside_system_key.html", {"system": system, "key": key})


def _form(
    request: HttpRequest, form: SystemForm, title: str, button: str, system: OutsideSystem | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "system": system, "verdict": Verdict()}
    return render(request, "blocs/outside_system_form.html", context)
