"""Reports and scores of all seasons that one sees."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from blocs.forms.lists import ReportFilter
from blocs.selectors import report_list as reading
from blocs.views import sheets
from blocs.views.access import me
from emulation.text import search_words

PER_PAGE = 50


def report_list(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    form = ReportFilter(request.GET, years=reading.years(someone))
    given = form.cleaned_data if form.is_valid() else {}
    seasons = reading.seasons(someone)
    for word in search_words(given.get("q", "")):
        seasons = seasons.filter(bloc__search_text__contains=word)
    if given.get("year"):
        seasons = seasons.filter(year=given["year"])
    if sheets.asked(request):
        headings = [
            _("Bloc"),
            _("Year"),
            _("Members"),
            _("Handed in"),
            _("Accepted or excused"),
            _("Due"),
            _("Scores"),
        ]
        lines = (
            (
                season.bloc.current_name,
                season.label,
                season.members,
                season.handed_in,
                season.settled,
                season.due,
                _("Published") if season.published else _("Not published yet"),
            )
            for season in seasons
        )
        return sheets.list_response(request, "bao-cao-cham-diem", headings, lines)
    context = {
        "form": form,
        "page": Paginator(seasons, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "blocs/report_list.html", context)
