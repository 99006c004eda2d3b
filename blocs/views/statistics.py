"""Points and reports through the years; each page's table goes out as a file too."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from blocs.forms.statistics import YearFilter
from blocs.rules import publishing as rules
from blocs.selectors import people, statistics
from blocs.selectors.statistics import BlocYear, Heat, Years
from blocs.views import sheets
from blocs.views.access import me, visible_bloc, visible_season
from emulation import replica
from emulation.verdicts import Reason


def of_bloc(request: HttpRequest, code: str) -> HttpResponseBase:
    """Every member's rank and total in the published years."""
    bloc = visible_bloc(request, code)
    someone = me(request)
    with replica.reading(when=bool(someone.whole_provinces)):
        years = statistics.years_of(bloc, someone)
    if sheets.asked(request):
        headings = [_("Member"), *_year_headings(years)]
        return sheets.list_response(request, f"thong-ke-{bloc.code}", headings, _years_rows(years))
    context = {"bloc": bloc, "years": years, "chart": statistics.averages_by_year(years)}
    return render(request, "blocs/statistics_bloc.html", context)


def _year_headings(years: Years) -> Iterator[str]:
    for season in years.seasons:
        yield _("Rank %(year)s") % {"year": season.label}
        yield _("Total %(year)s") % {"year": season.label}


def _years_rows(years: Years) -> Iterator[sheets.Row]:
    for row in years.rows:
        cells = [(cell.rank, cell.total) if cell else (None, None) for cell in row.cells]
        yield (row.organisation.current_name, *(value for pair in cells for value in pair))


def of_season(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    """The heat map of criteria, for those who see all members' points."""
    season = visible_season(request, code, year, "score_table")
    published = season.publications.exists()
    verdict = rules.may_see_all(people.seats(me(request), season), published=published)
    with replica.reading():
        found = statistics.heat(season) if verdict else Heat((), ())
    if sheets.asked(request):
        names = [one.current_short_name for one in found.members]
        headings = [_("Criterion"), _("Most points"), *names, _("Average, in percent")]
        return sheets.list_response(
            request, f"tieu-chi-{season.bloc.code}-{season.year}", headings, _heat_rows(found)
        )
    shades = [(shade, statistics.shade_words(shade)) for shade in range(statistics.SHADES + 1)]
    context = {"season": season, "verdict": verdict, "heat": found, "shades": shades, "published": published}
    return render(request, "blocs/statistics_season.html", context)


def _heat_rows(found: Heat) -> Iterator[sheets.Row]:
    for row in found.rows:
        most = row.criterion.max or -row.criterion.deduction_max
        yield (f"{row.mark}. {row.criterion}", most, *(cell.points for cell in row.cells), row.share)


def of_province(request: HttpRequest) -> HttpResponseBase:
    """All blocs of a year side by side, for those who serve the province."""
    someone = me(request)
    if not someone.whole_provinces:
        raise Http404
    known = statistics.years_known(someone)
    form = YearFilter(request.GET or None, years=known)
    year = form.year_asked() or (
        someone.on.year if someone.on.year in known else next(iter(known), someone.on.year)
    )
    with replica.reading():
        rows = statistics.of_province(someone, year)
    if sheets.asked(request):
        return sheets.list_response(
            request, f"thong-ke-tinh-{year}", _province_headings(), map(_province_row, rows)
        )
    chart = statistics.reports_of_province(rows)
    return render(
        request, "blocs/statistics_province.html", {"form": form, "year": year, "rows": rows, "chart": chart}
    )


def _province_headings() -> list[Reason]:
    return [
        _("Bloc"),
        _("Members"),
        _("Reports in time"),
        _("Reports late"),
        _("Excused"),
        _("Missing"),
        _("Average points"),
        _("Highest points"),
        _("First place"),
    ]


def _province_row(row: BlocYear) -> sheets.Row:
    return (
        row.season.bloc.current_name,
        row.members,
        row.in_time,
        row.late,
        row.excused,
        row.missing,
        row.average,
        row.highest,
        "; ".join(one.current_name for one in row.first),
    )
