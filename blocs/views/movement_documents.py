"""Papers of a movement: sent in, read, taken out; and its plan of launch, printed from what stands here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from blocs.documents import movement_plan
from blocs.forms.exemplars import DocumentForm
from blocs.services import kept_files, movement_documents
from blocs.views.evidence import file_response
from blocs.views.movement_access import visible_movement
from documents.views.files import document_response
from emulation.http import SignedInRequest, telling
from emulation.verdicts import Refused


def plan(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """As it stands today; both forms say the same."""
    return document_response(movement_plan(visible_movement(request, pk), on=timezone.localdate()), form)


@require_POST
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """One or several; each that cannot be taken is told by its name, the others are kept."""
    movement = visible_movement(request, pk)
    form = DocumentForm(request.POST, request.FILES)
    told = [] if form.is_valid() else [str(text) for texts in form.errors.values() for text in texts]
    kept = 0
    for file in form.cleaned_data.get("sent", []):
        try:
            if file.size > kept_files.LARGEST:  # not even read
                raise Refused(kept_files.too_large(file.size))
            kind = form.cleaned_data.get("kind", "")
            movement_documents.add(movement, kind, file.name, file.read(), by=request.user)
            kept += 1
        except Refused as refused:
            told.append(f"{file.name}: {refused}")
    for text in told:
        messages.error(request, text)
    if kept:
        done = ngettext("%(count)d paper is kept.", "%(count)d papers are kept.", kept)
        messages.success(request, done % {"count": kept})
    return _back(pk)


def show(request: SignedInRequest, pk: int, file: int) -> HttpResponseBase:
    return file_response(get_object_or_404(visible_movement(request, pk).documents.live(), pk=file))


@require_POST
def remove(request: SignedInRequest, pk: int, file: int) -> HttpResponse:
    movement = visible_movement(request, pk)
    found = get_object_or_404(movement.documents.all(), pk=file)
    found.movement = movement
    with telling(request, _("“%(name)s” is taken out.") % {"name": found.name}):
        movement_documents.remove(found, by=request.user)
    return _back(pk)


def _back(pk: int) -> HttpResponse:
    return redirect(f"{reverse('blocs:movement-detail', args=[pk])}#papers")
