"""One year of a made-up province: seasons with pledges, movements, reports, points and ranks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import TypeVar

from django.db import models
from django.utils import timezone

from blocs.models import (
    Criterion,
    Enrolment,
    Leadership,
    Membership,
    Milestone,
    Movement,
    MovementYear,
    Organisation,
    Pledge,
    PledgeItem,
    PledgeTarget,
    PublishedPlace,
    Registration,
    Report,
    ReportEvent,
    ReportSection,
    Score,
    ScoreGroup,
    ScorePublication,
    ScoreTable,
    Season,
    SeasonEvent,
    TargetResult,
)
from blocs.rules import calendar, ranking
from blocs.rules.points import Points
from blocs.services.generating import words
from blocs.services.generating.organisations import BATCH, Made
from blocs.services.naming import searchable
from emulation.text import folded, sort_key

Row = TypeVar("Row", bound=models.Model)
Members = list[Organisation]
GROUPS, CRITERIA = 4, 4  # of a score table, and of each of its groups
MOST = Decimal(100) / (GROUPS * CRITERIA)
STATUS = {
    True: (Season.Stage.CLOSED, Pledge.Status.CLOSED),
    False: (Season.Stage.PLEDGING, Pledge.Status.COMMENT),
}


class Year:
    """All blocs of a province through one year; in one that is over, reports, points and ranks as well."""

    def __init__(self, made: Made, year: int, *, is_over: bool, chance: Random) -> None:
        self.made, self.year, self.is_over, self.chance = made, year, is_over, chance

    def write(self) -> None:
        """Row by row would take hours: each kind in one go, what is pointed at first."""
        criteria = self._score_table()
        seasons = self._seasons(criteria[0].group.table)
        self._movements()
        targets = self._pledges(seasons)
        if self.is_over:
            reports = self._reports(seasons, targets)
            self._points(seasons, reports, criteria)

    def _at(self, month: int, day: int) -> datetime:
        return timezone.make_aware(datetime.combine(date(self.year, month, day), time(9)))

    def _score_table(self) -> list[Criterion]:
        name = f"Bảng điểm thi đua năm {self.year}"
        table = ScoreTable.objects.create(
            province=self.made.province,
            name=name,
            year=self.year,
            total=Decimal(100),
            status=ScoreTable.Status.OPEN,
            opened_at=self._at(1, 20),
            search_text=folded(name),
            sort_key=sort_key(name),
        )
        groups = _saved(
            ScoreGroup(table=table, name=f"Nhóm tiêu chí {at + 1}", max=MOST * CRITERIA, order=at)
            for at in range(GROUPS)
        )
        return _saved(
            Criterion(group=group, name=f"Tiêu chí {group.order + 1}.{at + 1}", max=MOST, order=at)
            for group in groups
            for at in range(CRITERIA)
        )

    def _seasons(self, table: ScoreTable) -> list[tuple[Season, Members]]:
        first, last = calendar.period(self.year, Season.Period.CALENDAR)
        stage, _pledge = STATUS[self.is_over]
        seasons = _saved(
            Season(bloc=bloc, year=self.year, first_day=first, last_day=last, stage=stage, score_table=table)
            for bloc, _members in self.made.blocs
        )
        both = [(season, members) for season, (_bloc, members) in zip(seasons, self.made.blocs, strict=True)]
        _saved(
            Membership(season=season, organisation=member, joined_on=first, order=at)
            for season, members in both
            for at, member in enumerate(members, start=1)
        )
        _saved(
            Leadership(
                season=season,
                organisation=members[(self.year + turn) % len(members)],
                role=role,
                starts=first,
            )
            for season, members in both
            for turn, role in enumerate((Leadership.Role.LEADER, Leadership.Role.DEPUTY))
        )
        _saved(
            Milestone(season=season, kind=kind, due=day, done_on=day if self.is_over else None)
            for season in seasons
            for kind, day in calendar.usual_milestones(first, last).items()
        )
        _saved(
            SeasonEvent(season=season, actor=self.made.standing, step="start", at=self._at(1, 10))
            for season in seasons
        )
        return both

    def _movements(self) -> None:
        movements = []
        for name in words.MOVEMENTS:
            called = f"{name} năm {self.year}"
            movements.append(
                Movement(
                    province=self.made.province,
                    name=called,
                    form=Movement.Form.THEMATIC,
                    level=Movement.Level.PROVINCE,
                    starts=date(self.year, 2, 1),
                    ends=date(self.year, 12, 15),
                    search_text=searchable([called]),
                    sort_key=sort_key(called),
                )
            )
        _saved(movements)
        _saved(MovementYear(movement=movement, year=self.year) for movement in movements)
        _saved(
            Enrolment(movement=movement, organisation=member)
            for movement in movements
            for _bloc, members in self.made.blocs
            for member in members
        )

    def _pledges(self, seasons: list[tuple[Season, Members]]) -> dict[int, list[PledgeTarget]]:
        opening = words.paragraph(self.chance)
        _stage, status = STATUS[self.is_over]
        pledges = _saved(
            Pledge(
                season=season,
                status=status,
                opening=opening,
                agreed_hash=sha256(opening.encode()).hexdigest() if self.is_over else "",
                agreed_at=self._at(2, 20) if self.is_over else None,
            )
            for season, _members in seasons
        )
        _saved(
            PledgeItem(pledge=pledge, text=words.paragraph(self.chance, 2), order=at)
            for pledge in pledges
            for at in range(5)
        )
        targets = _saved(
            PledgeTarget(pledge=pledge, text=text, unit=unit, value=value, order=at)
            for pledge in pledges
            for at, (text, unit, value) in enumerate(words.TARGETS)
        )
        _saved(
            Registration(
                pledge=pledge,
                organisation=member,
                titles="Cờ thi đua của Ủy ban nhân dân tỉnh",
                updated_at=self._at(2, 10),
            )
            for pledge, (_season, members) in zip(pledges, seasons, strict=True)
            for member in members
        )
        found: dict[int, list[PledgeTarget]] = {}
        for target in targets:
            found.setdefault(target.pledge.season_id, []).append(target)
        return found

    def _reports(
        self, seasons: list[tuple[Season, Members]], targets: dict[int, list[PledgeTarget]]
    ) -> list[Report]:
        sent = self._at(11, 20)
        reports = _saved(
            Report(
                season=season,
                organisation=member,
                kind=Report.Kind.ANNUAL,
                status=Report.Status.ACCEPTED,
                submitted_at=sent,
                looked_at=sent + timedelta(days=1),
            )
            for season, members in seasons
            for member in members
        )
        _saved(
            ReportSection(report=report, kind=kind, text=words.paragraph(self.chance))
            for report in reports
            for kind in ReportSection.Kind.values
        )
        _saved(
            TargetResult(report=report, target=target, value=_near(target.value, self.chance))
            for report in reports
            for target in targets[report.season_id]
        )
        _saved(
            ReportEvent(
                report=report,
                actor=self.made.officers[report.organisation_id],
                step=step,
                at=sent + timedelta(days=days),
            )
            for report in reports
            for days, step in enumerate(("submit", "accept"))
        )
        return reports

    def _points(
        self, seasons: list[tuple[Season, Members]], reports: list[Report], criteria: list[Criterion]
    ) -> None:
        at = self._at(11, 25)
        scores = _saved(
            Score(
                report=report,
                criterion=criterion,
                level=level,
                base=MOST - Decimal(self.chance.randrange(9)) / 4,
                by=self.made.officers[report.organisation_id],
                at=at,
                why="" if level == Score.Level.OWN else "Đối chiếu với minh chứng",
            )
            for report in reports
            for criterion in criteria
            for level in (Score.Level.OWN, Score.Level.CHECKED)
        )
        sums: dict[int, Decimal] = {}
        for score in scores:
            if score.level == Score.Level.CHECKED:
                sums[score.report_id] = sums.get(score.report_id, Decimal(0)) + score.base
        publications = _saved(
            ScorePublication(season=season, version=1, by=self.made.standing, at=self._at(12, 5))
            for season, _members in seasons
        )
        totals: dict[int, list[ranking.Contender]] = {}
        for report in reports:
            one = ranking.Contender(report.organisation_id, Points(sums[report.pk]))
            totals.setdefault(report.season_id, []).append(one)
        _saved(
            PublishedPlace(
                publication=publication,
                organisation_id=place.contender.key,
                order=order,
                rank=place.rank,
                tied=place.tied,
                base=place.contender.points.base,
                bonus=0,
                deduction=0,
            )
            for publication in publications
            for order, place in enumerate(ranking.ranked(totals[publication.season_id], ()), start=1)
        )


def _saved(rows: Iterable[Row]) -> list[Row]:
    """With their keys; every row of one kind."""
    rows = list(rows)
    return type(rows[0])._base_manager.bulk_create(rows, batch_size=BATCH)


def _near(value: Decimal | int | None, chance: Random) -> Decimal:
    return Decimal(value or 0) * chance.randrange(80, 121) / 100
