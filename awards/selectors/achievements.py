"""What the records say of a nominee, for the tables of its achievement report."""

from __future__ import annotations

from dataclasses import dataclass

from awards.models import Honour, Nomination, RecipientKind, YearRecord
from awards.rules.reports import years_told
from blocs.models import Report
from documents.wording import figure


@dataclass(frozen=True, slots=True)
class Told:
    """Honours and ratings of the years that the award looks at; the results of its own year."""

    honours: tuple[Honour, ...]
    years: tuple[YearRecord, ...]
    results: tuple[tuple[str, str, str, str], ...]  # target, unit, pledged, reached


def told(nomination: Nomination) -> Told:
    """Four queries. Results come from the accepted report of the year, where the nominee is a member."""
    recipient = nomination.recipient
    first = nomination.year - max(years_told(nomination.award.code), 5)
    honours = recipient.honours.filter(revoked_on__isnull=True, year__gte=first, year__lte=nomination.year)
    return Told(
        honours=tuple(honours.select_related("award").order_by("year", "decided_on", "pk")),
        years=tuple(recipient.years.filter(year__gt=first, year__lte=nomination.year).order_by("year")),
        results=_results(nomination),
    )


def _results(nomination: Nomination) -> tuple[tuple[str, str, str, str], ...]:
    if nomination.season_id is None or nomination.recipient.kind != RecipientKind.ORGANISATION:
        return ()
    report = Report.objects.filter(
        season=nomination.season_id,
        organisation=nomination.recipient.organisation_id,
        kind=Report.Kind.ANNUAL,
        status=Report.Status.ACCEPTED,
    ).first()
    if report is None:
        return ()
    rows = report.results.select_related("target").order_by("target__order", "target")
    return tuple(
        (
            row.target.text,
            row.target.unit,
            row.target.promise,
            "" if row.value is None else figure(row.value),
        )
        for row in rows
    )
