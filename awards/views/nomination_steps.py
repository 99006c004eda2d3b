"""The steps of a nomination, the files of its dossier, and its papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from awards.forms.nominations import FilesForm, ReasonForm
from awards.models import DossierFile
from awards.services import binding, dossiers, nominations
from awards.views.nominations import _form, visible_page
from blocs.services import kept_files
from documents.views.files import document_response
from documents.wording import file_name
from emulation import replica
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Refused

BUTTONS: dict[str, tuple[Callable[..., None], Promise]] = {
    "submit": (nominations.submit, gettext_lazy("The nomination is handed in.")),
    "take_back": (nominations.take_back, gettext_lazy("The nomination is yours again.")),
    "appraise": (nominations.appraise, gettext_lazy("The nomination is appraised as in order.")),
    "release": (nominations.release, gettext_lazy("The nomination goes on.")),
}
WITH_REASON: dict[str, tuple[Callable[..., None], Promise, Promise]] = {
    "withdraw": (
        nominations.withdraw,
        gettext_lazy("Withdraw the nomination"),
        gettext_lazy("The nomination is withdrawn; it stays visible with your reason."),
    ),
    "reject": (
        nominations.reject,
        gettext_lazy("Do not accept the nomination"),
        gettext_lazy("The nomination is not accepted; the reason is kept."),
    ),
    "hold": (
        nominations.hold,
        gettext_lazy("Put the nomination on hold"),
        gettext_lazy("The nomination is on hold until it is released."),
    ),
}
SHOWN = {"application/pdf", "image/png", "image/jpeg", "image/webp"}  # in the browser; the rest is saved


@require_POST
def step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    page = visible_page(request, pk)
    act, told = BUTTONS[name]
    with telling(request, told):
        act(page.nomination, by=request.user)
    on_list = page.nomination.proposal if request.GET.get("back") == "proposal" else None
    return redirect(on_list or page.nomination)


def with_reason(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    page = visible_page(request, pk)
    act, title, told = WITH_REASON[name]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with answering(form):
            act(page.nomination, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, str(told))
            return redirect(page.nomination)
    return _form(request, page, form, str(title), str(title), page.can(name))


@require_POST
def add_files(request: SignedInRequest, pk: int) -> HttpResponse:
    """One or several files for a part; each that cannot be taken is told by its name, the others are kept."""
    page = visible_page(request, pk)
    form = FilesForm(request.POST, request.FILES)
    told: list[str] = []
    kept = 0
    if not form.is_valid():
        told = [str(text) for texts in form.errors.values() for text in texts]
    else:
        for file in form.cleaned_data["sent"]:
            try:
                if file.size > kept_files.LARGEST:  # not even read
                    raise Refused(kept_files.too_large(file.size))
                content = file.read()
                dossiers.add(page.nomination, form.cleaned_data["part"], file.name, content, by=request.user)
                kept += 1
            except Refused as refused:
                told.append(f"{file.name}: {refused}")
    for text in told:
        messages.error(request, text)
    if kept:
        messages.success(request, _("%(count)d files are in the dossier.") % {"count": kept})
    return redirect(f"{page.nomination.get_absolute_url()}#dossier")


def _file(request: HttpRequest, pk: int, file: int) -> DossierFile:
    page = visible_page(request, pk)
    found = get_object_or_404(page.nomination.files.all(), pk=file)
    found.nomination = page.nomination
    return found


def show_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    found = _file(request, pk, file)
    response = FileResponse(
        found.file.open("rb"),
        as_attachment=found.media_type not in SHOWN,
        filename=found.name,
        content_type=found.media_type,
    )
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def remove_file(request: SignedInRequest, pk: int, file: int) -> HttpResponse:
    found = _file(request, pk, file)
    with telling(request, _("“%(name)s” is taken out.") % {"name": found.name}):
        dossiers.remove(found, by=request.user)
    return redirect(f"{found.nomination.get_absolute_url()}#dossier")


def report_paper(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    page = visible_page(request, pk)
    return document_response(binding.achievement_report(page.nomination, on=page.someone.on), ending)


def dossier_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    page = visible_page(request, pk)
    with replica.reading():
        content = binding.dossier(page.nomination, on=page.someone.on)
    return _bytes(content, f"Ho so {pk}", "pdf")


def dossier_zip(request: HttpRequest, pk: int) -> HttpResponse:
    page = visible_page(request, pk)
    with replica.reading():
        content = binding.package(page.nomination, on=page.someone.on)
    return _bytes(content, f"Ho so {pk}", "zip")


def _bytes(content: bytes, name: str, ending: str) -> HttpResponse:
    shown = "inline" if ending == "pdf" else "attachment"
    headers: dict[str, Any] = {
        "Content-Disposition": f'{shown}; filename="{file_name(name, ending)}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=f"application/{ending}", headers=headers)
