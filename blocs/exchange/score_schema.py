"""What the workbook of a score table holds: its sheets and columns, and their rows as records."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from blocs.exchange.records import Placed
from blocs.exchange.schema import Field, Kind, Rows
from blocs.models import Bloc, Formula
from blocs.models.score import LONGEST_TEXT, Source
from blocs.models.score import Kind as CriterionKind

MOST_LINES = 300


class YesNo(TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")


@dataclass(frozen=True, kw_only=True)
class Table(Placed):
    name: str
    total: Decimal | None
    bloc_kind: str = ""
    year: int | None = None
    decision: str = ""
    bonus_cap: Decimal | None = None
    deduction_cap: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Group(Placed):
    number: str
    name: str
    max: Decimal | None = None
    bonus_cap: Decimal | None = None
    deduction_cap: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Criterion(Placed):
    group: str
    number: str
    name: str
    kind: str = ""
    max: Decimal | None = None
    bonus_max: Decimal | None = None
    deduction_max: Decimal | None = None
    step: Decimal | None = None
    formula: str = ""
    source: str = ""
    source_name: str = ""
    target: Decimal | None = None
    lowest: Decimal | None = None
    points_each: Decimal | None = None
    every: Decimal | None = None
    steps: str = ""
    of_target: str = ""
    at_most: str = ""
    in_part: str = ""
    evidence: str = ""
    checked_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Band(Placed):
    name: str
    lowest: Decimal | None


TABLE = Rows(
    "score_table",
    _("Score table"),
    _("One row: the table as a whole."),
    Table,
    (
        Field("name", Kind.TEXT, _("Name"), "", True),
        Field("bloc_kind", Kind.CHOICE, _("For"), _("Empty: for blocs and clusters."), choices=Bloc.Kind),
        Field("year", Kind.YEAR, _("Year"), _("Empty: for any year.")),
        Field("decision", Kind.TEXT, _("Issued with"), _("The decision or plan, its number and date.")),
        Field("total", Kind.NUMBER, _("Total points"), _("What the groups come to, without bonus."), True),
        Field("bonus_cap", Kind.NUMBER, _("Bonus points in all, at most")),
        Field("deduction_cap", Kind.NUMBER, _("Points deducted in all, at most")),
        Field("note", Kind.LINES, _("Note"), longest=LONGEST_TEXT),
    ),
    most=1,
)
GROUPS = Rows(
    "groups",
    _("Groups"),
    _("One row per group, in their order."),
    Group,
    (
        Field("number", Kind.TEXT, _("No."), _("For example I, II, III."), True, 10),
        Field("name", Kind.TEXT, _("Name of the group"), "", True, 500),
        Field("max", Kind.NUMBER, _("Points"), _("0 for a group of bonus or deductions only."), True),
        Field("bonus_cap", Kind.NUMBER, _("Bonus at most"), _("Empty: as much as its criteria give.")),
        Field(
            "deduction_cap", Kind.NUMBER, _("Deduction at most"), _("Empty: as much as its criteria take.")
        ),
    ),
    most=MOST_LINES,
)
CRITERIA = Rows(
    "criteria",
    _("Criteria"),
    _("One row per criterion, in their order. 1.1 is a part of 1 of the same group."),
    Criterion,
    (
        Field("group", Kind.TEXT, _("Group"), _("The number of its group."), True, 10),
        Field("number", Kind.TEXT, _("No."), _("1, 2, 3; its parts 1.1, 1.2."), True, 10),
        Field("name", Kind.LINES, _("Criterion"), "", True, LONGEST_TEXT),
        Field("kind", Kind.CHOICE, _("Kind"), _("Empty: qualitative."), choices=CriterionKind),
        Field("max", Kind.NUMBER, _("Points")),
        Field("bonus_max", Kind.NUMBER, _("Bonus at most")),
        Field("deduction_max", Kind.NUMBER, _("Deduction at most")),
        Field("step", Kind.NUMBER, _("In steps of"), _("0.25, 0.5 or 1; empty: 0.5.")),
        Field("formula", Kind.CHOICE, _("Formula"), _("Empty: people judge."), choices=Formula),
        Field(
            "source",
            Kind.CHOICE,
            _("Figure that the formula takes"),
            _("Empty: found by the words of the criterion."),
            choices=Source,
        ),
        Field(
            "source_name",
            Kind.LINES,
            _("Which target or movement"),
            _("In its own words, where the figure is one of a target or a movement."),
            longest=LONGEST_TEXT,
        ),
        Field("target", Kind.NUMBER, _("Target"), _("Used where the pledge has no figure of its own.")),
        Field("lowest", Kind.NUMBER, _("No points below this share of the target, in per cent")),
        Field("points_each", Kind.NUMBER, _("Points for each")),
        Field("every", Kind.NUMBER, _("For every"), _("How many make one. Empty: each one counts.")),
        Field(
            "steps", Kind.TEXT, _("Thresholds"), _("The figure and its points: 95: 8; 80: 5."), longest=1000
        ),
        Field("of_target", Kind.CHOICE, _("Thresholds are per cent of the target"), choices=YesNo),
        Field("at_most", Kind.CHOICE, _("Fewer is better"), choices=YesNo),
        Field("in_part", Kind.CHOICE, _("What is begun counts for its share"), choices=YesNo),
        Field("evidence", Kind.TEXT, _("Evidence needed"), longest=500),
        Field("checked_by", Kind.TEXT, _("Who checks")),
    ),
    most=MOST_LINES,
)
BANDS = Rows(
    "bands",
    _("Bands"),
    _("What totals are called; one row per band."),
    Band,
    (
        Field("name", Kind.TEXT, _("Name"), "", True),
        Field("lowest", Kind.NUMBER, _("From so many points on"), "", True),
    ),
    most=12,
)
SHEETS = (TABLE, GROUPS, CRITERIA, BANDS)
RULES = (
    _(
        "Each sheet is a list; its first row names the columns and must stay. "
        "Unknown sheets and columns are not accepted."
    ),
    _("Columns with a darker head are required. Rows left empty do not count."),
    _("Write values, not formulas; do not merge cells and do not hide sheets, rows or columns."),
    _("A criterion with parts is their sum; its own points say how many at most."),
    _("The sheets “Explanations” and “Choices” are not read."),
)
