"""One score table as its page and its paper show it: numbered, with its sums and what still keeps it shut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from blocs.models import Criterion, Person, ScoreBand, ScoreGroup, ScoreTable
from blocs.rules import score_tables as rules
from blocs.rules import terms
from blocs.rules.formula_words import words
from blocs.rules.rights import Act, may
from blocs.rules.score_differences import Difference, Line, differences
from blocs.rules.score_tables import Allotted, Fault
from blocs.selectors import figure_choices, people
from blocs.selectors import score_tables as reading
from blocs.selectors.figure_choices import Gone
from blocs.selectors.score_tables import CriterionLine, GroupLine
from documents.wording import figure, roman
from emulation.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class CriterionView:
    row: Criterion
    mark: str
    formula: str
    allotted: Allotted | None  # to its parts
    parts: tuple[CriterionView, ...] = ()

    @property
    def above(self) -> str:
        """What stands in its mark before its own place: "2." of 2.1."""
        before, dot, _own = self.mark.rpartition(".")
        return before + dot


@dataclass(frozen=True, slots=True)
class GroupView:
    row: ScoreGroup
    numeral: str
    allotted: Allotted
    criteria: tuple[CriterionView, ...]

    def flat(self) -> Iterator[CriterionView]:
        for one in self.criteria:
            yield one
            yield from one.parts


@dataclass(frozen=True, slots=True)
class Page:
    table: ScoreTable
    groups: list[GroupView]
    taken_out: list[ScoreGroup | Criterion]
    bands: list[ScoreBand]
    whole: Allotted
    faults: list[Fault]
    gone: list[Gone]
    versions: list[ScoreTable]
    can_edit: Verdict
    can_open: Verdict
    can_begin_version: Verdict
    can_restore: Verdict
    may_copy: bool

    @property
    def in_use(self) -> ScoreTable | None:
        """Another version that is open for use."""
        open_ones = [each for each in self.versions if each.status == ScoreTable.Status.OPEN]
        return next((each for each in open_ones if each.pk != self.table.pk), None)

    @property
    def draft(self) -> ScoreTable | None:
        return next((each for each in self.versions if each.is_draft and each.pk != self.table.pk), None)


CURRENT = (ScoreTable.Status.DRAFT, ScoreTable.Status.OPEN)


def page(table: ScoreTable, versions: list[ScoreTable], someone: Person) -> Page:
    sheet = reading.sheet(table)
    found = reading.as_rules(table, sheet.groups)
    balance, faults = rules.balance(found), rules.faults(found)
    has_draft = any(each.is_draft for each in versions)
    seats = reading.seats(someone, table)
    return Page(
        table=table,
        groups=_groups(sheet.groups, balance),
        taken_out=sheet.taken_out,
        bands=list(table.bands.all()),
        whole=balance.whole,
        faults=faults,
        gone=figure_choices.gone_of(table, found) if table.status in CURRENT else [],
        versions=[each for each in versions if not each.is_gone],
        can_edit=rules.can_edit(table.status, seats),
        can_open=rules.can_step("open", status=table.status, seats=seats, faults=faults),
        can_begin_version=rules.can_begin_version(table.status, seats, has_draft=has_draft),
        can_restore=rules.can_step("restore", status=table.status, seats=seats)
        & rules.can_restore(has_draft=has_draft),
        may_copy=bool(may(Act.EDIT_SCORE_TABLE, seats | people.all_seats(someone))),
    )


def groups(table: ScoreTable) -> list[GroupView]:
    """Without anything of a reader: for the paper and the workbook."""
    lines = reading.lines(table)
    return _groups(lines, rules.balance(reading.as_rules(table, lines)))


def _groups(lines: list[GroupLine], balance: rules.Balance) -> list[GroupView]:
    return [
        GroupView(
            line.group,
            roman(place),
            balance.groups[line.group.pk],
            tuple(_criterion(one, balance) for one in line.lines),
        )
        for place, line in enumerate(lines, start=1)
    ]


def _criterion(line: CriterionLine, balance: rules.Balance) -> CriterionView:
    return CriterionView(
        line.criterion,
        line.mark,
        words(terms.read(line.criterion.formula, line.criterion.terms), terms.chosen(line.criterion.terms)),
        balance.criteria.get(line.criterion.pk),
        tuple(_criterion(part, balance) for part in line.parts),
    )


def compared(older: ScoreTable, newer: ScoreTable) -> list[Difference]:
    """What changed between two versions: the table itself, its groups, criteria and bands."""
    return differences(list(_as_lines(older)), list(_as_lines(newer)))


def _as_lines(table: ScoreTable) -> Iterator[Line]:
    own = [
        (_("Year"), str(table.year or "")),
        (_("Issued with"), table.decision),
        (_("Total points"), figure(table.total)),
        (_("Bonus points in all, at most"), _figure(table.bonus_cap)),
        (_("Points deducted in all, at most"), _figure(table.deduction_cap)),
    ]
    yield Line("table", "", table.name, tuple(own))
    for group in groups(table):
        caps = [
            (_("Points"), figure(group.row.max)),
            (_("Bonus at most"), _figure(group.row.bonus_cap)),
            (_("Deduction at most"), _figure(group.row.deduction_cap)),
        ]
        yield Line(str(group.row.lineage), group.numeral, group.row.name, tuple(caps))
        for one in group.flat():
            yield _criterion_line(one, group)
    for band in table.bands.all():
        yield Line(f"band {band.name}", "", band.name, ((_("From so many points on"), figure(band.lowest)),))


def _criterion_line(one: CriterionView, group: GroupView) -> Line:
    row = one.row
    values = [
        (_("Kind"), row.get_kind_display()),
        (_("Points"), figure(row.max)),
        (_("Bonus at most"), figure(row.bonus_max)),
        (_("Deduction at most"), figure(row.deduction_max)),
        (_("In steps of"), figure(row.step)),
        (_("Formula"), one.formula),
        (_("Evidence needed"), row.evidence),
        (_("Who checks"), row.checked_by),
    ]
    return Line(f"{row.lineage}", f"{group.numeral}.{one.mark}", row.name, tuple(values))


def _figure(cap: Decimal | None) -> str:
    return "" if cap is None else figure(cap)
