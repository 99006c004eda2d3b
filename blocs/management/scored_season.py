"""A season reported, scored, checked and published, for the demo: through the services, as it is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from blocs.models import Criterion, Organisation, Report, ReportSection, Score, Season
from blocs.rules.points import Points
from blocs.selectors import bloc_reports as gathering
from blocs.selectors import report_fields
from blocs.selectors import reports as reading
from blocs.selectors import score_tables as tables
from blocs.services import bloc_reports, evidence, papers, publishing, reports, scoring
from blocs.services.scoring import Given
from emulation.models import User

TARGETS_NOTE = "Số liệu minh họa."


class ScoredSeason:
    """Members report early in December, those who check are done by Christmas, then it is published and
    the bloc reports."""

    def __init__(
        self, season: Season, *, people: dict[str, User], agency: User, text: dict[str, Any]
    ) -> None:
        self.season, self.people, self.agency, self.text = season, people, agency, text
        self.leaves = list(self._leaves())

    def fill(self, *, leader_head: User, leader_officer: User) -> None:
        for place, told in enumerate(self.text["members"]):
            report = self._handed_in(told, day=4 + place)
            self._checked(report, told, by=leader_officer)
        self._settled()
        publishing.publish(self.season, by=leader_head, at=self._at(22))
        texts = gathering.gathered(self.season).texts | self.text["bloc"]
        bloc_reports.write(self.season, texts, seen=0, by=leader_officer, at=self._at(25))
        papers.issue("bloc-report", self.season, by=leader_head, at=self._at(26))

    def _at(self, day: int, hour: int = 9) -> datetime:
        return timezone.make_aware(datetime.combine(date(self.season.year, 12, day), time(hour)))

    def _leaves(self) -> Iterable[Criterion]:
        """The criteria that take points, in the order of the table."""
        assert self.season.score_table is not None
        for group in tables.lines(self.season.score_table):
            yield from (line.criterion for line in group.all_lines() if not line.parts)

    def _handed_in(self, told: dict[str, Any], *, day: int) -> Report:
        officer, head = self.people[told["officer"]], self.people[told["head"]]
        member = Organisation.objects.get(province=self.season.bloc.province, code=told["code"])
        given: dict[str, Any] = {"by": officer, "at": self._at(day)}
        report = reports.start(self.season, organisation=member, kind=Report.Kind.ANNUAL, **given)
        for kind in ReportSection.Kind.values:
            if told["sections"][kind]:
                reports.write(report, kind, text=told["sections"][kind], seen=0, **given)
        mine = {target.pk for target in reading.targets_of(report)}
        pledged = self.season.pledges.get().targets.live()
        values = dict(zip((target.pk for target in pledged), told["values"], strict=True))
        results = {key: (Decimal(str(value)), TARGETS_NOTE) for key, value in values.items() if key in mine}
        reports.enter_results(report, results, **given)
        for movement in list(report_fields.movements_of(report))[:1]:
            reports.enter_movement(report, movement, text=told["movement"], **given)
        points = zip(self.leaves, told["points"], strict=True)
        own = {row.pk: Given(_points(row, Decimal(str(value)))) for row, value in points}
        scoring.score(report, Score.Level.OWN, own, **given)
        self._add_evidence(report, **given)
        reports.submit(report, by=head, at=self._at(day, 15))
        return report

    def _add_evidence(self, report: Report, *, by: User, at: datetime) -> None:
        told = self.text["evidence"]
        book, file = Workbook(), BytesIO()
        for row in told["rows"]:
            book.active.append(row)
        book.properties.created = book.properties.modified = at.replace(tzinfo=None)
        book.save(file)
        criterion = self.leaves[told["criterion"]].pk
        evidence.add(report, told["name"], file.getvalue(), criterion=criterion, by=by, at=at)

    def _checked(self, report: Report, told: dict[str, Any], *, by: User) -> None:
        """Where the leader's people see it otherwise they say why; for the rest they agree."""
        at = self._at(14)
        reports.look(report, by=by, at=at)
        for place, value, why in told["checked"]:
            row = self.leaves[place]
            given = Given(_points(row, Decimal(str(value))), why)
            scoring.give(report, Score.Level.CHECKED, row.pk, given, seen="", by=by, at=at)
        scoring.agree(report, Score.Level.CHECKED, by=by, at=at)
        reports.accept(report, by=by, at=at)

    def _settled(self) -> None:
        """The standing agency's word is the last."""
        annual = self.season.reports.filter(kind=Report.Kind.ANNUAL).select_related("organisation")
        found = {report.organisation.code: report for report in annual}
        for code, place, value, why in self.text["final"]:
            row, report = self.leaves[place], found[code]
            report.season = self.season
            given = Given(_points(row, Decimal(str(value))), why)
            scoring.give(report, Score.Level.FINAL, row.pk, given, seen="", by=self.agency, at=self._at(19))


def _points(row: Criterion, value: Decimal) -> Points:
    """A number of points is what the criterion gives: points, a bonus or a deduction."""
    if row.max:
        return Points(base=value)
    return Points(bonus=value) if row.bonus_max else Points(deduction=value)
