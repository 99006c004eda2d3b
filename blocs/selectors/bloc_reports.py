"""What the report of a bloc says of its members: their figures together and one by one, their words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from blocs.models import (
    BlocReport,
    Organisation,
    Pledge,
    PledgeTarget,
    Report,
    ReportSection,
    Season,
    TargetResult,
)
from blocs.models.bloc_report import SECTIONS
from blocs.rules import reporting
from blocs.selectors import ranking

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class MemberFigure:
    organisation: Organisation
    value: Decimal
    outcome: str  # missed, met, exceeded; empty where the target has no figure
    note: str


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """One target of the pledge over all who carry it: shares are averaged, quantities summed."""

    target: PledgeTarget
    found: tuple[MemberFigure, ...]
    asked: int  # members that carry it

    @property
    def is_share(self) -> bool:
        return "%" in self.target.unit

    @property
    def value(self) -> Decimal | None:
        if not self.found:
            return None
        total = sum((each.value for each in self.found), Decimal(0))
        return (total / len(self.found)).quantize(HUNDREDTH, ROUND_HALF_UP) if self.is_share else total

    @property
    def met(self) -> int:
        return sum(each.outcome in ("met", "exceeded") for each in self.found)

    @property
    def met_share(self) -> int:
        """Of the members that carry it, in hundredths."""
        return round(100 * self.met / self.asked) if self.asked else 0


@dataclass(frozen=True, slots=True)
class Gathered:
    """Of all members, in the order of the season; only what was handed in counts."""

    members: list[Organisation]
    reports: dict[int, Report]  # handed in, by organisation
    excused: int
    figures: list[TargetFigure]
    texts: dict[str, str]  # by section: each member's words under its name

    @property
    def missing(self) -> list[Organisation]:
        return [one for one in self.members if one.pk not in self.reports]


def written(season: Season) -> BlocReport:
    """The texts as they stand; not yet saved where nobody wrote any."""
    return BlocReport.objects.filter(season=season).first() or BlocReport(season=season)


def gathered(season: Season) -> Gathered:
    members = ranking.members(season)
    annual = {report.organisation_id: report for report in season.reports.filter(kind=Report.Kind.ANNUAL)}
    handed_in = {
        one.pk: annual[one.pk]
        for one in members
        if one.pk in annual and annual[one.pk].status in reporting.HANDED_IN
    }
    return Gathered(
        members,
        handed_in,
        sum(report.status == Report.Status.EXCUSED for report in annual.values()),
        _figures(season, members, handed_in),
        _texts(members, handed_in),
    )


def _figures(season: Season, members: list[Organisation], handed_in: dict[int, Report]) -> list[TargetFigure]:
    pledges = Pledge.objects.filter(season=season).exclude(status=Pledge.Status.VOID).order_by("-version")
    targets = PledgeTarget.objects.live().filter(pledge=pledges.values("pk")[:1]).select_related("owner")
    results: dict[tuple[int, int], TargetResult] = {}
    for result in TargetResult.objects.filter(report__in=handed_in.values()).select_related("report"):
        results[result.target_id, result.report.organisation_id] = result
    found = []
    for target in targets:
        carriers = [one for one in members if target.owner_id in (None, one.pk)]
        rows = [(one, results.get((target.pk, one.pk))) for one in carriers]
        figures = tuple(
            MemberFigure(
                one,
                result.value,
                reporting.outcome(target.comparison, target.value, result.value) or "",
                result.note,
            )
            for one, result in rows
            if result is not None and result.value is not None
        )
        found.append(TargetFigure(target, figures, len(carriers)))
    return found


def _texts(members: list[Organisation], handed_in: dict[int, Report]) -> dict[str, str]:
    words: dict[tuple[str, int], str] = {}
    for section in ReportSection.objects.filter(report__in=handed_in.values()).select_related("report"):
        words[section.kind, section.report.organisation_id] = section.text.strip()
    texts: dict[str, list[str]] = defaultdict(list)
    for kind in SECTIONS:
        for one in members:
            if text := words.get((kind, one.pk)):
                texts[kind].append(f"{one.current_short_name}: {text}")
    return {kind: "\n".join(texts[kind]) for kind in SECTIONS}
