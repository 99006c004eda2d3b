"""A member's report as its page and its paper show it; and all reports of a season at a glance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from blocs.models import (
    Evidence,
    Movement,
    Organisation,
    Person,
    PledgeTarget,
    Report,
    ReportEvent,
    ReportRemark,
    Season,
)
from blocs.models.dated import spans
from blocs.rules import reporting, scoring
from blocs.rules.formulas import Worth
from blocs.rules.reckoning import Reckoning
from blocs.rules.report_fields import Field, Kind
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import people, reckonings
from blocs.selectors import report_fields as fields
from blocs.selectors import reports as reading
from blocs.selectors import score_tables as tables
from blocs.selectors.report_fields import Values
from blocs.selectors.reports import Timing
from blocs.selectors.score_tables import GroupLine
from emulation.verdicts import Verdict


@dataclass(frozen=True)
class ReportPage:
    """All that one page asks; read once."""

    report: Report
    seats: frozenset[Seat]
    values: Values
    targets: list[PledgeTarget]
    movements: list[Movement]
    groups: list[GroupLine]
    rules: scoring.Table | None
    evidence: Mapping[int | None, list[Evidence]]
    remarks: Mapping[str, list[ReportRemark]]
    timing: Timing
    on: date
    last: ReportEvent | None = None

    @property
    def can_write(self) -> Verdict:
        return reporting.can_write(self.report.status, self.report.season.stage, self.seats)

    @property
    def is_own(self) -> bool:
        return bool(may(Act.ENTER_REPORT, self.seats))

    @property
    def only_reads(self) -> Verdict:
        """Why somebody who is not of the member can do nothing here."""
        return Verdict() if self.is_own else may(Act.CHECK_REPORT, self.seats)

    @property
    def fields(self) -> list[Field]:
        return fields.fields_of(self.targets, self.movements, self.leaves)

    @property
    def leaves(self) -> dict[int, scoring.Criterion]:
        return {leaf.key: leaf for leaf in self.rules.leaves()} if self.rules else {}

    @property
    def is_late(self) -> bool:
        """Has it still to be said why? One that was returned has said so already."""
        return self.report.status == Report.Status.DRAFT and self.timing.is_late(self.report, on=self.on)

    @property
    def due(self) -> date | None:
        return self.timing.due

    def outcome(self, target: PledgeTarget) -> reporting.Outcome | None:
        value = self.values.get(Field(Kind.TARGET, target.pk, "value"))
        return reporting.outcome(target.comparison, target.value, value)

    @property
    def tally(self) -> scoring.Tally | None:
        return self.reckoning.tally if self.reckoning else None

    @cached_property
    def reckoning(self) -> Reckoning | None:
        """As the figures are now while it is written, afterwards as it was handed in."""
        if self.rules is None:
            return None
        if self.report.status in reporting.WRITTEN:
            return reckonings.from_page(
                self.rules,
                self.values,
                self.targets,
                self.movements,
                self.timing.late_reports(self.report, on=self.on),
            )
        typed = reckonings.typed_points(self.values, self.leaves)
        return Reckoning(
            self.rules, typed, {key: Worth(*stored) for key, stored in self.values.computed.items()}
        )

    @property
    def facts(self) -> reporting.Facts:
        """What is missing before it is submitted."""
        given = self.reckoning.points if self.reckoning else {}
        return reporting.Facts(
            has_results=bool(self.values.get(Field(Kind.SECTION, section="results"))),
            targets_open=sum(
                target.value is not None and self.values.get(Field(Kind.TARGET, target.pk, "value")) is None
                for target in self.targets
            ),
            criteria_open=len(self.leaves.keys() - given.keys()),
        )

    @property
    def missing(self) -> list[tuple[str, str]]:
        """Each with the place on the page where it is filled in."""
        facts, found = self.facts, []
        for part, alone in (
            ("results", reporting.Facts(has_results=facts.has_results)),
            ("targets", reporting.Facts(has_results=True, targets_open=facts.targets_open)),
            ("scores", reporting.Facts(has_results=True, criteria_open=facts.criteria_open)),
        ):
            found += [(part, str(reason)) for reason in reporting.missing(alone).reasons]
        return found

    @property
    def whole_evidence(self) -> list[Evidence]:
        return self.evidence.get(None, [])

    @property
    def all_evidence(self) -> list[Evidence]:
        return [file for files in self.evidence.values() for file in files]

    @property
    def accept(self) -> Verdict:
        return self.can("accept")

    @property
    def send_back(self) -> Verdict:
        return self.can("send_back")

    @property
    def recall(self) -> Verdict:
        return self.can("recall")

    @property
    def resume(self) -> Verdict:
        return self.can("resume")

    def can(self, name: str, reason: str = "-") -> Verdict:
        """May the reader take this step? What is still missing is told by `missing`."""
        report = self.report
        whole = reporting.Facts(has_results=True)
        return reporting.can_step(
            name,
            status=report.status,
            stage=report.season.stage,
            seats=self.seats,
            facts=whole,
            reason=reason,
            looked_at=report.looked_at is not None,
        )


def page(report: Report, someone: Person, seats: frozenset[Seat]) -> ReportPage:
    annual = report.kind == Report.Kind.ANNUAL
    table = report.season.score_table if annual else None
    groups = tables.lines(table) if table else []
    evidence: dict[int | None, list[Evidence]] = defaultdict(list)
    for file in report.evidence.live().select_related("by", "disposal"):
        evidence[file.criterion_id].append(file)
    last = report.events.exclude(went_to="").select_related("actor").order_by("-revision", "-pk").first()
    remarks: dict[str, list[ReportRemark]] = defaultdict(list)
    if report.status == Report.Status.RETURNED and last is not None:
        for remark in report.remarks.filter(at=last.at).select_related("by"):
            remarks[remark.part].append(remark)
    return ReportPage(
        report=report,
        seats=seats,
        values=fields.values(report),
        targets=reading.targets_of(report),
        movements=list(fields.movements_of(report)),
        groups=groups,
        rules=tables.as_rules(table, groups) if table else None,
        evidence=evidence,
        remarks=remarks,
        timing=reading.timing(report),
        on=someone.on,
        last=last,
    )


@dataclass(frozen=True, slots=True)
class MemberLine:
    """How far a member is with its report of one kind."""

    organisation: Organisation
    report: Report | None
    due: date | None
    on: date
    is_own: bool = field(default=False)

    @property
    def is_open(self) -> bool:
        return self.report is None or self.report.status in reporting.WRITTEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due is not None and self.on > self.due

    @property
    def tone(self) -> str:
        return self.report.tone if self.report else "neutral"

    @property
    def words(self) -> str:
        return self.report.get_status_display() if self.report else _("Not begun")


def of_season(season: Season, someone: Person, kind: str) -> list[MemberLine]:
    """Every member of today in its order; two queries beside those of the season's page."""
    day = season.within(someone.on)
    reports = {report.organisation_id: report for report in season.reports.filter(kind=kind)}
    due, own = reading.due_on(season, kind), people.own_member(someone, season)
    return [
        MemberLine(
            row.organisation, reports.get(row.organisation_id), due, someone.on, row.organisation_id in own
        )
        for row in season.memberships.all()
        if spans(day, row.joined_on, row.left_on)
    ]
