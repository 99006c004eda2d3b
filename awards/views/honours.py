"""Honours: who received what, and what each may be proposed for next."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from awards.forms.honours import RecipientFilter
from awards.models import Recipient, RecipientKind
from awards.rules.rights import Act, may
from awards.selectors import checklists, honours
from awards.services import sensitive
from blocs.models import Organisation
from blocs.selectors import people
from blocs.views import sheets
from blocs.views.access import me
from emulation.http import SignedInRequest

PER_PAGE = 50


def recipient_list(request: HttpRequest) -> HttpResponseBase:
    """Everybody of whom something is recorded, with the newest honours."""
    someone = me(request)
    form = RecipientFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = honours.filtered(Recipient.objects.visible_to(someone).for_listing(), given)
    if sheets.asked(request):
        return _sheet(request, rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": honours.lines(list(page.object_list)),
        "verdict": may(Act.RECORD_HONOURS, people.all_seats(someone)),
    }
    return render(request, "awards/recipient_list.html", context)


def _sheet(request: HttpRequest, rows: Any) -> HttpResponseBase:
    headings = [
        _("Name"),
        _("Kind"),
        _("Organisation"),
        _("Award"),
        _("Year"),
        _("Basis"),
        _("Decision no."),
        _("Decided on"),
        _("Decided by"),
        _("Revoked on"),
    ]
    return sheets.list_response(request, "khen-thuong", headings, honours.as_rows(rows))


def visible_recipient(request: HttpRequest, pk: int) -> Recipient:
    return get_object_or_404(Recipient.objects.visible_to(me(request)).for_listing(), pk=pk)


def recipient_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, visible_recipient(request, pk))


def of_organisation(request: SignedInRequest, province: str, code: str) -> HttpResponse:
    """An organisation's honours; before anything is recorded, how to begin."""
    organisation = get_object_or_404(
        Organisation.objects.visible_to(me(request)).select_related("province"),
        province__code=province,
        code=code,
    )
    recipient = (
        Recipient.objects.for_listing()
        .filter(organisation=organisation, kind=RecipientKind.ORGANISATION)
        .first()
    )
    if recipient is not None:
        return _page(request, recipient)
    seats = people.province_seats(me(request), organisation.province_id)
    context = {"organisation": organisation, "verdict": may(Act.RECORD_HONOURS, seats)}
    return render(request, "awards/recipient_begin.html", context)


def _page(request: SignedInRequest, recipient: Recipient) -> HttpResponse:
    someone = me(request)
    seats = people.province_seats(someone, recipient.organisation.province_id)
    sees_holds = may(Act.SEE_HOLDS, seats)
    year = honours.year_asked(request.GET.get("year"), someone.on)
    holds = list(recipient.holds.all()) if sees_holds else []
    disciplines = list(recipient.disciplines.all()) if sees_holds else []
    if request.method == "GET" and (holds or disciplines):
        sensitive.holds_were_read(recipient, by=request.user)
    context = {
        "recipient": recipient,
        "honours": recipient.honours.select_related("award"),
        "years": recipient.years.all(),
        "initiatives": recipient.initiatives.all(),
        "sees_holds": sees_holds,
        "holds": holds,
        "disciplines": disciplines,
        "verdict": may(Act.RECORD_HONOURS, seats),
        "year": year,
        "checks": checklists.of_recipient(recipient, year=year, on=someone.on) if sees_holds else None,
        "events": recipient.events.select_related("actor") if sees_holds else [],
    }
    return render(request, "awards/recipient_detail.html", context)
