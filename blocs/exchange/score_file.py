"""The workbook of a score table: read and checked cell by cell, and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocs.exchange import score_schema, sheets
from blocs.exchange.files import Read, read_sheets
from blocs.exchange.outcome import Findings
from blocs.exchange.places import Place, Problem
from blocs.exchange.records import Placed
from blocs.exchange.score_schema import BANDS, CRITERIA, GROUPS, RULES, SHEETS, TABLE, YesNo
from blocs.exchange.words import quoted
from blocs.models import Criterion, Formula
from blocs.models.score import MOST_POINTS, STEPS, Kind
from blocs.rules import criteria as rules
from blocs.rules import thresholds
from blocs.rules.terms import plain
from documents.wording import figure

_NUMBERS = {
    "target": "target",
    "lowest": "lowest",
    "points": "points_each",
    "every": "every",
}  # their columns
_FLAGS = ("of_target", "at_most", "in_part")


@dataclass
class Line:
    """A criterion to be made, with its parts."""

    values: dict[str, Any]
    parts: list[Line] = field(default_factory=list)


@dataclass
class Group:
    values: dict[str, Any]
    lines: list[Line] = field(default_factory=list)


@dataclass
class ScoreFile:
    facts: dict[str, Any]
    groups: list[Group]
    bands: list[tuple[str, Decimal]]


def read(content: bytes) -> tuple[Read, ScoreFile | None]:
    """None when anything is wrong; what, and where, stands in the findings."""
    found, records = read_sheets(content, SHEETS)
    if records is None:
        return found, None
    file = _Checker(found.findings).file(records)
    return found, None if found.findings.problems else file


class _Checker:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def file(self, records: Mapping[str, Sequence[Any]]) -> ScoreFile | None:
        if not records[TABLE.name]:
            if not self.findings.problems:
                self.findings.wrong(
                    Place(TABLE.name, in_sheet=True), _("The sheet “%(name)s” has no row."), name=TABLE.name
                )
            return None
        [table] = records[TABLE.name]
        self.points(table, "total", "bonus_cap", "deduction_cap")
        facts = {each.name: getattr(table, each.name) for each in TABLE.fields}
        groups = self.groups(records[GROUPS.name])
        self.lines(records[CRITERIA.name], groups)
        return ScoreFile(facts, list(groups.values()), self.bands(records[BANDS.name]))

    def groups(self, rows: Sequence[score_schema.Group]) -> dict[str, Group]:
        found: dict[str, Group] = {}
        for row in rows:
            if row.number in found:
                self.twice(row, row.number)
            self.points(row, "max", "bonus_cap", "deduction_cap")
            values = {name: getattr(row, name) for name in ("name", "bonus_cap", "deduction_cap")}
            found[row.number] = Group(values | {"max": row.max or Decimal(0)})
        return found

    def lines(self, rows: Sequence[score_schema.Criterion], groups: Mapping[str, Group]) -> None:
        parents = {(row.group, row.number.rpartition(".")[0]) for row in rows}
        known: dict[tuple[str, str], Line] = {}
        for row in rows:
            line = Line(self.values(row, is_sum=(row.group, row.number) in parents))
            if (row.group, row.number) in known:
                self.twice(row, row.number)
            known[row.group, row.number] = line
            above, dot, _own = row.number.rpartition(".")
            if row.group not in groups:
                self.findings.wrong(
                    row.at("group"),
                    _("There is no group “%(number)s” in the sheet groups."),
                    number=quoted(row.group),
                )
            elif not dot:
                groups[row.group].lines.append(line)
            elif "." in above or (row.group, above) not in known:
                self.findings.wrong(
                    row.at("number"),
                    _("“%(number)s” is a part of “%(above)s”, which must stand above it in the same group."),
                    number=quoted(row.number),
                    above=quoted(above),
                )
            else:
                known[row.group, above].parts.append(line)

    def values(self, row: score_schema.Criterion, *, is_sum: bool) -> dict[str, Any]:
        kind = row.kind or (Kind.PENALTY if row.formula == Formula.PENALTY else Kind.QUALITATIVE)
        own: dict[str, Any] = {
            "name": row.name,
            "kind": kind,
            "evidence": row.evidence,
            "checked_by": row.checked_by,
        }
        for name in rules.POINTS:
            own[name] = getattr(row, name) or Decimal(0)
        own["step"] = STEPS[1] if row.step is None else row.step
        own["formula"] = Formula.SUM if is_sum else "" if row.formula == Formula.SUM else row.formula
        own["terms"] = {} if is_sum else self.terms(row)
        if self.points(row, *rules.POINTS) and self.step(row, own["step"]) and not self.is_wrong(row):
            for name, reason in rules.faults(Criterion(**own)).items():
                term = name.removeprefix("term_")
                column = name if term == name else _NUMBERS.get(term, term)
                self.findings.problems.append(_problem(row, column, reason))
        return own

    def is_wrong(self, row: Placed) -> bool:
        """Has something been told about the row already, from which the rest would follow?"""
        at = row.at()
        places = [problem.place for problem in self.findings.problems]
        return any((place.table, place.row) == (at.table, at.row) for place in places)

    def step(self, row: score_schema.Criterion, step: Decimal) -> bool:
        if step in STEPS:
            return True
        self.findings.wrong(
            row.at("step"), _("Points are given in steps of 0,25, 0,5 or 1; not %(step)s."), step=figure(step)
        )
        return False

    def terms(self, row: score_schema.Criterion) -> dict[str, Any]:
        found: dict[str, Any] = {
            name: plain(value)
            for name, column in _NUMBERS.items()
            if (value := getattr(row, column)) is not None
        }
        found |= {
            name: " ".join(value.split())
            for name in ("source", "source_name")
            if (value := getattr(row, name))
        }
        found |= {name: True for name in _FLAGS if getattr(row, name) == YesNo.YES}
        if row.steps:
            try:
                found["steps"] = thresholds.read(row.steps)
            except thresholds.Unread as unread:
                self.findings.problems.append(_problem(row, "steps", str(unread)))
        return found

    def points(self, row: Any, *names: str) -> bool:
        told = len(self.findings.problems)
        for name in names:
            value = getattr(row, name)
            if value is not None and value < 0:
                self.findings.wrong(row.at(name), _("Points cannot be below 0."))
            elif value is not None and value > MOST_POINTS:
                self.findings.wrong(
                    row.at(name), _("At most %(most)s points fit here."), most=figure(MOST_POINTS)
                )
            elif value is not None and value != round(value, 2):
                self.findings.wrong(row.at(name), _("Points have at most two decimals."))
        return told == len(self.findings.problems)

    def bands(self, rows: Sequence[score_schema.Band]) -> list[tuple[str, Decimal]]:
        found: dict[Decimal, str] = {}
        for row in rows:
            if not self.points(row, "lowest") or row.lowest is None:
                continue
            if row.lowest in found:
                self.findings.wrong(row.at("lowest"), _("Another band begins at the same number of points."))
            found[row.lowest] = row.name
        return [(name, lowest) for lowest, name in found.items()]

    def twice(self, row: Any, number: str) -> None:
        self.findings.wrong(row.at("number"), _("“%(number)s” stands twice."), number=quoted(number))


def _problem(row: Placed, column: str, reason: object) -> Problem:
    return Problem(row.at(column), str(reason))


def as_workbook(found: Mapping[str, Iterable[dict[str, Any]]]) -> bytes:
    """The rows of each sheet, by its name; the same rows always give the same bytes."""
    return sheets.filled(SHEETS, {name: list(rows) for name, rows in found.items()}, in_words=True)


def template() -> bytes:
    return sheets.empty(SHEETS, RULES, in_words=True)
