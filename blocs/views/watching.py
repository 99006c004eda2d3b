"""What deserves a second look, for those who check reports and watch over them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from blocs.rules.rights import Act
from blocs.selectors import people, reports, watching
from blocs.selectors import score_tables as tables
from blocs.views import sheets
from blocs.views.access import me, visible_season


def watch(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    """404 for whoever reads only its own reports."""
    season = visible_season(request, code, year, "score_table")
    someone = me(request)
    if not people.may_in(Act.READ_REPORTS, someone, season):
        raise Http404
    copies = watching.copies(season, someone)
    if sheets.asked(request):
        headings = [
            _("Report"),
            _("Organisation"),
            _("Alike with"),
            _("Year"),
            _("Share that is equal, in per cent"),
        ]
        rows = [
            (
                copy.report.get_kind_display(),
                copy.report.organisation.current_name,
                copy.other.organisation.current_name,
                copy.other.season.label,
                copy.share,
            )
            for copy in copies
        ]
        return sheets.list_response(request, f"bao-cao-giong-nhau-{code}-{year}", headings, rows)
    scores = reports.scores(season)
    groups = tables.lines(season.score_table) if season.score_table else []
    context = {
        "season": season,
        "copies": copies,
        "differences": watching.differences(season, scores, groups),
        "telling": watching.telling(season, scores, groups),
    }
    return render(request, "blocs/report_watch.html", context)
