"""The ranking of a season: as it stands, published, on paper, before the conference."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs import documents
from blocs.forms.score_desk import FiguresForm, SheetForm
from blocs.models import Season
from blocs.rules import publishing as rules
from blocs.rules.rights import Act, may
from blocs.selectors import charts, conference, people, ranking
from blocs.selectors import score_tables as tables
from blocs.services import papers, publishing
from blocs.views import sheets
from blocs.views.access import me, visible_season
from documents.content import Sheet
from documents.views.files import document_response
from emulation import replica
from emulation.http import SignedInRequest, answering, telling


def ranking_page(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    """All members once it is published, and before that for those who check; otherwise one's own points."""
    season = visible_season(request, code, year, "score_table")
    someone = me(request)
    seats = people.seats(someone, season)
    publication = ranking.newest(season)
    lines = ranking.published_lines(publication) if publication else ranking.lines(season)
    sees_all = rules.may_see_all(seats, published=publication is not None)
    if not sees_all:
        lines = ranking.own_lines(lines, someone, season)
    if sheets.asked(request):
        return _workbook(request, season, lines)
    may_publish = may(Act.PUBLISH_SCORES, seats)
    if may_publish:
        facts = ranking.facts(season, published=publication is not None)
        may_publish = rules.can_publish(season.stage, seats, facts)
    corrected = publication is not None and publication.version > 1
    corrections = season.publications.filter(version__gt=1).select_related("by") if corrected else ()
    context = {
        "season": season,
        "lines": lines,
        "publication": publication,
        "corrections": list(corrections),
        "sees_all": sees_all,
        "can_publish": may_publish,
        "can_set_figures": rules.can_set_figures(season.stage, seats, published=publication is not None),
        "rules": tables.tie_rules(season),
        "sheet": SheetForm(),
        "chart": charts.points_of_members(lines) if sees_all else None,
    }
    return render(request, "blocs/ranking.html", context)


def _workbook(request: HttpRequest, season: Season, lines: list[ranking.Line]) -> HttpResponseBase:
    headings = [
        _("Rank"),
        _("Member"),
        _("Points"),
        _("Bonus"),
        _("Deduction"),
        _("Total"),
        _("Band"),
        _("Note"),
    ]
    rows = [
        (
            line.rank,
            line.organisation.current_name,
            line.points.base,
            line.points.bonus,
            line.points.deduction,
            line.total,
            line.band,
            " ".join(line.notes),
        )
        for line in lines
    ]
    return sheets.list_response(request, f"xep-hang-{season.bloc.code}-{season.year}", headings, rows)


@require_POST
def publish(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    with telling(request, _("Points and ranking are published. All members see them now.")):
        publishing.publish(season, by=request.user)
    return redirect("blocs:score-ranking", code, year)


def figures(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """What the rules for ties look at."""
    season = visible_season(request, code, year)
    seats = people.seats(me(request), season)
    known = {row.organisation_id: row for row in season.ranking_figures.all()}
    form = FiguresForm(request.POST or None, members=ranking.members(season), known=known)
    published = season.publications.exists()
    verdict = rules.can_set_figures(season.stage, seats, published=published)
    if form.is_valid():
        with answering(form):
            publishing.set_figures(season, form.told(), by=request.user)
            messages.success(request, _("The figures for ties are saved."))
            return redirect("blocs:score-ranking", code, year)
    context = {"season": season, "form": form, "verdict": verdict, "draft": request.path}
    return render(request, "blocs/ranking_figures.html", context)


def show(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """For the screen of the conference, once it is published."""
    season = visible_season(request, code, year)
    publication = ranking.newest(season)
    if publication is None:
        messages.info(request, _("The ranking is shown once it is published."))
        return redirect("blocs:score-ranking", code, year)
    context = {
        "season": season,
        "title": _("Ranking"),
        "slides": conference.of_ranking(ranking.published_lines(publication)),
        "back": reverse("blocs:score-ranking", args=[code, year]),
        "back_word": _("Ranking"),
    }
    return render(request, "blocs/slides.html", context)


def points_of_all(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """Every member's points of every criterion on sheets across, A4 or A3, to those who see them all."""
    season = visible_season(request, code, year, "score_table")
    if not ranking.may_see_all(me(request), season, published=season.publications.exists()):
        raise Http404
    asked = SheetForm(request.GET)
    sheet: Sheet = "A3" if asked.is_valid() and asked.cleaned_data["sheet"] == "A3" else "A4"
    on = season.within(timezone.localdate())
    with replica.reading():
        document = documents.points_of_all(season, on=on, sheet=sheet)
    return document_response(document, form)


def paper(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """The score table of all members; who sees only its own points has no such paper."""
    season = visible_season(request, code, year)
    published = season.publications.exists()
    if not ranking.may_see_all(me(request), season, published=published):
        raise Http404
    return document_response(papers.document("ranking", season, on=timezone.localdate()), form)
