"""Certificates on pre-printed stock: layouts, a trial sheet, the print itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from awards import certificates
from awards.forms.decisions import LayoutForm, places, places_form
from awards.models import CertificateLayout
from awards.rules.rights import Act, may
from awards.selectors.decisions import Sheet
from awards.services import certificate_layouts
from awards.views.decisions import visible
from blocs.models import Province
from blocs.selectors import people
from blocs.views import sheets
from blocs.views.access import me
from documents.printing import PDF
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict


def layout_list(request: HttpRequest) -> HttpResponseBase:
    rows = _visible(request)
    if sheets.asked(request):
        headings = [_("Stock"), _("Award"), _("Width, mm"), _("Height, mm")]
        lines = ((row.name, row.award.name if row.award else "", row.width, row.height) for row in rows)
        return sheets.list_response(request, "phoi-bang", headings, lines)
    return render(request, "awards/layout_list.html", {"rows": rows, "verdict": _verdict(request)})


def new(request: SignedInRequest) -> HttpResponse:
    _visible(request)
    return _form(request, CertificateLayout())


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    return _form(request, get_object_or_404(_visible(request), pk=pk))


def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """To be held against the stock, before a sheet of it is spoilt."""
    layout = get_object_or_404(_visible(request), pk=pk)
    return _pdf(certificates.trial_sheet(layout), "to-thu")


def printed(request: HttpRequest, pk: int, layout: int) -> HttpResponse:
    """The certificates of a decision's list; with ?line= one of them."""
    decision = visible(request, pk)
    chosen = get_object_or_404(_visible(request), pk=layout, province=decision.province_id)
    lines = Sheet(decision).lines
    key = request.GET.get("line", "")
    if key:
        lines = [line for line in lines if str(line.pk) == key]
    if not lines:
        raise Http404
    made = [certificates.Certificate(decision, line) for line in lines]
    return _pdf(certificates.pdf(chosen, made), "bang")


def _form(request: SignedInRequest, layout: CertificateLayout) -> HttpResponse:
    form = LayoutForm(request.POST or None, instance=layout)
    fits = form.is_valid()  # width and height bound the places
    grid = places_form(layout, request.POST or None)
    if fits and grid.is_valid():
        layout.places = places(grid)
        with answering(form):
            _verdict(request).or_refuse()
            province = get_object_or_404(Province, pk=min(me(request).whole_provinces))
            certificate_layouts.save(layout, province=province, by=request.user)
            messages.success(
                request, _("The layout is saved. Print a trial sheet and hold it against the stock.")
            )
            return redirect("awards:certificate-layout-edit", layout.pk)
    context = {"form": form, "grid": grid, "layout": layout, "verdict": _verdict(request)}
    return render(request, "awards/layout_form.html", context)


def _visible(request: HttpRequest):  # type: ignore[no-untyped-def]  # a queryset of layouts
    provinces = me(request).whole_provinces
    if not provinces:
        raise Http404
    return CertificateLayout.objects.filter(province__in=provinces).select_related("award").order_by("name")


def _verdict(request: HttpRequest) -> Verdict:
    return may(Act.RECORD_DECISIONS, people.all_seats(me(request)))


def _pdf(content: bytes, name: str) -> HttpResponse:
    disposition = f'inline; filename="{name}.pdf"'
    return HttpResponse(content, content_type=PDF, headers={"Content-Disposition": disposition})
