"""What the records say of a nominee, for the tables of its achievement report."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from awards.models import Honour, Initiative, Nomination, RecipientKind, YearRecord
from awards.rules.reports import years_told
from blocs.models import Report, Season
from documents.wording import figure


@dataclass(frozen=True, slots=True)
class Result:
    """A target of the pledge: what was promised, what was reached, and what was reached the year before."""

    target: str
    unit: str
    promise: str
    reached: str
    before: str


@dataclass(frozen=True, slots=True)
class Told:
    """Honours, ratings, figures and initiatives of the years that the award looks at; the year's results."""

    honours: tuple[Honour, ...]
    years: tuple[YearRecord, ...]
    results: tuple[Result, ...]
    initiatives: tuple[Initiative, ...] = ()


def told(nomination: Nomination) -> Told:
    """Six queries. Results come from the accepted reports of this year and the last, where it is a member."""
    recipient, year = nomination.recipient, nomination.year
    told_of = years_told(nomination.award.code)
    honours = recipient.honours.filter(
        revoked_on__isnull=True, year__gte=year - max(told_of, 5), year__lte=year
    ).exclude(decision_line__nomination=nomination)  # what came of it
    looked_at = {"year__gt": year - told_of, "year__lte": year}
    return Told(
        honours=tuple(honours.select_related("award").order_by("year", "decided_on", "pk")),
        years=tuple(recipient.years.filter(**looked_at).order_by("year")),
        results=_results(nomination),
        initiatives=tuple(recipient.initiatives.filter(**looked_at).order_by("year", "pk")),
    )


def _results(nomination: Nomination) -> tuple[Result, ...]:
    season = nomination.season
    if season is None or nomination.recipient.kind != RecipientKind.ORGANISATION:
        return ()
    before = {
        _measure(target, unit): reached
        for target, unit, _promise, reached in _reached(
            nomination, Season.objects.filter(bloc=season.bloc_id, year=season.year - 1)
        )
    }
    return tuple(
        Result(target, unit, promise, reached, before.get(_measure(target, unit), ""))
        for target, unit, promise, reached in _reached(nomination, Season.objects.filter(pk=season.pk))
    )


def _measure(target: str, unit: str) -> tuple[str, str]:
    """Targets of two years are one where their words are."""
    return target.strip().casefold(), unit.strip().casefold()


def _reached(nomination: Nomination, seasons: models.QuerySet[Season]) -> list[tuple[str, str, str, str]]:
    report = Report.objects.filter(
        season__in=seasons,
        organisation=nomination.recipient.organisation_id,
        kind=Report.Kind.ANNUAL,
        status=Report.Status.ACCEPTED,
    ).first()
    if report is None:
        return []
    rows = report.results.select_related("target").order_by("target__order", "target")
    return [
        (
            row.target.text,
            row.target.unit,
            row.target.promise,
            "" if row.value is None else figure(row.value),
        )
        for row in rows
    ]
