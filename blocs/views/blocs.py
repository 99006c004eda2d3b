"""Blocs: the list, one bloc through its years, and what the standing agency changes of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.forms.blocs import BlocFilter, BlocForm, RenameForm
from blocs.models import Province
from blocs.rules.rights import Act, may
from blocs.selectors import people, rotation, seasons
from blocs.selectors.seasons import BlocLine
from blocs.services import blocs
from blocs.views import sheets
from blocs.views.access import me, visible_bloc
from emulation.http import SignedInRequest, answering
from emulation.text import folded, search_words

PER_PAGE = 50


def bloc_list(request: HttpRequest) -> HttpResponseBase:
    """The newest season of every bloc that one sees, the late ones first."""
    someone = me(request)
    form = BlocFilter(request.GET)
    lines = _filtered(seasons.overview(seasons.current_seasons(someone), on=someone.on), form)
    if sheets.asked(request):
        return _sheet(request, lines)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    verdict = may(Act.MANAGE_CATALOGUE, people.all_seats(someone))
    return render(
        request, "blocs/bloc_list.html", {"form": form, "page": page, "count": len(lines), "verdict": verdict}
    )


def _filtered(lines: list[BlocLine], form: BlocFilter) -> list[BlocLine]:
    if not form.is_valid():
        return lines
    given = form.cleaned_data
    words = search_words(given["q"])
    lines = [line for line in lines if all(word in folded(line.season.bloc.name_now) for word in words)]
    if given["kind"]:
        lines = [line for line in lines if line.season.bloc.kind == given["kind"]]
    if given["stage"]:
        lines = [line for line in lines if line.season.stage == given["stage"]]
    key = given["sort"].removeprefix("-")
    if key in SORTS:
        lines = sorted(lines, key=SORTS[key], reverse=given["sort"].startswith("-"))
    return lines


SORTS = {
    "name": lambda line: line.season.bloc.sort_key,
    "year": lambda line: line.season.year,
    "members": lambda line: line.members,
}


def _sheet(request: HttpRequest, lines: list[BlocLine]) -> HttpResponseBase:
    headings = [
        _("Bloc"),
        _("Year"),
        _("Members"),
        _("Bloc leader"),
        _("Stage"),
        _("Pledge"),
        _("Next date"),
        _("Due"),
    ]
    rows = [
        (
            line.season.bloc.current_name,
            line.season.label,
            line.members,
            line.leader.current_name if line.leader else "",
            line.season.get_stage_display(),
            line.pledge.get_status_display() if line.pledge else "",
            str(line.next.milestone) if line.next else "",
            line.next.milestone.due if line.next else None,
        )
        for line in lines
    ]
    return sheets.list_response(request, "khoi-thi-dua", headings, rows)


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One bloc: its years, who led when, and whose turn it is next."""
    bloc = visible_bloc(request, code)
    someone = me(request)
    lines = rotation.ledger(bloc)
    seats = people.province_seats(someone, bloc.province_id)
    newest = lines[0].season if lines else None
    plan_seats = seats | people.seats(someone, newest) if newest else seats
    context = {
        "bloc": bloc,
        "names": bloc.names.all(),
        "lines": lines,
        "plan": rotation.plan(bloc, lines),
        "suggestions": rotation.suggestions(bloc, lines),
        "may_manage": may(Act.MANAGE_CATALOGUE, seats),
        "may_plan": may(Act.PLAN_SEASON, plan_seats),
        "changes": bloc.changes.select_related("actor") if may(Act.SEE_LOG, seats) else [],
    }
    return render(request, "blocs/bloc_detail.html", context)


def new(request: SignedInRequest) -> HttpResponse:
    someone = me(request)
    verdict = may(Act.MANAGE_CATALOGUE, people.all_seats(someone))
    form = BlocForm(request.POST or None)
    province = Province.objects.filter(pk__in=someone.provinces_as("standing")).first()
    if form.is_valid() and province is not None:
        with answering(form):
            bloc = blocs.create(province, by=request.user, **form.cleaned_data)
            messages.success(request, _("The bloc is created. Begin its first season next."))
            return redirect(bloc)
    return render(request, "blocs/bloc_form.html", {"form": form, "verdict": verdict, "title": _("New bloc")})


def edit(request: SignedInRequest, code: str) -> HttpResponse:
    bloc = visible_bloc(request, code)
    verdict = may(Act.MANAGE_CATALOGUE, people.province_seats(me(request), bloc.province_id))
    form = BlocForm(request.POST or None, bloc=bloc)
    if form.is_valid():
        with answering(form):
            blocs.edit(bloc, by=request.user, **form.cleaned_data)
            messages.success(request, _("The bloc is saved."))
            return redirect(bloc)
    context = {"form": form, "bloc": bloc, "verdict": verdict, "title": _("Edit the bloc")}
    return render(request, "blocs/bloc_form.html", context)


def rename(request: SignedInRequest, code: str) -> HttpResponse:
    bloc = visible_bloc(request, code)
    verdict = may(Act.MANAGE_CATALOGUE, people.province_seats(me(request), bloc.province_id))
    form = RenameForm(request.POST or None, initial={"since": timezone.localdate()})
    if form.is_valid():
        with answering(form):
            blocs.rename(bloc, by=request.user, **form.cleaned_data)
            messages.success(request, _("The new name is kept; earlier papers keep the old one."))
            return redirect(bloc)
    context = {"form": form, "bloc": bloc, "verdict": verdict, "title": _("Rename the bloc")}
    return render(request, "blocs/bloc_form.html", context)
