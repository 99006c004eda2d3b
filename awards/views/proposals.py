"""What a bloc proposes at the end of its year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from awards.models import ProposedAward
from blocs.views.access import me, visible_season


def proposal_list(request: HttpRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    proposals = ProposedAward.objects.visible_to(me(request)).filter(season=season).for_listing()
    return render(request, "awards/proposal_list.html", {"season": season, "proposals": proposals})
