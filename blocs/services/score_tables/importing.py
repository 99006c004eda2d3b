"""A score table out of a workbook: a new draft, or nothing and what is wrong in which cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from blocs.exchange import score_file
from blocs.exchange.outcome import Outcome
from blocs.exchange.places import Problem
from blocs.exchange.score_file import ScoreFile
from blocs.exchange.tables import Table, tables
from blocs.models import Bloc, Criterion, Province, ScoreBand, ScoreTable
from blocs.services.score_tables import tables as whole
from blocs.services.score_tables.common import may_make
from emulation.models import User


@dataclass(frozen=True)
class TakenIn:
    """The new draft; or None, with the messages and the tables around the wrong cells."""

    table: ScoreTable | None
    outcome: Outcome = field(default_factory=Outcome)
    tables: list[Table] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        return list(self.outcome.problems)


@transaction.atomic
def take_in(
    content: bytes, province: Province, *, by: User, bloc: Bloc | None = None, at: datetime | None = None
) -> TakenIn:
    """Read a workbook into a new draft; whether its sums fit is told there, not here. Twice is once."""
    at = at or timezone.now()
    may_make(province, bloc, None, by=by, at=at)
    read, file = score_file.read(content)
    if file is None:
        outcome = Outcome(problems=read.findings.problems)
        return TakenIn(None, outcome, tables(read, outcome.problems))
    facts = file.facts | ({"bloc_kind": bloc.kind} if bloc else {})
    name = facts.pop("name")
    total = facts.pop("total") or Decimal(0)
    table = whole.create(province, name=name, total=total, bloc=bloc, by=by, at=at, **facts)
    if not table.groups.exists():
        _fill(table, file)
    return TakenIn(table)


def _fill(table: ScoreTable, file: ScoreFile) -> None:
    for order, group in enumerate(file.groups):
        made = table.groups.create(order=order, **group.values)
        for place, line in enumerate(group.lines):
            parent = _criterion(line.values, group=made, order=place)
            for inner, part in enumerate(line.parts):
                _criterion(part.values, group=made, parent=parent, order=inner)
    for name, lowest in file.bands:
        ScoreBand.objects.create(table=table, name=name, lowest=lowest)


def _criterion(values: dict[str, Any], **place: Any) -> Criterion:
    criterion = Criterion(**values, **place)
    criterion.full_clean(exclude=["group", "parent"])
    criterion.save()
    return criterion
