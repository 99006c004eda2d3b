"""The first gate of every page: what this person may see, otherwise 404."""

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from blocs.models import Bloc, Membership, Organisation, Person, Season
from blocs.selectors import accounts, people
from emulation.models import User


def me(request: HttpRequest) -> Person:
    return people.person(request.user, on=timezone.localdate())


def visible_bloc(request: HttpRequest, code: str) -> Bloc:
    return get_object_or_404(Bloc.objects.visible_to(me(request)).for_listing(), code=code)


def visible_organisation(request: HttpRequest, province: str, code: str) -> Organisation:
    rows = Organisation.objects.visible_to(me(request)).for_listing()
    return get_object_or_404(rows, province__code=province, code=code)


def seen_season(request: HttpRequest, code: str, year: int) -> Season:
    """The gate alone, for what needs nothing of the season."""
    seasons = Season.objects.visible_to(me(request)).only("pk")
    return get_object_or_404(seasons, bloc__code=code, year=year)


def visible_season(request: HttpRequest, code: str, year: int, *related: str) -> Season:
    """With the bloc's names, the members and the leaders at hand, which every page of a season needs.

    `related` are what else one row of it names, fetched with it.
    """
    members = Prefetch("memberships", Membership.objects.select_related("organisation__province"))
    seasons = Season.objects.visible_to(me(request)).for_listing().prefetch_related(members, "leaderships")
    if related:
        seasons = seasons.select_related("bloc__province", *related)
    return get_object_or_404(seasons, bloc__code=code, year=year)


def visible_account(request: HttpRequest, pk: int) -> User:
    """Of one's province, for those who manage accounts there or watch over it."""
    return get_object_or_404(accounts.with_second_step(accounts.visible(me(request))), pk=pk)
