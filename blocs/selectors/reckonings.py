"""What a report's own figures make of its points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from blocs.models import Movement, PledgeTarget, Report
from blocs.rules import scoring, sources
from blocs.rules.points import ZERO, Points
from blocs.rules.reckoning import Known, Reckoning, reckon
from blocs.rules.report_fields import SORTS, Field, Kind
from blocs.selectors import report_fields as fields
from blocs.selectors import reports as reading
from blocs.selectors import score_tables as tables
from blocs.selectors.report_fields import Values


def of(report: Report, *, on: date) -> Reckoning | None:
    """Read anew; None where nothing is scored."""
    table = report.season.score_table
    if table is None or report.kind != Report.Kind.ANNUAL:
        return None
    return from_page(
        tables.rules_of(table),
        fields.values(report),
        reading.targets_of(report),
        list(fields.movements_of(report)),
        reading.timing(report).late_reports(report, on=on),
    )


def from_page(
    table: scoring.Table,
    values: Values,
    targets: Iterable[PledgeTarget],
    movements: Iterable[Movement],
    late: int,
) -> Reckoning:
    """Of what was read already."""
    leaves = list(table.leaves())
    known = Known(
        targets={
            target.pk: sources.Target(
                target.text,
                target.comparison,
                target.value,
                values.get(Field(Kind.TARGET, target.pk, "value")),
            )
            for target in targets
        },
        movements={
            one.pk: sources.Movement(one.name, bool(values.get(Field(Kind.MOVEMENT, one.pk))))
            for one in movements
        },
        late=late,
        own={
            leaf.key: given
            for leaf in leaves
            if (given := values.get(Field(Kind.SCORE, leaf.key, "figure"))) is not None
        },
    )
    return reckon(table, known, typed_points(values, (leaf.key for leaf in leaves)))


def typed_points(values: Values, keys: Iterable[int]) -> dict[int, Points]:
    found = {}
    for key in keys:
        sorts = {sort: values.get(Field(Kind.SCORE, key, sort)) for sort in SORTS}
        if any(value is not None for value in sorts.values()):
            found[key] = Points(**{sort: value or ZERO for sort, value in sorts.items()})
    return found
