"""The pledges of all seasons that one sees."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from blocs.forms.lists import PledgeFilter
from blocs.selectors import pledge_list as reading
from blocs.selectors.pledge_list import PledgeRow
from blocs.views import sheets
from blocs.views.access import me
from emulation.text import search_words

PER_PAGE = 50
SORTS = {"bloc": "season__bloc__sort_key", "year": "season__year", "registered": "registered"}


def pledge_list(request: HttpRequest) -> HttpResponseBase:
    """Of every season the newest pledge."""
    someone = me(request)
    form = PledgeFilter(request.GET, years=reading.years(someone))
    pledges = reading.newest(someone)
    given = form.cleaned_data if form.is_valid() else {}
    pledges = reading.of_blocs(pledges, search_words(given.get("q", "")))
    if given.get("year"):
        pledges = pledges.filter(season__year=given["year"])
    if given.get("status"):
        pledges = pledges.filter(status=given["status"])
    key = given.get("sort", "").removeprefix("-")
    if key in SORTS:
        order = f"{'-' if given['sort'].startswith('-') else ''}{SORTS[key]}"
        pledges = pledges.order_by(order, "-season__year", "season__bloc__sort_key", "pk")
    if sheets.asked(request):
        return _sheet(request, reading.rows(pledges, on=someone.on))
    page = Paginator(pledges, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": reading.rows(page.object_list, on=someone.on),
    }
    return render(request, "blocs/pledge_list.html", context)


def _sheet(request: HttpRequest, rows: list[PledgeRow]) -> HttpResponseBase:
    headings = [
        _("Bloc"),
        _("Year"),
        _("Status"),
        _("Members"),
        _("Registered"),
        _("Next date"),
        _("Due"),
    ]
    lines = [
        (
            row.season.bloc.current_name,
            row.season.label,
            row.pledge.get_status_display(),
            row.pledge.members,
            row.pledge.registered,
            str(row.next.label) if row.next else "",
            row.next.deadline.milestone.due if row.next else None,
        )
        for row in rows
    ]
    return sheets.list_response(request, "giao-uoc-thi-dua", headings, lines)
