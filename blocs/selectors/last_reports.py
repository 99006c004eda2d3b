"""The member's report of the year before: its text and figures stand beside this year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from blocs.models import Report, ReportSection, TargetResult
from blocs.rules import report_words
from blocs.rules.differences import Piece, passages
from blocs.rules.report_fields import Field, Kind
from blocs.rules.report_words import TargetTold, Told
from blocs.selectors.report_page import ReportPage
from emulation.text import folded


@dataclass(frozen=True, slots=True)
class Last:
    year: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Decimal] = field(default_factory=dict)  # by the words of the target


def last(report: Report) -> Last:
    """In two queries; empty where the member reported nothing before."""
    sections = list(
        ReportSection.objects.filter(report=_before(report).values("pk")[:1])
        .select_related("report__season__bloc")
        .order_by()
    )
    results = TargetResult.objects.filter(report=_before(report).values("pk")[:1], value__isnull=False)
    figures = {
        folded(text): value
        for text, value in results.order_by().values_list("target__text", "value")
        if value is not None
    }
    return Last(
        sections[0].report.season.label if sections else "",
        {section.kind: section.text.strip() for section in sections if section.text.strip()},
        figures,
    )


def _before(report: Report) -> QuerySet[Report]:
    """Of whichever bloc it was in."""
    return Report.objects.filter(
        organisation=report.organisation_id, kind=report.kind, season__year__lt=report.season.year
    ).order_by("-season__year", "-pk")


@dataclass(frozen=True, slots=True)
class Compared:
    label: Any
    unchanged: bool
    pieces: list[Piece]


def compared(page: ReportPage, before: Last) -> Iterator[Compared]:
    """Section by section, those that were or are written."""
    for kind in ReportSection.Kind:
        was = before.sections.get(kind, "")
        now = (page.values.get(Field(Kind.SECTION, section=kind)) or "").strip()
        if was or now:
            yield Compared(kind.label, was == now, list(passages(was, now)))


def from_figures(page: ReportPage, section: str) -> str:
    return report_words.paragraphs(section, told(page))


def told(page: ReportPage) -> Told:
    targets = []
    for target in page.targets:
        achieved = page.values.get(Field(Kind.TARGET, target.pk, "value"))
        targets.append(
            TargetTold(
                target.text,
                target.unit,
                target.comparison,
                target.promise,
                target.value,
                achieved,
                page.outcome(target),
            )
        )
    movements = [one.name for one in page.movements if page.values.get(Field(Kind.MOVEMENT, one.pk))]
    season, tally = page.report.season, page.tally
    most = season.score_table.total if tally and season.score_table else None
    return Told(season.label, targets, movements, tally.total if tally else None, most)
