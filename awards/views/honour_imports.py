"""Honours from a workbook: sent in, looked at row by row, taken in, undone."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from awards import honour_file
from awards.forms.honour_imports import HonourFileForm
from awards.models import HonourImport
from awards.rules.rights import Act, may
from awards.selectors import honour_imports as reading
from awards.selectors.honour_imports import Fate
from awards.services import honour_imports
from blocs.models import Person, Province
from blocs.selectors import people
from blocs.views.access import me
from blocs.views.sheets import WORKBOOK_TYPE
from emulation.http import SignedInRequest, answering, telling

MOST_LISTED = 20


def send(request: SignedInRequest) -> HttpResponse:
    """Choose a workbook; what was taken in before stands below."""
    someone = me(request)
    if not someone.mandates:
        raise Http404
    verdict = may(Act.RECORD_HONOURS, people.all_seats(someone))
    form = HonourFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with answering(form):
            verdict.or_refuse()
            sent = form.cleaned_data["file"]
            province = Province.objects.get(pk=_provinces(someone)[0])
            return redirect(honour_imports.keep(sent.name, sent.read(), province=province, by=request.user))
    imports = HonourImport.objects.filter(province__in=someone.whole_provinces, saved_at__isnull=False)
    context = {"form": form, "verdict": verdict, "imports": imports.select_related("by")[:MOST_LISTED]}
    return render(request, "awards/honour_import.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Before it is taken in: what each row would do. Afterwards: what was recorded."""
    batch = _visible(request, pk)
    if batch.saved_at is not None:
        rows = batch.honours.select_related("recipient__organisation", "award").order_by("pk")
        context = {"batch": batch, "honours": rows, "can_undo": reading.can_undo(batch)}
        return render(request, "awards/honour_import_saved.html", context)
    read, planned = honour_imports.preview(batch)
    fates = Counter(each.fate for each in planned)
    context = {
        "batch": batch,
        "problems": read.findings.problems,
        "planned": planned,
        "counts": [(fate, fates[fate]) for fate in Fate if fates[fate]],
        "can_save": not read.findings.problems and bool(fates[Fate.NEW] + fates[Fate.DOUBT]),
        "seen": reading.digest(planned),
    }
    return render(request, "awards/honour_import_preview.html", context)


@require_POST
def save(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = _visible(request, pk)
    confirmed = {int(text) for text in request.POST.getlist("take") if text.isdecimal()}
    with telling(request):
        count = honour_imports.save(
            batch, seen=str(request.POST.get("seen", "")), confirmed=confirmed, by=request.user
        )
        told = ngettext("%(count)s honour is recorded.", "%(count)s honours are recorded.", count)
        messages.success(request, told % {"count": count})
    return redirect(batch)


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = _visible(request, pk)
    with telling(request, _("The import is undone; none of its honours counts any more.")):
        honour_imports.undo(batch, by=request.user)
    return redirect(batch)


def template(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="mau-nhap-khen-thuong.xlsx"'}
    return HttpResponse(honour_file.template(), content_type=WORKBOOK_TYPE, headers=headers)


def _visible(request: HttpRequest, pk: int) -> HonourImport:
    rows = HonourImport.objects.select_related("province", "by")
    return get_object_or_404(rows, pk=pk, province__in=_provinces(me(request)))


def _provinces(someone: Person) -> list[int]:
    """Keys of those where somebody records honours."""
    keys = sorted(someone.whole_provinces)
    return [key for key in keys if may(Act.RECORD_HONOURS, people.province_seats(someone, key))]
