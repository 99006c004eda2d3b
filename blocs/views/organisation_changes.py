"""Many changes of organisations at once, out of a workbook."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.exchange import event_file
from blocs.forms.exchange import ConfirmForm, SendChangesForm
from blocs.models import Province, SentFile
from blocs.rules.rights import Act, may
from blocs.selectors import organisation_events as reading
from blocs.selectors import people
from blocs.services import event_files
from blocs.views.access import me
from blocs.views.exchange import MOST_LISTED, MOST_SHOWN, attachment
from blocs.views.sheets import WORKBOOK_TYPE
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict

CHANGES = SentFile.Purpose.CHANGES


def send(request: SignedInRequest) -> HttpResponse:
    """Choose a workbook; what was taken in before stands below."""
    someone = me(request)
    verdict = _may_change(request)
    form = SendChangesForm(request.POST or None, request.FILES or None)
    if verdict and form.is_valid():
        sent = form.cleaned_data["file"]
        with answering(form):
            return redirect(event_files.keep(sent.name, sent.read(), by=request.user))
    imported = SentFile.objects.taken_in(someone, CHANGES)[:MOST_LISTED] if verdict else []
    context = {"form": form, "verdict": verdict, "imported": imported}
    return render(request, "blocs/organisation_changes_send.html", context)


def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook to fill in."""
    return attachment(event_file.template(), WORKBOOK_TYPE, "mau-thay-doi-to-chuc.xlsx")


def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """What each row would do, or what is wrong in which cell; once saved, what it did."""
    if not _may_change(request):
        return redirect("blocs:organisation-changes")  # which says why
    file = _file(request, pk)
    if file.is_saved:
        events = reading.of_file(file)
        verdict = reading.can_undo_file(file, events, now=timezone.now())
        context = {"file": file, "events": events, "can_undo": verdict}
        return render(request, "blocs/organisation_changes_saved.html", context)
    looked = event_files.look(file, _province(request), by=request.user)
    context = {
        "file": file,
        "looked": looked,
        "problems": looked.outcome.problems[:MOST_SHOWN],
        "form": ConfirmForm(initial={"seen": looked.digest}),
    }
    return render(request, "blocs/organisation_changes_preview.html", context)


@require_POST
def save(request: SignedInRequest, pk: int) -> HttpResponse:
    if not _may_change(request):
        return redirect("blocs:organisation-changes")
    file = _file(request, pk)
    form = ConfirmForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    with telling(request, _("The changes are made. Within a day they can be undone here.")):
        event_files.save(file, _province(request), seen=seen, by=request.user)
    return redirect(file)


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    if not _may_change(request):
        return redirect("blocs:organisation-changes")
    file = _file(request, pk)
    with telling(request, _("It is undone; everything is as it was before.")):
        event_files.undo(file, by=request.user)
    return redirect(file)


def _may_change(request: HttpRequest) -> Verdict:
    return may(Act.MANAGE_CATALOGUE, people.all_seats(me(request)))


def _province(request: HttpRequest) -> Province:
    found = people.own_province(me(request))
    if found is None:
        raise Http404
    return found


def _file(request: HttpRequest, pk: int) -> SentFile:
    """One's own; once it is saved, also a colleague's."""
    return get_object_or_404(SentFile.objects.open_to(me(request), CHANGES), pk=pk)
