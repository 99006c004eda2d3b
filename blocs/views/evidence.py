"""Evidence of a report: sent in, looked at, taken out. Files leave only through the gate of their report."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blocs.forms.evidence import EvidenceForm
from blocs.models import Evidence
from blocs.models.kept_file import KeptFile
from blocs.services import evidence, kept_files
from blocs.views.report_access import readable
from emulation.http import Missing, SignedInRequest, telling
from emulation.verdicts import Refused

SHOWN = {"application/pdf", "image/png", "image/jpeg", "image/webp"}  # in the browser; the rest is saved


@require_POST
def add(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    """One or several files; each that cannot be taken is told by its name, the others are kept."""
    report = readable(request, code, year, member, kind)
    form = EvidenceForm(request.POST, request.FILES)
    told, kept = [], 0
    if not form.is_valid():
        told = [str(text) for texts in form.errors.values() for text in texts]
    for file in form.cleaned_data.get("sent", []):
        try:
            if file.size > kept_files.LARGEST:  # not even read
                raise Refused(kept_files.too_large(file.size))
            evidence.add(
                report, file.name, file.read(), criterion=form.cleaned_data["criterion"], by=request.user
            )
            kept += 1
        except Refused as refused:
            told.append(f"{file.name}: {refused}")
    for text in told:
        messages.error(request, text)
    if kept:
        messages.success(request, _("%(count)d files are kept as evidence.") % {"count": kept})
    place = reverse("blocs:report-detail", args=[code, year, member, kind])
    criterion = form.cleaned_data.get("criterion")
    return redirect(f"{place}#{f'criterion-{criterion}' if criterion else 'part-evidence'}")


def show(request: SignedInRequest, code: str, year: int, member: str, kind: str, pk: int) -> HttpResponseBase:
    report = readable(request, code, year, member, kind)
    found = get_object_or_404(report.evidence.select_related("disposal"), pk=pk)
    return evidence_response(found, reverse("blocs:report-detail", args=[code, year, member, kind]))


def evidence_response(found: Evidence, way: str) -> FileResponse:
    """The file, or by which decision it went; `way` leads back from there."""
    if found.disposal is not None:
        told = _("“%(name)s”: %(decision)s.")
        reason = told % {"name": found.name, "decision": found.disposal.by_decision}
        raise Missing(_("This file is not kept any more"), reason, way=way, to=_("Report"))
    return file_response(found)


def file_response(found: KeptFile) -> FileResponse:
    """For whoever the caller has let through the gate of what it belongs to."""
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
def remove(request: SignedInRequest, code: str, year: int, member: str, kind: str, pk: int) -> HttpResponse:
    report = readable(request, code, year, member, kind)
    found = get_object_or_404(report.evidence.all(), pk=pk)
    found.report = report
    with telling(request, _("“%(name)s” is taken out.") % {"name": found.name}):
        evidence.remove(found, by=request.user)
    return redirect(f"{reverse('blocs:report-detail', args=[code, year, member, kind])}#part-evidence")
