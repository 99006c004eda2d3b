"""What every change of a score table begins and ends with."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from blocs.models import Bloc, Province, ScoreTable
from blocs.rules import score_tables as rules
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import people
from blocs.selectors import score_tables as reading
from emulation.models import User


def lock(table: ScoreTable) -> None:
    # Two officers may write at once: hold all versions, read again, and keep them until the change is whole.
    list(ScoreTable.objects.select_for_update(no_key=True).filter(series=table.series).order_by("pk"))
    table.refresh_from_db()


def seats_of(by: User, table: ScoreTable, at: datetime) -> frozenset[Seat]:
    return reading.seats(people.person(by, on=timezone.localdate(at)), table)


def begin(table: ScoreTable, *, by: User, at: datetime) -> None:
    lock(table)
    rules.can_edit(table.status, seats_of(by, table, at)).or_refuse()


def may_make(province: Province, bloc: Bloc | None, year: int | None, *, by: User, at: datetime) -> None:
    """Refuses unless this person may have a table there."""
    made = ScoreTable(province=province, bloc=bloc, year=year)
    may(Act.EDIT_SCORE_TABLE, seats_of(by, made, at)).or_refuse()


def told(table: ScoreTable, step: str, *, by: User | None, at: datetime, note: str = "") -> None:
    """One line of history for the change that is being made, which becomes the table's new revision."""
    table.revision += 1
    table.save(update_fields=["revision"])
    table.events.create(actor=by, step=step, revision=table.revision, note=note, at=at)
