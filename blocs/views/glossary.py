"""The glossary, and the calendar of a year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from blocs.forms.lists import GlossaryForm
from blocs.selectors import archive, year_calendar
from blocs.selectors import glossary as reading
from blocs.views.access import me


def glossary(request: HttpRequest) -> HttpResponse:
    form = GlossaryForm(request.GET or None)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "query": query, "groups": reading.grouped(query)}
    return render(request, "blocs/glossary.html", context)


def calendar(request: HttpRequest) -> HttpResponse:
    """Of the newest year, unless another one is asked for."""
    someone = me(request)
    choices = archive.choices(someone)
    asked = request.GET.get("year", "")
    year = next((year for year in choices.years if str(year) == asked), None)
    if year is None:
        year = next((year for year in choices.years if year <= someone.on.year), someone.on.year)
    bloc = request.GET.get("bloc", "")
    context = {
        "year": year,
        "years": choices.years,
        "blocs": choices.blocs,
        "bloc": bloc,
        "months": year_calendar.months(someone, year, on=someone.on, bloc=bloc),
    }
    return render(request, "blocs/calendar.html", context)
