"""The first page after signing in: what waits, and how things stand, for each of the person's mandates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.selectors import start as reading
from blocs.selectors.standings import current, standings
from blocs.views import tour
from blocs.views.access import me


def start(request: HttpRequest) -> HttpResponse:
    someone = me(request)
    seats = people.all_seats(someone)
    context = {
        "offers_tour": not tour.is_left(request),
        "tasks": reading.tasks_shown(someone.user, on=someone.on),
        "own": reading.own_seasons(current(standings(someone)), on=someone.on),
        "province": reading.province(someone),
        "has_mandate": bool(someone.mandates),
        "may_manage_accounts": may(Act.MANAGE_ACCOUNTS, seats),
        "may_manage_blocs": may(Act.MANAGE_CATALOGUE, seats),
        "may_manage_lists": may(Act.MANAGE_LISTS, seats),
    }
    return render(request, "blocs/start.html", context)
