"""The yearly statistical forms as pages and papers read them, with what the records count by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise

from awards.models import Award, Honour, RecipientKind, StatisticalForm, StatisticalLine, StatisticalSheet
from awards.models.statistical_forms import COLUMNS, TOTAL
from blocs.models import Mandate, Movement, Organisation, Province
from blocs.rules.movements import duration

Subject = StatisticalForm.Subject
Counts = Mapping[tuple[str, str], int]  # by what is counted, and column
COLLECTIVES = (RecipientKind.ORGANISATION, RecipientKind.SUB_COLLECTIVE)


@dataclass(frozen=True, slots=True)
class Cell:
    column: str
    value: int | None  # as the form says it
    counted: int | None = None  # by the records; None where they hold nothing of it

    @property
    def is_typed(self) -> bool:
        return self.value is not None and self.value != self.counted


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    cells: tuple[Cell, ...]
    key: int = 0  # of the line, in an open sheet
    address: str = ""  # of the list of what is counted


@dataclass(frozen=True, slots=True)
class Overview:
    form: StatisticalForm
    sheet: StatisticalSheet | None


def forms(province: Province) -> list[StatisticalForm]:
    """One of each code: the province's own, otherwise the one for all."""
    rows = StatisticalForm.objects.filter(Q(province=province) | Q(province__isnull=True))
    return list({row.code: row for row in rows}.values())


def form(province: Province, code: str) -> StatisticalForm | None:
    return next((row for row in forms(province) if row.code == code), None)


def overview(province: Province, year: int) -> list[Overview]:
    """Every form with its newest sheet of the year; two queries."""
    rows = StatisticalSheet.objects.filter(province=province, year=year).order_by("version")
    sheets = {sheet.form.code: sheet for sheet in rows.select_related("form", "closed_by")}
    return [Overview(one, sheets.get(one.code)) for one in forms(province)]


def columns(form: StatisticalForm) -> dict[str, Promise]:
    return COLUMNS[form.subject]


def lines(form: StatisticalForm, province: Province, year: int, sheet: StatisticalSheet | None) -> list[Line]:
    """A closed sheet as it was closed; an open one, or none, as the records stand now."""
    if sheet is not None and sheet.closed_at is not None:
        return _closed(sheet)
    typed = {} if sheet is None else {(row.line_id, row.column): row.value for row in sheet.figures.all()}
    found = counted(form, province, year)
    return [_open(line, form, year, typed, found) for line in form.lines.all()]


def _open(
    line: StatisticalLine,
    form: StatisticalForm,
    year: int,
    typed: Mapping[tuple[int | None, str], int],
    found: Counts,
) -> Line:
    cells = []
    for column in columns(form):
        count = found.get((line.counts, column), 0) if line.counts else None
        cells.append(Cell(column, typed.get((line.pk, column), count), count))
    return Line(line.label, tuple(cells), line.pk, _address(form, line, year))


def _closed(sheet: StatisticalSheet) -> list[Line]:
    kept: dict[tuple[int, str], list[Cell]] = {}
    for row in sheet.figures.all():
        kept.setdefault((row.order, row.label), []).append(Cell(row.column, row.value, row.counted))
    return [
        Line(label, tuple(_in_order(sheet.form, cells)))
        for (_order, label), cells in sorted(kept.items(), key=lambda one: one[0][0])
    ]


def _in_order(form: StatisticalForm, cells: Iterable[Cell]) -> Iterable[Cell]:
    known = {cell.column: cell for cell in cells}
    return (known.get(column, Cell(column, None)) for column in columns(form))


def _address(form: StatisticalForm, line: StatisticalLine, year: int) -> str:
    if form.subject == Subject.MOVEMENTS and line.counts:
        return f"{reverse('blocs:movement-list')}?level={line.counts}&year={year}"
    return ""


def sums(rows: Iterable[Line], form: StatisticalForm) -> list[int]:
    """Of each column, over all lines."""
    kept: Counter[str] = Counter()
    for row in rows:
        for cell in row.cells:
            kept[cell.column] += cell.value or 0
    return [kept[column] for column in columns(form)]


def counted(form: StatisticalForm, province: Province, year: int) -> Counts:
    """What the records of the year hold; one query."""
    if form.subject == Subject.MOVEMENTS:
        return _movements(province, year)
    return _honours(province, year) if form.subject == Subject.HONOURS else {}


def _movements(province: Province, year: int) -> Counts:
    found: Counter[tuple[str, str]] = Counter()
    rows = Movement.objects.filter(province=province).running_in_year(year).order_by()
    for level, starts, ends in rows.values_list("level", "starts", "ends"):
        found[level, TOTAL] += 1
        found[level, duration(starts, ends) or "undated"] += 1
    return found


def _honours(province: Province, year: int) -> Counts:
    """Those revoked are no longer counted."""
    found: Counter[tuple[str, str]] = Counter()
    rows = Honour.objects.filter(
        recipient__organisation__province=province, year=year, revoked_on__isnull=True
    ).order_by()
    for award, kind in rows.values_list("award__code", "recipient__kind"):
        found[award, TOTAL] += 1
        found[award, _column(kind)] += 1
    return found


def _column(kind: str) -> str:
    if kind in COLLECTIVES:
        return "collectives"
    return "people" if kind == RecipientKind.PERSON else "households"


def can_count(form: StatisticalForm) -> list[tuple[str, str]]:
    """What a line of the form may count by itself."""
    if form.subject == Subject.MOVEMENTS:
        return [(value, str(label)) for value, label in Movement.Level.choices]
    if form.subject == Subject.HONOURS:
        return list(Award.objects.values_list("code", "name"))
    return []


def standing_agency(province: Province, *, on: date) -> Organisation | None:
    """Whose people serve the province that day; it sends the forms."""
    row = (
        Mandate.objects.on(on)
        .filter(role=Mandate.Role.STANDING, organisation__province=province)
        .select_related("organisation")
        .order_by("starts", "pk")
        .first()
    )
    return row.organisation if row is not None else None
