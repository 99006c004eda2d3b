"""The gate of every page of a report: whose it is, and who may see what stands in it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from blocs.models import Membership, Organisation, Report, Season
from blocs.rules import reporting
from blocs.selectors import report_page
from blocs.selectors import reports as reading
from blocs.selectors.report_page import ReportPage
from blocs.views.access import me, visible_season
from emulation.verdicts import Verdict


def member_of(
    request: HttpRequest, code: str, year: int, member: str, kind: str
) -> tuple[Season, Organisation]:
    """404 for strangers, for who never was a member of the season, and for kinds that there are not."""
    season = visible_season(request, code, year)
    found = (row.organisation for row in season.memberships.all() if row.organisation.code == member)
    organisation = next(found, None)
    if organisation is None or kind not in Report.Kind.values:
        raise Http404
    return season, organisation


def begun(request: HttpRequest, code: str, year: int, member: str, kind: str) -> Report:
    season, organisation = member_of(request, code, year, member, kind)
    found = found_in(season, organisation, kind)
    if found is None:
        raise Http404
    return found


def sent_to(request: HttpRequest, code: str, year: int, member: str, kind: str) -> Report:
    """The same gate in one query, for a service that locks: it reads all that the report names by itself."""
    seasons = Season.objects.visible_to(me(request)).filter(bloc__code=code, year=year)
    members = Membership.objects.filter(season=OuterRef("season"), organisation=OuterRef("organisation"))
    rows = Report.objects.filter(Exists(members), season__in=seasons)
    return get_object_or_404(rows, organisation__code=member, kind=kind)


def found_in(season: Season, organisation: Organisation, kind: str) -> Report | None:
    """With the season's score table, which nearly every page of a report shows."""
    rows = season.reports.select_related("season__score_table")
    report = rows.filter(organisation=organisation, kind=kind).order_by().first()
    if report is not None:
        season.score_table = report.season.score_table
        report.season, report.organisation = season, organisation
    return report


def readable(request: HttpRequest, code: str, year: int, member: str, kind: str) -> Report:
    """404 for whoever may not read it, however they came to its address."""
    report = begun(request, code, year, member, kind)
    if not can_read(request, report):
        raise Http404
    return report


def can_read(request: HttpRequest, report: Report) -> Verdict:
    return reporting.can_read(report.status, reading.seats(me(request), report))


def page_of(request: HttpRequest, report: Report) -> ReportPage:
    someone = me(request)
    return report_page.page(report, someone, reading.seats(someone, report))
