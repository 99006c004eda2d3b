"""The score desk: the grid of members and criteria, and one cell of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from blocs.forms.score_desk import CellForm, SheetForm
from blocs.models import Report, Score, Season
from blocs.rules import publishing as rules
from blocs.rules import reporting
from blocs.rules.points import Points
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import people, reports, score_desk, visits
from blocs.selectors.score_desk import Beside
from blocs.services import publishing, score_cells, scoring
from blocs.services.scoring import Given
from blocs.views.access import me, visible_season
from blocs.views.meanwhile import Meanwhile
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Refused, Verdict


def desk(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """All members beside one another; who sees only its own points is told so."""
    season = visible_season(request, code, year, "score_table")
    seats = people.seats(me(request), season)
    published = season.publications.exists()
    verdict = rules.may_see_all(seats, published=published)
    asked = request.GET.get("group", "")
    group = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    context = {
        "season": season,
        "verdict": verdict,
        "published": published,
        "group": group,
        "may_check": bool(may(Act.CHECK_REPORT, seats)) and not published,
        "desk": score_desk.desk(season, group=group) if verdict else None,
        "sheet": SheetForm(),
    }
    return render(request, "blocs/score_desk.html", context)


def cell(request: SignedInRequest, code: str, year: int, member: int, criterion: int) -> HttpResponse:
    """The points of one criterion of one member, with the evidence; saved on its own."""
    part = bool(getattr(request, "htmx", False))
    if part and request.method == "POST" and (done := _saved_at_once(request, code, year, member, criterion)):
        return done
    season = visible_season(request, code, year, "score_table")
    seats = people.seats(me(request), season)
    published = season.publications.exists()
    if not rules.may_see_all(seats, published=published):
        raise Http404
    beside = _beside(season, member, criterion)
    readable = reporting.can_read(beside.report.status, reports.seats(me(request), beside.report))
    if not readable and not published:
        raise Http404
    level = score_desk.level_of(seats)
    now = beside.on(level)
    form = CellForm(
        request.POST or None,
        limits=beside.leaf.limits,
        now=now,
        before=_before(beside, level),
        version=scoring.version(now),
    )
    verdict = _verdict(beside.report, level, season, seats, published=published)
    own = score_desk.levels_of(beside).get(Score.Level.OWN)
    meanwhile = Meanwhile(form, lambda row: _values(row, form))
    saved = False
    if form.is_valid():
        given = Given(form.points(), form.cleaned_data["why"])
        with answering(form), meanwhile:
            if published:
                publishing.correct(season, beside.report, criterion, given, by=request.user)
            else:
                seen = form.cleaned_data["seen"]
                scoring.give(beside.report, level, criterion, given, seen=seen, by=request.user)
            saved = True
    if saved and not part:
        messages.success(request, _("The points are saved."))
        return redirect(f"{_desk_address(season)}#c-{member}-{criterion}")
    if saved:
        return _saved(season, score_desk.saved(beside))
    context = {
        "season": season,
        "beside": beside,
        "form": form,
        "verdict": verdict,
        "level": Score.Level(level).label,
        "published": published,
        "readable": readable,
        "told": score_desk.untold(beside, on=timezone.localdate()) if readable else "",
        "hint": visits.hint(season, member, criterion, own) if may(Act.SEE_VISIT, seats) else None,
        "meanwhile": meanwhile,
    }
    return render(request, "blocs/_score_editor.html" if part else "blocs/score_cell.html", context)


def _saved_at_once(
    request: SignedInRequest, code: str, year: int, member: int, criterion: int
) -> HttpResponse | None:
    """Nearly every time nothing stands in the way; what does, the page itself tells (None)."""
    try:
        with score_cells.held(code, year, member, criterion, by=request.user) as held:
            version = scoring.version(held.now)
            form = CellForm(request.POST, limits=held.limits, now=held.now, before=None, version=version)
            if not form.is_valid():
                return None
            given = Given(form.points(), form.cleaned_data["why"])
            levels = held.give(given, seen=form.cleaned_data["seen"])
    except (Http404, Refused, ValidationError):
        return None
    report = held.report
    return _saved(report.season, score_desk.cell(report.organisation, held.criterion, report, levels))


def _saved(season: Season, now: score_desk.Cell) -> HttpResponse:
    """The cell as it is now, put in its place on the page; that asks for the sums by itself."""
    context = {"season": season, "cell": now}
    response = HttpResponse(render_to_string("blocs/_score_saved.html", context))  # no frame around it
    response["HX-Trigger-After-Settle"] = "score-saved"
    return response


def sums(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Every member's sum and rank as they are now, for the foot of the grid."""
    season = visible_season(request, code, year, "score_table")
    seats = people.seats(me(request), season)
    if not rules.may_see_all(seats, published=season.publications.exists()):
        raise Http404
    context = {"columns": score_desk.sums(season)}
    return HttpResponse(render_to_string("blocs/_score_sums_now.html", context))


def _beside(season: Season, member: int, criterion: int) -> Beside:
    rows = Report.objects.select_related("organisation__province")
    report = get_object_or_404(rows, season=season, organisation=member, kind=Report.Kind.ANNUAL)
    report.season = season
    beside = score_desk.beside(season, report, criterion)
    if beside is None:
        raise Http404
    return beside


def _before(beside: Beside, level: str) -> Points | None:
    found = score_desk.levels_of(beside)
    earlier = Score.Level.values[: Score.Level.values.index(level)]
    return next((found[name] for name in reversed(earlier) if name in found), None)


def _values(row: Score, form: CellForm) -> dict[str, object]:
    shown: dict[str, object] = {sort: getattr(row, sort) for sort in form.sorts}
    return {**shown, "why": row.why, "seen": scoring.version(row)}


def _verdict(
    report: Report, level: str, season: Season, seats: frozenset[Seat], *, published: bool
) -> Verdict:
    if published:
        return may(Act.SETTLE_SCORES, seats)
    return reporting.can_score(level, status=report.status, stage=season.stage, seats=seats)


def _desk_address(season: Season) -> str:
    return reverse("blocs:score-desk", args=[season.bloc.code, season.year])


@require_POST
def agree(request: SignedInRequest, code: str, year: int, member: int) -> HttpResponse:
    """Take over what stands wherever nobody checked yet."""
    season = visible_season(request, code, year)
    seats = people.seats(me(request), season)
    if not rules.may_see_all(seats, published=season.publications.exists()):
        raise Http404
    report = get_object_or_404(Report, season=season, organisation=member, kind=Report.Kind.ANNUAL)
    with telling(request):
        taken = scoring.agree(report, score_desk.level_of(seats), by=request.user)
        said = ngettext(
            "The points of %(count)d criterion are taken over.",
            "The points of %(count)d criteria are taken over.",
            taken,
        )
        messages.success(request, said % {"count": taken})
    return redirect("blocs:score-desk", code, year)
