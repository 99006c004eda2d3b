"""By which table a season scores, and how it breaks ties."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.season_scores import ChooseForm, TieRuleForm
from blocs.models import ScoreTable, Season
from blocs.rules import score_tables as rules
from blocs.selectors import figure_choices, last_tables, people, reports
from blocs.selectors import score_tables as reading
from blocs.services import score_tables
from blocs.views.access import me, visible_season
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict


def score_table(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """The table in use with the season's rules for ties; who may, chooses another."""
    season = visible_season(request, code, year)
    may_change_rules = _verdict(request, season)
    tables = list(ScoreTable.objects.usable_in(season).for_listing()) if may_change_rules else []
    chosen = next((each for each in tables if each.pk == season.score_table_id), None) or season.score_table
    scored = chosen is not None and bool(may_change_rules) and reports.is_scored(season)
    verdict = _verdict(request, season, scored=scored)
    form = ChooseForm(request.POST or None, tables=tables, chosen=chosen)
    if form.is_valid():
        with answering(form):
            score_tables.seasons.choose(season, form.cleaned_data["table"], by=request.user)
            messages.success(request, _("The season scores by this table."))
            return redirect("blocs:season-score-table", code, year)
    context = {
        "season": season,
        "table": chosen,
        "form": form,
        "has_choice": bool(tables),
        "verdict": verdict,
        "may_change_rules": may_change_rules,
        "rules": reading.tie_rules(season),
        "gone": figure_choices.gone_in(season, chosen) if chosen and may_change_rules else [],
        **(_beginning(season) if chosen is None and verdict else {}),
    }
    return render(request, "blocs/season_score_table.html", context)


@require_POST
def take_last(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Begin with the table of the season before."""
    season = visible_season(request, code, year)
    with telling(request, _("The table is copied as a draft. Look it through, then open it for use.")):
        score_tables.seasons.take_last(season, by=request.user)
    return redirect("blocs:season-score-table", code, year)


def tie_rules(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Which rules, in which order."""
    season = visible_season(request, code, year)
    form = TieRuleForm(request.POST or None, rules=reading.tie_rules(season))
    if form.is_valid():
        with answering(form):
            score_tables.seasons.set_tie_rules(season, form.wishes(), by=request.user)
            messages.success(request, _("The rules for ties are saved."))
            return redirect("blocs:season-score-table", code, year)
    context = {"season": season, "form": form, "verdict": _verdict(request, season), "draft": request.path}
    return render(request, "blocs/season_tie_rules.html", context)


def _beginning(season: Season) -> dict[str, Any]:
    """What a season without a table begins with: its draft, or the table of the season before."""
    before, begun = last_tables.before(season), last_tables.draft(season)
    lost = []
    if begun and before:
        lost = last_tables.lost(begun, last_tables.targets(before), last_tables.targets(season))
    gone = figure_choices.gone_in(season, begun) if begun else []
    return {"before": before, "begun": begun, "lost": lost, "gone": gone}


def _verdict(request: HttpRequest, season: Season, *, scored: bool = False) -> Verdict:
    return rules.can_choose(season.stage, people.seats(me(request), season), scored=scored)
