"""Nominations of a season: the leader nominates members, by hand or from the result of a ballot."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.forms.nominations import SeasonForm
from awards.models import Ballot, Proposal
from awards.rules.rights import Act, may
from awards.selectors import season_nominations as reading
from awards.services import ballot_results, honours, nominations
from blocs.models import Organisation
from blocs.rules.rights import LEADERS
from blocs.selectors import people
from blocs.views.access import me, visible_season
from emulation.http import SignedInRequest, answering, telling


def board(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    someone = me(request)
    seats = people.seats(someone, season) & LEADERS
    verdict = may(Act.PREPARE_PROPOSAL, seats)
    own = people.own_member(someone, season)
    members = {row.organisation_id for row in season.memberships.all()} if verdict else own
    form = SeasonForm(
        request.POST or None,
        members=Organisation.objects.filter(pk__in=members).order_by("sort_key", "pk"),
    )
    if request.method == "POST" and form.is_valid():
        with answering(form):
            recipient = honours.of_organisation(form.cleaned_data["organisation"])
            made = nominations.start(
                recipient, award=form.cleaned_data["award"], season=season, by=request.user
            )
            messages.success(request, _("The nomination is begun. Write its report and add its papers."))
            return redirect(made)
    context = {
        "season": season,
        "form": form if members else None,
        "lines": reading.member_lines(season, someone),
        "results": reading.results(season),
        "leads": verdict,
        "proposals": Proposal.objects.visible_to(someone).for_listing().filter(season=season),
    }
    return render(request, "awards/season_nominations.html", context)


@require_POST
def take(request: SignedInRequest, code: str, year: int, ballot: int) -> HttpResponse:
    """What a counted ballot chose becomes nominations."""
    season = visible_season(request, code, year)
    found = get_object_or_404(Ballot.objects.select_related("award"), season=season, pk=ballot)
    found.season = season
    with telling(request, _("The result of the ballot is taken over as nominations.")):
        ballot_results.take(found, by=request.user)
    return redirect("awards:season-nominations", code, year)
