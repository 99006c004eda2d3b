"""A score table as rows of its workbook."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from blocs.exchange import score_file
from blocs.exchange.score_schema import BANDS, CRITERIA, GROUPS, TABLE, YesNo
from blocs.models import Criterion, Formula, ScoreTable
from blocs.rules import thresholds
from blocs.selectors import score_table_page
from blocs.selectors.score_table_page import GroupView


def as_workbook(table: ScoreTable) -> bytes:
    groups = score_table_page.groups(table)
    return score_file.as_workbook(
        {
            TABLE.name: [{each.name: _filled(getattr(table, each.name)) for each in TABLE.fields}],
            GROUPS.name: [_group(group) for group in groups],
            CRITERIA.name: [row for group in groups for row in _criteria(group)],
            BANDS.name: [{"name": band.name, "lowest": _filled(band.lowest)} for band in table.bands.all()],
        }
    )


def _group(group: GroupView) -> dict[str, Any]:
    names = ("name", "max", "bonus_cap", "deduction_cap")
    return {"number": group.numeral} | {name: _filled(getattr(group.row, name)) for name in names}


def _criteria(group: GroupView) -> Iterator[dict[str, Any]]:
    for one in group.flat():
        row = one.row
        names = ("name", "kind", "max", "bonus_max", "deduction_max", "step", "evidence", "checked_by")
        own = {name: _filled(getattr(row, name)) for name in names}
        yield {
            "group": group.numeral,
            "number": one.mark,
            "formula": "" if row.formula == Formula.SUM else row.formula,
            **own,
            **_terms(row),
        }


_TERMS = (
    *("source", "source_name", "target", "lowest", "points_each", "every"),
    *("steps", "of_target", "at_most", "in_part"),
)


def _terms(row: Criterion) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(
        (
            "source",
            "source_name",
            "target",
            "lowest",
            "points_each",
            "every",
            "steps",
            "of_target",
            "at_most",
            "in_part",
        )
    )
    for name, value in row.terms.items():
        if name == "steps":
            found[name] = thresholds.written(value, "; ")
        elif name in ("source", "source_name"):
            found[name] = value
        else:
            column = "points_each" if name == "points" else name
            found[column] = YesNo.YES.value if value is True else Decimal(value)
    return found


def _filled(value: Any) -> Any:
    """Figures without idle noughts, so that 10.00 stands as 10."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    return value
