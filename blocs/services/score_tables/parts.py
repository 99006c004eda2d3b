"""Groups and criteria of a draft: written, changed, moved, taken out and put back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Criterion, Formula, ScoreGroup, ScoreTable
from blocs.rules import criteria as rules
from blocs.rules.score_tables import MOST_PARTS
from blocs.services.pledges.common import Stale
from blocs.services.score_tables.common import begin, told
from emulation.models import User
from emulation.verdicts import unless

Part = ScoreGroup | Criterion


@transaction.atomic
def add_group(table: ScoreTable, *, by: User, at: datetime | None = None, **fields: Any) -> ScoreGroup:
    """A new group at the end. Sent twice, it is one group."""
    at = at or timezone.now()
    begin(table, by=by, at=at)
    siblings = table.groups.live()
    group: ScoreGroup = _add(table, ScoreGroup(table=table, **fields), siblings, fields, by=by, at=at)
    return group


@transaction.atomic
def add_criterion(
    group: ScoreGroup, *, by: User, parent: Criterion | None = None, at: datetime | None = None, **fields: Any
) -> Criterion:
    """A new criterion at the end of its group, or of its parent's parts. Sent twice, it is one."""
    at = at or timezone.now()
    table = group.table
    begin(table, by=by, at=at)
    siblings = Criterion.objects.live().filter(group=group, parent=parent)
    made = Criterion(group=group, parent=parent, **fields)
    criterion: Criterion = _add(table, made, siblings, fields, by=by, at=at)
    _settle_sums(table)
    return criterion


def _add(
    table: ScoreTable, part: Any, siblings: Any, fields: dict[str, Any], *, by: User, at: datetime
) -> Any:
    same = next((row for row in siblings if all(getattr(row, name) == fields[name] for name in fields)), None)
    if same is not None:
        return same
    count = Criterion.objects.filter(group__table=table).count() + table.groups.count()
    unless(count < MOST_PARTS, _("A score table holds at most 300 groups and criteria.")).or_refuse()
    last = siblings.order_by("-order").values_list("order", flat=True).first()
    part.order, part.changed_in = 0 if last is None else last + 1, table.revision + 1
    _check(part)
    part.save()
    told(table, "add_part", by=by, at=at, note=str(part)[:250])
    return part


@transaction.atomic
def edit(part: Part, *, seen: int, by: User, at: datetime | None = None, **fields: Any) -> None:
    """Change a group or criterion; one that was taken out meanwhile comes back with this.

    `seen` is its changed_in when the form was drawn; raises Stale when it has moved on to something else.
    """
    at = at or timezone.now()
    table = _begin_on(part, by=by, at=at)
    changed = {name: value for name, value in fields.items() if getattr(part, name) != value}
    if part.removed_in is not None:
        changed["removed_in"] = None
    if not changed:
        return
    if part.changed_in != seen:
        event = table.events.filter(revision=part.changed_in).select_related("actor").first()
        raise Stale(part, by=event.actor if event else None, at=event.at if event else None)
    for name, value in changed.items():
        setattr(part, name, value)
    part.changed_in = table.revision + 1
    _check(part)
    part.save(update_fields=[*changed, "changed_in"])
    if isinstance(part, Criterion) and "group" in changed:
        part.parts.update(group=part.group)
    _settle_sums(table)
    told(table, "edit_part", by=by, at=at, note=str(part)[:250])


def _check(part: Any) -> None:
    """Raises a ValidationError that names the fields, those of the formula's terms as term_…"""
    errors: dict[str, Any] = {}
    try:
        part.full_clean(exclude=["table"])
    except ValidationError as error:
        errors = error.error_dict
    if isinstance(part, Criterion):
        found = rules.faults(part) | _faults_of_place(part)
        errors = {name: [*errors.get(name, []), reason] for name, reason in found.items()} | {
            name: told for name, told in errors.items() if name not in found
        }
    if errors:
        raise ValidationError(errors)


def _faults_of_place(criterion: Criterion) -> dict[str, Any]:
    parent = criterion.parent
    if parent is None:
        return {}
    own_parts = criterion.pk is not None and criterion.parts.live().exists()
    if parent.parent_id is not None or parent.pk == criterion.pk or own_parts:
        return {"parent": _("A part of a criterion cannot have parts of its own.")}
    if parent.group_id != criterion.group_id or parent.removed_in is not None:
        return {"parent": _("Choose a criterion of the same group.")}
    return {}


@transaction.atomic
def remove(part: Part, *, by: User, at: datetime | None = None) -> None:
    """Take a group or criterion out, with all in it. It can be put back; twice is once."""
    at = at or timezone.now()
    table = _begin_on(part, by=by, at=at)
    if part.removed_in is None:
        _place(part, table, removed_in=table.revision + 1, step="remove_part", by=by, at=at)


@transaction.atomic
def put_back(part: Part, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    table = _begin_on(part, by=by, at=at)
    if part.removed_in is None:
        return
    if isinstance(part, Criterion):
        for holder in filter(None, (part.group, part.parent)):
            unless(
                holder.removed_in is None,
                _("Put “%(name)s” back first, to which it belongs.") % {"name": holder},
            ).or_refuse()
    _place(part, table, removed_in=None, step="put_back_part", by=by, at=at)


def _place(
    part: Any, table: ScoreTable, *, removed_in: int | None, step: str, by: User, at: datetime
) -> None:
    part.removed_in, part.changed_in = removed_in, table.revision + 1
    part.save(update_fields=["removed_in", "changed_in"])
    _settle_sums(table)
    told(table, step, by=by, at=at, note=str(part)[:250])


def _settle_sums(table: ScoreTable) -> None:
    """A criterion with parts is their sum; one that lost its last part is judged by people again."""
    criteria = Criterion.objects.live().filter(group__table=table)
    holders = set(criteria.filter(parent__isnull=False).values_list("parent", flat=True))
    criteria.filter(pk__in=holders).exclude(formula=Formula.SUM).update(formula=Formula.SUM, terms={})
    criteria.filter(formula=Formula.SUM).exclude(pk__in=holders).update(formula="", terms={})


@transaction.atomic
def move(part: Part, *, places: int, by: User, at: datetime | None = None) -> None:
    """Move down so many places among its neighbours, or up when below nought; not past the ends."""
    at = at or timezone.now()
    table = _begin_on(part, by=by, at=at)
    rows = _neighbours(part)
    keys = [row.pk for row in rows]
    if part.pk not in keys:
        return
    place = keys.index(part.pk)
    keys.insert(max(0, place + places), keys.pop(place))
    _arrange(table, rows, keys, by=by, at=at)


@transaction.atomic
def arrange_groups(table: ScoreTable, keys: Sequence[int], *, by: User, at: datetime | None = None) -> None:
    """Put the groups in the order of these keys; those that a colleague added meanwhile come last."""
    at = at or timezone.now()
    begin(table, by=by, at=at)
    _arrange(table, list(table.groups.live()), keys, by=by, at=at)


@transaction.atomic
def arrange_criteria(group: ScoreGroup, keys: Sequence[int], *, by: User, at: datetime | None = None) -> None:
    """The same for the criteria of a group; parts are told apart from their parents' neighbours."""
    at = at or timezone.now()
    begin(group.table, by=by, at=at)
    rows = list(Criterion.objects.live().filter(group=group))
    for parent in {row.parent_id for row in rows}:
        _arrange(group.table, [row for row in rows if row.parent_id == parent], keys, by=by, at=at)


def _arrange(table: ScoreTable, rows: list[Any], keys: Sequence[int], *, by: User, at: datetime) -> None:
    wished = {key: place for place, key in enumerate(keys)}
    before = [row.pk for row in rows]
    rows.sort(key=lambda row: (wished.get(row.pk, len(wished)), row.order, row.pk))
    if [row.pk for row in rows] == before:
        return
    for order, row in enumerate(rows):
        row.order = order
    type(rows[0]).objects.bulk_update(rows, ["order"])
    told(table, "move_part", by=by, at=at)


def _begin_on(part: Any, *, by: User, at: datetime) -> ScoreTable:
    table: ScoreTable = part.table if isinstance(part, ScoreGroup) else part.group.table
    begin(table, by=by, at=at)
    part.refresh_from_db()
    if isinstance(part, ScoreGroup):
        part.table = table
    else:
        part.group.table = table
    return table


def _neighbours(part: Any) -> list[Any]:
    if isinstance(part, ScoreGroup):
        return list(part.table.groups.live())
    return list(Criterion.objects.live().filter(group=part.group_id, parent=part.parent_id))
