"""What is kept about oneself: taken out, put right, and asked to be put right."""

from tempfile import SpooledTemporaryFile

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blocs.forms.own_data import AnswerForm, CorrectionForm, PhoneForm
from blocs.models import Correction
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services import own_data
from blocs.views.access import me
from emulation.http import SignedInRequest, answering

KEPT_IN_MEMORY = 256 * 1024


def page(request: SignedInRequest) -> HttpResponse:
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            own_data.ask(request.user, **form.cleaned_data)
            messages.success(request, _("Your request is with the administrator; the answer comes here."))
            return redirect("blocs:own-data")
    return _page(request, form, PhoneForm(initial={"phone": request.user.phone}))


@require_POST
def phone(request: SignedInRequest) -> HttpResponse:
    form = PhoneForm(request.POST)
    if not form.is_valid():
        return _page(request, CorrectionForm(), form)
    own_data.change_phone(request.user, form.cleaned_data["phone"])
    messages.success(request, _("Your telephone number is saved."))
    return redirect("blocs:own-data")


@require_POST
def download(request: SignedInRequest) -> FileResponse:
    """Written to its end before the first byte leaves: nobody gets half of it."""
    file = SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115  the response closes it
    own_data.take_out(request.user, file)
    file.seek(0)
    name = f"du-lieu-ca-nhan-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


def _page(request: SignedInRequest, form: CorrectionForm, phone_form: PhoneForm) -> HttpResponse:
    context = {
        "form": form,
        "phone_form": phone_form,
        "mandates": me(request).mandates,
        "corrections": request.user.corrections.select_related("answered_by"),
    }
    return render(request, "blocs/own_data.html", context)


def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """What somebody asked for, for the administrator; whoever else sees people is told."""
    someone = me(request)
    rows = Correction.objects.visible_to(someone).select_related("user", "answered_by")
    correction = get_object_or_404(rows, pk=pk)
    verdict = may(Act.MANAGE_ACCOUNTS, people.all_seats(someone))
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            own_data.answer(correction, by=request.user, **form.cleaned_data)
            messages.success(request, _("The answer is kept; the person reads it on the page of their data."))
            return redirect("blocs:person-detail", correction.user_id)
    context = {"form": form, "correction": correction, "person": correction.user, "verdict": verdict}
    return render(request, "blocs/correction_answer.html", context)
