"""What the frame of every page shows: who I am, where I may go, which year I look at."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from blocs.models import Person, Season
from blocs.selectors import people
from blocs.selectors.standings import Standing, standings
from emulation import navigation as subjects
from emulation import tasks
from emulation.models import User


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The frame, put together once a template draws it: parts of pages do not pay for it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"navigation": SimpleLazyObject(partial(_frame, request, user))}


def _frame(request: HttpRequest, user: User) -> dict[str, Any]:
    """Two queries: the mandates of the person, which most pages ask anyway, and the seasons."""
    on = timezone.localdate()
    someone = people.person(user, on=on)
    own = standings(someone)
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "brand": _brand(someone),
        "person_name": str(user),
        "person_line": _line(someone, _at(request, own)),
        "search_url": reverse("blocs:search"),
        "items": subjects.items(
            user, here=here, waiting=len(tasks.waiting(user, on=on)), unread=someone.unread
        ),
        "seasons": _seasons(request, someone, own),
    }


def _brand(someone: Person) -> str:
    if not someone.mandates:
        return _("Emulation")
    return _("Emulation of %(province)s") % {"province": someone.mandates[0].organisation.province.name}


def _line(someone: Person, standing: Standing | None) -> str:
    """Tỉnh Đoàn · Khối trưởng 2024; otherwise the title, as it prints."""
    if standing is not None and (standing.leads or standing.is_deputy):
        role = _("Bloc leader") if standing.leads else _("Deputy leader")
        return f"{standing.organisation.current_short_name} · {role} {standing.season.label}"
    if not someone.mandates:
        return ""
    mandate = someone.mandates[0]
    return f"{mandate.organisation.current_short_name} · {mandate.title}"


def _place(request: HttpRequest) -> tuple[str, int | None]:
    """The bloc and the year in the address of this page."""
    given = request.resolver_match.kwargs if request.resolver_match else {}
    return str(given.get("code", "")), given.get("year")


def _at(request: HttpRequest, own: list[Standing]) -> Standing | None:
    """Where one stands in the season of this page, else in one's newest."""
    code, year = _place(request)
    here = [row for row in own if (row.season.bloc.code, row.season.year) == (code, year)]
    return next(iter([*here, *own]), None)


def _seasons(request: HttpRequest, someone: Person, own: list[Standing]) -> list[dict[str, Any]]:
    """One's own seasons; in another bloc, who serves the province is led to all its years, unasked."""
    code, year = _place(request)
    seasons = list({row.season.pk: row.season for row in own}.values())
    if year is not None and someone.whole_provinces and code not in {row.season.bloc.code for row in own}:
        return [
            {"label": _("Emulation year %(year)s") % {"year": year}, "url": request.path, "current": True},
            {
                "label": _("All years of the bloc"),
                "url": reverse("blocs:bloc-detail", args=[code]),
                "current": False,
            },
        ]
    several = len({season.bloc_id for season in seasons}) > 1
    here = [season for season in seasons if (season.bloc.code, season.year) == (code, year)]
    current = next(iter([*here, *seasons]), None)
    return [
        {
            "label": _("Emulation year %(year)s") % {"year": season.label}
            + (f" · {season.bloc.current_short_name}" if several else ""),
            "url": _same_page(request, season),
            "current": season is current,
        }
        for season in seasons
    ]


def _same_page(request: HttpRequest, season: Season) -> str:
    """This page in another year, where it is a page of a season."""
    match = request.resolver_match
    if match and request.method == "GET" and match.kwargs.keys() == {"code", "year"}:
        return reverse(match.view_name, kwargs={"code": season.bloc.code, "year": season.year})
    return season.get_absolute_url()
