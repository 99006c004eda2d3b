"""Reports and their points, as services, the score desk and the ranking read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from blocs.models import Milestone, Person, Pledge, PledgeTarget, Report, ReportSection, Score, Season
from blocs.models.pledge import PledgeQuerySet
from blocs.rules import reporting, scoring
from blocs.rules.points import Points
from blocs.rules.reporting import Facts
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.selectors import score_tables as tables

OWN_SEATS = frozenset({Seat.OFFICER, Seat.HEAD})


def seats(someone: Person, report: Report) -> frozenset[Seat]:
    """The seats for this member's report: as officer or head only those of the member itself count."""
    season = report.season
    taken = people.seats(someone, season) - OWN_SEATS
    for role, seat in (("officer", Seat.OFFICER), ("head", Seat.HEAD)):
        if report.organisation_id in people.own_member(someone, season, role):
            taken |= {seat}
    return taken


def pledge_of(season: int) -> PledgeQuerySet:
    """The pledge that is reported on comes first: that in force, or else the newest."""
    return Pledge.objects.filter(season=season).exclude(status=Pledge.Status.VOID).holding_first()


def targets_of(report: Report) -> list[PledgeTarget]:
    """The targets of the pledge in force, or else the newest: everybody's and the member's own."""
    targets = PledgeTarget.objects.live().filter(pledge=pledge_of(report.season_id).values("pk")[:1])
    return list(targets.filter(Q(owner=None) | Q(owner=report.organisation_id)).select_related("owner"))


def is_scored(season: Season) -> bool:
    """Has anybody given points? From then on the score table stays."""
    return Score.objects.filter(report__season=season, computed=False).exists()


def leaves(season: Season) -> dict[int, scoring.Criterion]:
    """The criteria that take points, by their keys; none while the season has no table."""
    if season.score_table is None:
        return {}
    return {leaf.key: leaf for leaf in tables.rules_of(season.score_table).leaves()}


def facts(report: Report) -> Facts:
    """What submitting looks at. Points are given for the year, not at its half."""
    known = set(report.results.filter(value__isnull=False).values_list("target", flat=True))
    results = report.sections.filter(kind=ReportSection.Kind.RESULTS).exclude(text="")
    scored = set(report.scores.filter(level=Score.Level.OWN).values_list("criterion", flat=True))
    asked = leaves(report.season) if report.kind == Report.Kind.ANNUAL else {}
    return Facts(
        has_results=results.exists(),
        targets_open=sum(
            target.value is not None and target.pk not in known for target in targets_of(report)
        ),
        criteria_open=len(asked.keys() - scored),
    )


DUE = {Report.Kind.MID_YEAR: Milestone.Kind.MID_YEAR, Report.Kind.ANNUAL: Milestone.Kind.REPORTS}


def due_on(season: Season, kind: str) -> date | None:
    """The last day of the reports of a kind; None where the season has set none."""
    rows = season.milestones.filter(kind=DUE[Report.Kind(kind)])
    return rows.values_list("due", flat=True).first()


def is_late(report: Report, *, on: date) -> bool:
    return timing(report).is_late(report, on=on)


@dataclass(frozen=True, slots=True)
class Timing:
    """When a report is due, and how many others of its member came late in this season."""

    due: date | None
    late_others: int  # whoever is excused is never late

    def is_late(self, report: Report, *, on: date) -> bool:
        """Past its last day; one that is not being begun anew is as late as when it was handed in."""
        if report.status in (Report.Status.DRAFT, Report.Status.EXCUSED):
            return self.due is not None and on > self.due
        return bool(report.late_reason)

    def late_reports(self, report: Report, *, on: date) -> int:
        if report.status == Report.Status.EXCUSED:
            return self.late_others
        return self.late_others + self.is_late(report, on=on)


def timing(report: Report) -> Timing:
    """In one query."""
    due = Milestone.objects.filter(season=OuterRef("pk"), kind=DUE[Report.Kind(report.kind)])
    others = Report.objects.filter(season=OuterRef("pk"), organisation=report.organisation_id)
    late = others.exclude(pk=report.pk).exclude(late_reason="").exclude(status=Report.Status.EXCUSED)
    counted = late.order_by().values("organisation").annotate(count=Count("pk")).values("count")
    found = (
        Season.objects.filter(pk=report.season_id)
        .order_by()
        .values_list(Subquery(due.order_by().values("due")[:1]), Subquery(counted))
    )
    day, count = found.get()
    return Timing(day, count or 0)


@dataclass(frozen=True, slots=True)
class Scores:
    """The points of one report on every level, by criterion."""

    levels: Mapping[str, Mapping[int, Points]] = field(default_factory=dict)

    def of(self, level: str) -> Mapping[int, Points]:
        return self.levels.get(level, {})

    def effective(self) -> dict[int, Points]:
        """For each criterion the points that count: final, else checked, else the member's own."""
        found: dict[int, Points] = {}
        for level in Score.Level.values:
            found |= self.of(level)
        return found


def scores(season: Season, kind: str = Report.Kind.ANNUAL) -> dict[int, Scores]:
    """The points of all members that have handed in, by the key of the organisation; one query."""
    found: dict[int, dict[str, dict[int, Points]]] = defaultdict(lambda: defaultdict(dict))
    rows = Score.objects.filter(report__season=season, report__kind=kind, report__status__in=reporting.READ)
    for row in rows.order_by().values_list(
        "report__organisation", "level", "criterion", "base", "bonus", "deduction"
    ):
        organisation, level, criterion, *three = row
        found[organisation][level][criterion] = Points(*three)
    return {organisation: Scores(levels) for organisation, levels in found.items()}


def annual(season: Season) -> dict[int, Report]:
    """The reports of the year, by the key of the organisation; one query, without what they name."""
    rows = season.reports.filter(kind=Report.Kind.ANNUAL).order_by()
    return {report.organisation_id: report for report in rows}


def tallies(season: Season, level: str = "") -> dict[int, scoring.Tally]:
    """What each member's points come to: on one level, or as they count."""
    if season.score_table is None:
        return {}
    table = tables.rules_of(season.score_table)
    return {
        organisation: scoring.tally(table, own.of(level) if level else own.effective())
        for organisation, own in scores(season).items()
    }


def outcome_of(target: PledgeTarget, result: object) -> reporting.Outcome | None:
    value = getattr(result, "value", None)
    return reporting.outcome(target.comparison, target.value, value)
