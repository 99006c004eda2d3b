"""The page of a report, row by row, each with the field in which it is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from blocs.forms.reports import FieldsForm
from blocs.models import Criterion, Evidence, Movement, PledgeTarget, ReportRemark, ReportSection
from blocs.models.score import Source
from blocs.rules import report_words
from blocs.rules.formula_words import words
from blocs.rules.points import Limits, Points
from blocs.rules.report_fields import Field, Kind
from blocs.rules.reporting import Outcome
from blocs.selectors.last_reports import Last
from blocs.selectors.report_page import ReportPage
from blocs.selectors.score_tables import CriterionLine
from blocs.services.report_fields import Conflict
from emulation.text import folded
from emulation.verdicts import Reason

PARTS: dict[str, Reason] = {
    **dict(ReportSection.Kind.choices),
    "targets": _("Targets of the pledge"),
    "movements": _("Emulation movements"),
    "scores": _("Self-scoring"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    value: Any
    seen: str
    bound: BoundField
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class SectionRow:
    kind: str
    label: Reason
    cell: Cell
    remarks: list[ReportRemark]
    before: str = ""  # last year's text
    has_helper: bool = False  # paragraphs can be written from figures

    @property
    def is_unchanged(self) -> bool:
        return bool(self.before) and self.before == (self.cell.value or "").strip()


@dataclass(frozen=True, slots=True)
class TargetRow:
    target: PledgeTarget
    outcome: Outcome | None
    value: Cell
    note: Cell
    before: Decimal | None = None  # achieved in the year before

    @property
    def tone(self) -> str:
        return "bad" if self.outcome is Outcome.MISSED else "good"


@dataclass(frozen=True, slots=True)
class MovementRow:
    movement: Movement
    cell: Cell


@dataclass(frozen=True, slots=True)
class CriterionRow:
    criterion: Criterion
    mark: str
    limits: Limits
    formula: str
    cells: Mapping[str, Cell]  # none for a sum of parts
    note: Cell | None
    evidence: list[Evidence]
    points: Points | None
    computed: str = ""  # what figures of the report make of it, in a sentence
    figure: Cell | None = None  # that the formula takes, where the member states it here
    differs: bool = False  # what was typed from what figures make of it


@dataclass(frozen=True, slots=True)
class GroupRows:
    name: str
    key: int
    max: Any
    points: Points | None
    rows: list[CriterionRow]


class Rows:
    def __init__(
        self,
        page: ReportPage,
        form: FieldsForm,
        conflicts: Mapping[str, Conflict] | None = None,
        before: Last | None = None,
    ) -> None:
        self.page, self.form, self.conflicts = page, form, conflicts or {}
        self.before = before or Last()

    def _cell(self, one: Field) -> Cell:
        name = one.name
        return Cell(
            self.page.values.get(one), self.form.seen[name], self.form[name], self.conflicts.get(name)
        )

    def sections(self) -> Iterator[SectionRow]:
        for kind in ReportSection.Kind:
            cell = self._cell(Field(Kind.SECTION, section=kind))
            before = self.before.sections.get(kind, "")
            yield SectionRow(
                kind, kind.label, cell, self.page.remarks.get(kind, []), before, kind in report_words.WRITERS
            )

    def targets(self) -> Iterator[TargetRow]:
        for target in self.page.targets:
            value, note = (self._cell(Field(Kind.TARGET, target.pk, name)) for name in ("value", "note"))
            before = self.before.figures.get(folded(target.text))
            yield TargetRow(target, self.page.outcome(target), value, note, before)

    def movements(self) -> Iterator[MovementRow]:
        for movement in self.page.movements:
            yield MovementRow(movement, self._cell(Field(Kind.MOVEMENT, movement.pk)))

    def groups(self) -> Iterator[GroupRows]:
        tally = self.page.tally
        for line in self.page.groups:
            rows = [self._criterion(one) for one in line.all_lines()]
            points = tally.groups.get(line.group.pk) if tally else None
            yield GroupRows(line.group.name, line.group.pk, line.group.max, points, rows)

    def _criterion(self, line: CriterionLine) -> CriterionRow:
        criterion, leaf = line.criterion, self.page.leaves.get(line.criterion.pk)
        limits = leaf.limits if leaf else Limits(None, None, None)
        cells = {}
        reckoning, tally = self.page.reckoning, self.page.tally
        if leaf:
            offered = {"base": limits.base, "bonus": limits.bonus, "deduction": limits.deduction}
            for sort, most in offered.items():
                if most:
                    cells[sort] = self._cell(Field(Kind.SCORE, criterion.pk, sort))
        return CriterionRow(
            criterion,
            line.mark,
            limits,
            words(leaf.rule, leaf.chosen) if leaf else "",
            cells,
            self._cell(Field(Kind.SCORE, criterion.pk, "note")) if leaf else None,
            self.page.evidence.get(criterion.pk, []),
            tally.criteria.get(criterion.pk) if tally else None,
            reckoning.words(criterion.pk) if reckoning else "",
            self._figure(criterion) if reckoning else None,
            reckoning.differs(criterion.pk) if reckoning else False,
        )

    def _figure(self, criterion: Criterion) -> Cell | None:
        one = Field(Kind.SCORE, criterion.pk, "figure")
        states = self.page.reckoning and self.page.reckoning.sources.get(criterion.pk) == Source.OWN
        return self._cell(one) if states or self.page.values.get(one) is not None else None

    @property
    def remarks(self) -> Mapping[str, list[ReportRemark]]:
        return self.page.remarks
