"""The checklist of a visit: what was pledged and is scored, the member's own figures, what was found.

It follows the season as long as findings are written; once they are closed it is what was kept then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocs.models import (
    Evidence,
    EvidenceNote,
    PledgeItem,
    PledgeTarget,
    Report,
    Score,
    Season,
    TargetResult,
    Visit,
    VisitFinding,
)
from blocs.rules import reporting
from blocs.rules.points import Limits, Points
from blocs.rules.report_fields import SORTS
from blocs.rules.visit_fields import VALUES, Field, Kind
from blocs.rules.visits import Facts
from blocs.selectors import reports
from blocs.selectors import score_tables as tables
from documents.wording import figure

Result = VisitFinding.Verdict
UNSETTLED = (Season.Stage.PREPARING, Season.Stage.PLEDGING)  # the pledge is still being written
TITLES = {Kind.TARGET: _("Targets of the pledge"), Kind.ITEM: _("Contents of the pledge")}
EMPTY = {"finding": "", "why": "", "note": "", **dict.fromkeys(SORTS)}


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    key: int
    mark: str
    text: str
    most: str = ""  # points, or what was pledged
    own: str = ""  # what the member says; empty where it says nothing
    note: str = ""  # of the member, and which evidence is asked for
    evidence: tuple[tuple[int, str], ...] = ()  # files by key and name
    values: Mapping[str, Any] = field(default_factory=dict)  # what was found
    limits: Limits | None = None

    @property
    def fields(self) -> list[Field]:
        """Only the sorts of points that the criterion takes."""
        kind = Kind(self.kind)
        shut = {sort for sort in SORTS if self.limits and getattr(self.limits, sort) == 0}
        return [Field(kind, self.key, value) for value in VALUES[kind] if value not in shut]

    @property
    def result(self) -> Result | None:
        return Result(self.values["finding"]) if self.values["finding"] else None

    @property
    def is_unexplained(self) -> bool:
        return self.result in (Result.DIFFERS, Result.MISSING) and not self.values["why"].strip()

    @property
    def proposed(self) -> str:
        """The points proposed, as they print; empty where none are."""
        given = {sort: self.values[sort] for sort in SORTS}
        if all(value is None for value in given.values()):
            return ""
        return figure(Points(**{sort: value or Decimal(0) for sort, value in given.items()}).total)


@dataclass(frozen=True, slots=True)
class Part:
    """The targets, the items of the pledge, or one group of criteria."""

    kind: str
    name: str  # of the group
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return self.name or str(TITLES[Kind(self.kind)])

    @property
    def has_figures(self) -> bool:
        return self.kind != Kind.ITEM

    @property
    def has_points(self) -> bool:
        return self.kind == Kind.CRITERION


@dataclass(frozen=True, slots=True)
class Checklist:
    parts: tuple[Part, ...]
    handed_in: bool  # the member's own figures are there

    def lines(self) -> Iterator[Line]:
        for part in self.parts:
            yield from part.lines

    def results(self) -> Counter[Result]:
        return Counter(line.result for line in self.lines() if line.result is not None)

    def facts(self, *, has_team: bool) -> Facts:
        rows = list(self.lines())
        return Facts(
            has_team,
            len(rows),
            sum(line.result is None for line in rows),
            sum(line.is_unexplained for line in rows),
        )

    def values(self) -> dict[Field, Any]:
        return {one: line.values[one.value] for line in self.lines() for one in line.fields}

    def content(self) -> dict[str, Any]:
        """As it is kept when the findings are closed."""
        names = ("kind", "key", "mark", "text", "most", "own", "note", "evidence", "values")
        parts = [
            {
                "kind": part.kind,
                "name": part.name,
                "lines": [{name: getattr(line, name) for name in names} for line in part.lines],
            }
            for part in self.parts
        ]
        return {"handed_in": self.handed_in, "parts": parts}


def of(visit: Visit) -> Checklist:
    return _kept(visit.content) if visit.content is not None else live(visit)


def _kept(content: dict[str, Any]) -> Checklist:
    parts = tuple(
        Part(part["kind"], part["name"], tuple(_kept_line(**row) for row in part["lines"]))
        for part in content["parts"]
    )
    return Checklist(parts, content["handed_in"])


def _kept_line(*, values: dict[str, Any], evidence: list[list[Any]], **given: Any) -> Line:
    points = {sort: None if values[sort] is None else Decimal(values[sort]) for sort in SORTS}
    return Line(**given, evidence=tuple((key, name) for key, name in evidence), values={**values, **points})


def live(visit: Visit) -> Checklist:
    """As the pledge, the score table and the member's report stand now."""
    report = Report.objects.filter(
        season=visit.season_id, organisation=visit.visited_id, kind=Report.Kind.ANNUAL
    ).first()
    handed_in = report if report is not None and report.status in reporting.READ else None
    found = _findings(visit)
    parts = [*_groups(visit, handed_in, found)]
    if visit.season.stage not in UNSETTLED:
        targets = Part(Kind.TARGET, "", tuple(_targets(visit, handed_in, found)))
        parts = [targets, Part(Kind.ITEM, "", tuple(_items(visit, found))), *parts]
    return Checklist(tuple(part for part in parts if part.lines), handed_in is not None)


Found = Mapping[tuple[Kind, int], Mapping[str, Any]]


def _findings(visit: Visit) -> Found:
    found: dict[tuple[Kind, int], Mapping[str, Any]] = defaultdict(lambda: EMPTY)
    for row in visit.findings.order_by():
        kind = next(kind for kind in (Kind.CRITERION, Kind.TARGET, Kind.ITEM) if key_of(row, kind))
        found[kind, key_of(row, kind)] = {name: getattr(row, name) for name in EMPTY}
    return found


def key_of(row: VisitFinding, kind: Kind) -> int:
    key: int | None = getattr(row, f"{kind}_id")
    return key or 0


def targets_of(visit: Visit) -> list[PledgeTarget]:
    return reports.targets_of(Report(season=visit.season, organisation_id=visit.visited_id))


def items_of(visit: Visit) -> list[PledgeItem]:
    """Of the pledge whose targets are looked at."""
    pledge = reports.pledge_of(visit.season_id).values("pk")[:1]
    return list(PledgeItem.objects.live().filter(pledge=pledge).order_by("section", "order", "pk"))


def _targets(visit: Visit, report: Report | None, found: Found) -> Iterator[Line]:
    results = {row.target_id: row for row in TargetResult.objects.filter(report=report)} if report else {}
    for place, target in enumerate(targets_of(visit), start=1):
        result = results.get(target.pk)
        unit = f"{target.promise} {target.unit}".strip()
        yield Line(
            Kind.TARGET,
            target.pk,
            f"{place}",
            target.text,
            most=unit,
            own="" if result is None or result.value is None else figure(result.value),
            note=result.note if result else "",
            values=found[Kind.TARGET, target.pk],
        )


def _items(visit: Visit, found: Found) -> Iterator[Line]:
    for place, item in enumerate(items_of(visit), start=1):
        yield Line(Kind.ITEM, item.pk, f"{place}", item.text, values=found[Kind.ITEM, item.pk])


def _groups(visit: Visit, report: Report | None, found: Found) -> Iterator[Part]:
    table = visit.season.score_table
    if table is None:
        return
    own: dict[int, Points] = {}
    notes: dict[int, str] = {}
    files: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
    if report is not None:
        for row in report.scores.filter(level=Score.Level.OWN).order_by():
            own[row.criterion_id] = Points(row.base, row.bonus, row.deduction)
        notes = dict(EvidenceNote.objects.filter(report=report).values_list("criterion", "text").order_by())
        for file in Evidence.objects.live().filter(report=report):
            files[file.criterion_id].append((file.pk, file.name))
    for group in tables.lines(table):
        rows = []
        for line in group.all_lines():
            if line.parts:
                continue
            criterion, key = line.criterion, line.criterion.pk
            asked = f"({criterion.evidence})" if criterion.evidence else ""
            rows.append(
                Line(
                    Kind.CRITERION,
                    key,
                    line.mark,
                    criterion.name,
                    most=tables.most_of(criterion),
                    own=figure(own[key].total) if key in own else "",
                    note=" ".join(part for part in (notes.get(key, ""), asked) if part),
                    evidence=tuple(files[key]),
                    values=found[Kind.CRITERION, key],
                    limits=tables.criterion_as_rule(line).limits,
                )
            )
        yield Part(Kind.CRITERION, group.group.name, tuple(rows))
