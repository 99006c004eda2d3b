"""Visits between the members of a bloc: which there are, and their plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blocs.forms.pledges import ReasonForm
from blocs.forms.visits import PlanForm, VisitForm
from blocs.models import Season, Visit
from blocs.rules import visits as rules
from blocs.selectors import people
from blocs.selectors import visits as reading
from blocs.services import visits
from blocs.views import sheets
from blocs.views.access import me, visible_season
from emulation.http import SignedInRequest, answering


def visit_of(request: HttpRequest, code: str, year: int, pk: int) -> Visit:
    """Its day and sides are known to all who see the season; what it found has a gate of its own."""
    season = visible_season(request, code, year, "score_table")
    visit = season.visits.select_related(*reading.RELATED).filter(pk=pk).order_by().first()
    if visit is None:
        raise Http404
    visit.season = season
    return visit


def visit_list(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    season = visible_season(request, code, year)
    someone = me(request)
    lines = reading.lines(season, someone)
    if sheets.asked(request):
        return _sheet(request, season, lines)
    planned = {line.visit.visited_id for line in lines if line.visit.status != Visit.Status.CALLED_OFF}
    context = {
        "season": season,
        "lines": lines,
        "waiting": [one for one in reading.members(season, someone) if one.pk not in planned],
        "can_plan": rules.can_plan(season.stage, people.seats(someone, season)),
    }
    return render(request, "blocs/visit_list.html", context)


def _sheet(request: HttpRequest, season: Season, lines: list[reading.VisitLine]) -> HttpResponseBase:
    headings = [
        _("Day"),
        _("Visited member"),
        _("Visiting member"),
        _("Place"),
        _("State"),
        _("Agreed"),
        _("Not agreed"),
        _("Evidence missing"),
        _("Minutes"),
    ]
    rows = [
        (
            line.visit.held_on,
            line.visit.visited.current_name,
            line.visit.visiting.current_name,
            line.visit.place,
            line.visit.words,
            *line.found,
            line.visit.paper.number_text if line.visit.paper and line.visit.is_issued else "",
        )
        for line in lines
    ]
    return sheets.list_response(request, f"kiem-tra-cheo-{season.bloc.code}-{season.year}", headings, rows)


def plan(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Who goes to whom: suggested so that each year other members meet, and changed as one likes."""
    season = visible_season(request, code, year)
    someone = me(request)
    members = reading.members(season, someone)
    waiting, suggested = reading.unvisited(season, members)
    form = PlanForm(request.POST or None, members=members, waiting=waiting, suggested=suggested)
    if form.is_valid():
        with answering(form):
            made = visits.plan(season, form.planned(), by=request.user)
            messages.success(request, _("%(count)d visits are planned.") % {"count": len(made)})
            return redirect("blocs:visit-list", code, year)
    verdict = rules.can_plan(season.stage, people.seats(someone, season))
    context = {"season": season, "form": form, "verdict": verdict, "draft": request.path}
    return render(request, "blocs/visit_plan.html", context)


def edit(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    visit = visit_of(request, code, year, pk)
    someone = me(request)
    members = reading.members(visit.season, someone)
    form = VisitForm(request.POST or None, visit=visit, members=members)
    if form.is_valid():
        with answering(form):
            visits.edit(visit, by=request.user, **form.given())
            messages.success(request, _("The plan of the visit is saved."))
            return redirect("blocs:visit-detail", code, year, pk)
    return _form(request, visit, form, _("Plan of the visit at %(name)s"))


def call_off(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    visit = visit_of(request, code, year, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            visits.call_off(visit, by=request.user, **form.cleaned_data)
            messages.success(request, _("The visit is called off; another one can be planned there."))
            return redirect("blocs:visit-list", code, year)
    return _form(request, visit, form, _("Call off the visit at %(name)s?"))


def _form(request: HttpRequest, visit: Visit, form: VisitForm | ReasonForm, title: str) -> HttpResponse:
    season = visit.season
    verdict = rules.can_edit(visit.status, season.stage, people.seats(me(request), season))
    shown = title % {"name": visit.visited.current_short_name}
    context = {"season": season, "visit": visit, "form": form, "title": shown, "verdict": verdict}
    return render(request, "blocs/visit_form.html", context)
