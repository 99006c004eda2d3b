"""What a bloc proposes at the end of its year."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from awards.models import ProposedAward
from blocs.views import sheets
from blocs.views.access import me, visible_season


def proposal_list(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    season = visible_season(request, code, year)
    proposals = ProposedAward.objects.visible_to(me(request)).filter(season=season).for_listing()
    if sheets.asked(request):
        headings = [_("Award"), _("Kind"), _("Nominee")]
        rows = (
            (proposal.award.name, proposal.award.get_kind_display(), nominee)
            for proposal in proposals
            for nominee in [str(each) for each in proposal.nominees.all()] or [""]
        )
        return sheets.list_response(request, f"de-nghi-khen-thuong-{code}-{year}", headings, rows)
    return render(request, "awards/proposal_list.html", {"season": season, "proposals": proposals})
