"""What stands in the fields of a report, as saving, forms and papers read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from blocs.models import EvidenceNote, Movement, Person, PledgeTarget, Report, ReportSection, Score
from blocs.rules.points import Limits, Points
from blocs.rules.report_fields import SORTS, VALUES, Field, Kind
from blocs.rules.rights import Seat
from blocs.selectors import reports as reading


def own_seats(someone: Person, report: Report) -> frozenset[Seat]:
    """As officer or head of the reporting member; whoever else one is does not write its report."""
    return reading.seats(someone, report)


@dataclass(slots=True)
class Values:
    """The values of a report's fields; what nobody entered yet is None or empty."""

    found: dict[Field, Any] = field(default_factory=dict)
    computed: dict[int, tuple[Points, str]] = field(default_factory=dict)  # by criterion, with the sentence

    def get(self, one: Field) -> Any:
        return self.found.get(one)

    def set(self, one: Field, value: Any) -> None:
        self.found[one] = value

    def texts(self) -> list[str]:
        """What was written, without figures and notes."""
        written = (Kind.SECTION, Kind.MOVEMENT)
        return [text for one, text in self.found.items() if one.kind in written and text]

    def of(self, kind: Kind, key: int) -> dict[str, Any]:
        return {value: self.get(Field(kind, key, value)) for value in VALUES[kind]}


def values(report: Report, fields: Iterable[Field] | None = None) -> Values:
    """All of them, or those of the kinds that these fields have; a query for each kind."""
    kinds = set(Kind) if fields is None else {one.kind for one in fields}
    found: dict[Field, Any] = {}
    computed = {}
    if Kind.SECTION in kinds:
        for section in report.sections.order_by():
            found[Field(Kind.SECTION, section=section.kind)] = section.text
    if Kind.TARGET in kinds:
        for result in report.results.order_by():
            found[Field(Kind.TARGET, result.target_id, "value")] = result.value
            found[Field(Kind.TARGET, result.target_id, "note")] = result.note
    if Kind.MOVEMENT in kinds:
        for movement in report.movement_results.order_by():
            found[Field(Kind.MOVEMENT, movement.movement_id)] = movement.text
    if Kind.SCORE in kinds:
        for score in report.scores.filter(level=Score.Level.OWN).order_by():
            if score.computed:
                computed[score.criterion_id] = Points(score.base, score.bonus, score.deduction), score.why
                continue
            for sort in SORTS:
                found[Field(Kind.SCORE, score.criterion_id, sort)] = getattr(score, sort)
        for note in EvidenceNote.objects.filter(report=report).order_by():
            found[Field(Kind.SCORE, note.criterion_id, "note")] = note.text
            found[Field(Kind.SCORE, note.criterion_id, "figure")] = note.figure
    return Values(found, computed)


def known(report: Report, fields: Iterable[Field]) -> set[Field]:
    """Those of the fields that this report has."""
    fields = list(fields)
    kinds = {one.kind for one in fields}
    keys: dict[Kind, Iterable[int]] = {}
    if Kind.TARGET in kinds:
        keys[Kind.TARGET] = {target.pk for target in reading.targets_of(report)}
    if Kind.MOVEMENT in kinds:
        keys[Kind.MOVEMENT] = {movement.pk for movement in movements_of(report)}
    if Kind.SCORE in kinds:
        keys[Kind.SCORE] = criteria_of(report).keys()
    return {one for one in fields if one.kind == Kind.SECTION or one.key in keys[one.kind]}


def movements_of(report: Report) -> Iterable[Movement]:
    return Movement.objects.of_season(report.season)


def criteria_of(report: Report) -> Mapping[int, Any]:
    """Points are given for the year, not at its half."""
    return reading.leaves(report.season) if report.kind == Report.Kind.ANNUAL else {}


def limits(report: Report, fields: Iterable[Field]) -> dict[int, Limits]:
    if all(one.kind != Kind.SCORE for one in fields):
        return {}
    return {key: leaf.limits for key, leaf in criteria_of(report).items()}


def fields_of(
    targets: Iterable[PledgeTarget], movements: Iterable[Movement], criteria: Iterable[int]
) -> list[Field]:
    """In the order of the page."""
    return [
        *(Field(Kind.SECTION, section=section) for section in ReportSection.Kind.values),
        *(Field(Kind.TARGET, target.pk, value) for target in targets for value in VALUES[Kind.TARGET]),
        *(Field(Kind.MOVEMENT, movement.pk) for movement in movements),
        *(Field(Kind.SCORE, key, value) for key in criteria for value in VALUES[Kind.SCORE]),
    ]
