"""How papers look, by the kind of their issuer: what is kept, and a sample before it is kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.documents.samples import sample
from blocs.forms.formats import FormatForm
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services import formats
from blocs.views import sheets
from blocs.views.access import me
from documents.models import FormatProfile
from documents.views.files import document_response
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict


def format_list(request: HttpRequest) -> HttpResponseBase:
    profiles = FormatProfile.objects.all()
    if sheets.asked(request):
        headings = [_("Format"), _("How sure this is"), _("Source"), _("Note")]
        rows = ((row.name, row.get_confidence_display(), row.source, row.note) for row in profiles)
        return sheets.list_response(request, "the-thuc-van-ban", headings, rows)
    context = {"profiles": profiles, "verdict": _verdict(request)}
    return render(request, "blocs/format_list.html", context)


def edit(request: SignedInRequest, code: str) -> HttpResponse:
    profile = get_object_or_404(FormatProfile, pk=code)
    name = profile.name
    form = FormatForm(request.POST or None, instance=profile)
    if form.is_valid():
        with answering(form):
            formats.edit(form.instance, by=request.user)
            messages.success(request, _("The format is saved; papers issued from now on look like this."))
            return redirect("blocs:paper-format-list")
    context = {
        "form": form,
        "name": name,
        "code": code,
        "verdict": _verdict(request),
        "changes": profile.changes.select_related("actor").order_by("-at", "-pk")[:20],
    }
    return render(request, "blocs/format_form.html", context)


@require_POST
def preview(request: SignedInRequest, code: str) -> HttpResponse:
    """A sample as the form has it now; nothing is kept."""
    profile = get_object_or_404(FormatProfile, pk=code)
    name = profile.name
    form = FormatForm(request.POST or None, instance=profile)
    if form.is_valid():
        return document_response(sample(form.instance))
    context = {"form": form, "name": name, "code": code, "verdict": _verdict(request), "changes": []}
    return render(request, "blocs/format_form.html", context)


def _verdict(request: HttpRequest) -> Verdict:
    return may(Act.MANAGE_LISTS, people.all_seats(me(request)))
