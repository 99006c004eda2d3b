"""The glossary, and the calendar of a year."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from blocs.forms.lists import GlossaryForm
from blocs.selectors import archive, year_calendar
from blocs.selectors import glossary as reading
from blocs.views import sheets
from blocs.views.access import me


def glossary(request: HttpRequest) -> HttpResponseBase:
    form = GlossaryForm(request.GET or None)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    groups = reading.grouped(query)
    if sheets.asked(request):
        headings = [_("Subject"), _("Term"), _("English"), _("Meaning"), _("Legal source")]
        rows = (
            (group.label, term.vi, term.en, term.meaning, term.source)
            for group in groups
            for term in group.terms
        )
        return sheets.list_response(request, "thuat-ngu", headings, rows)
    context = {"form": form, "query": query, "groups": groups}
    return render(request, "blocs/glossary.html", context)


def calendar(request: HttpRequest) -> HttpResponseBase:
    """Of the newest year, unless another one is asked for."""
    someone = me(request)
    choices = archive.choices(someone)
    asked = request.GET.get("year", "")
    year = next((year for year in choices.years if str(year) == asked), None)
    if year is None:
        year = next((year for year in choices.years if year <= someone.on.year), someone.on.year)
    bloc = request.GET.get("bloc", "")
    months = year_calendar.months(someone, year, on=someone.on, bloc=bloc)
    if sheets.asked(request):
        headings = [_("Due"), _("Milestone"), _("Bloc"), _("State")]
        rows = (
            (each.milestone.due, str(each.milestone), each.milestone.season.bloc.current_name, each.words)
            for month in months
            for each in month.deadlines
        )
        return sheets.list_response(request, f"lich-{year}", headings, rows)
    context = {
        "year": year,
        "years": choices.years,
        "blocs": choices.blocs,
        "bloc": bloc,
        "months": months,
    }
    return render(request, "blocs/calendar.html", context)
