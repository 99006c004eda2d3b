"""The lines of a pledge, items and targets, with their order; and the opening above them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation, Pledge, PledgeItem, PledgeTarget, PledgeVersion
from blocs.rules import pledging
from blocs.services.pledges.common import Stale, keep_version, lock, seats_of
from emulation.models import User
from emulation.verdicts import unless

Line = PledgeItem | PledgeTarget
MOST_LINES = 200
_CHANGE_THE_OPENING = ("start", "opening", "restore")


@transaction.atomic
def add_item(pledge: Pledge, *, section: str, text: str, by: User, at: datetime | None = None) -> PledgeItem:
    """A new item at the end of its section. Sent twice, it is one item."""
    item: PledgeItem = _add(pledge, PledgeItem, {"section": section, "text": text}, by=by, at=at)
    return item


@transaction.atomic
def add_target(
    pledge: Pledge,
    *,
    text: str,
    by: User,
    unit: str = "",
    comparison: str = "",
    value: Decimal | None = None,
    owner: Organisation | None = None,
    data_source: str = "",
    at: datetime | None = None,
) -> PledgeTarget:
    """A new target at the end of the table; without an owner it is every member's. Sent twice, it is one."""
    fields = {
        "text": text,
        "unit": unit,
        "comparison": comparison,
        "value": value,
        "owner": owner,
        "data_source": data_source,
    }
    target: PledgeTarget = _add(pledge, PledgeTarget, fields, by=by, at=at)
    return target


def _add(pledge: Pledge, kind: Any, fields: dict[str, Any], *, by: User, at: datetime | None) -> Any:
    at = at or timezone.now()
    _begin(pledge, by=by, at=at)
    siblings = kind.objects.live().filter(pledge=pledge)
    if (same := siblings.filter(**_as_lookups(fields)).first()) is not None:
        return same
    unless(siblings.count() < MOST_LINES, _("A pledge holds at most 200 lines of a kind.")).or_refuse()
    last = siblings.order_by("-order").values_list("order", flat=True).first()
    line = kind(
        pledge=pledge, order=0 if last is None else last + 1, changed_in=pledge.revision + 1, **fields
    )
    line.full_clean(exclude=["pledge"])
    line.save()
    keep_version(pledge, step="add", by=by, at=at)
    return line


def _as_lookups(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{name}__isnull" if value is None else name: value is None or value for name, value in fields.items()
    }


@transaction.atomic
def edit(line: Line, *, seen: int, by: User, at: datetime | None = None, **fields: Any) -> None:
    """Change a line; one that was taken out meanwhile comes back with these words.

    `seen` is its changed_in when the form was drawn; raises Stale when the line has moved on to other words.
    """
    at = at or timezone.now()
    _begin_on(line, by=by, at=at)
    changed = {name: value for name, value in fields.items() if getattr(line, name) != value}
    if line.removed_in is not None:
        changed["removed_in"] = None
    if not changed:
        return
    if line.changed_in != seen:
        version = line.pledge.versions.filter(number=line.changed_in).select_related("actor").first()
        raise _stale(line, version)
    for name, value in changed.items():
        setattr(line, name, value)
    line.changed_in = line.pledge.revision + 1
    line.full_clean(exclude=["pledge"])
    line.save(update_fields=[*changed, "changed_in"])
    keep_version(line.pledge, step="edit", by=by, at=at)


def _stale(now: Any, version: PledgeVersion | None) -> Stale:
    return Stale(now, by=version.actor if version else None, at=version.at if version else None)


@transaction.atomic
def remove(line: Line, *, by: User, at: datetime | None = None) -> None:
    """Take a line out of the text. It stays with its comments and can be put back; twice is once."""
    at = at or timezone.now()
    _begin_on(line, by=by, at=at)
    if line.removed_in is None:
        _place(line, removed_in=line.pledge.revision + 1, step="remove", by=by, at=at)


@transaction.atomic
def put_back(line: Line, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    _begin_on(line, by=by, at=at)
    if line.removed_in is not None:
        _place(line, removed_in=None, step="put_back", by=by, at=at)


def _place(line: Any, *, removed_in: int | None, step: str, by: User, at: datetime) -> None:
    line.removed_in, line.changed_in = removed_in, line.pledge.revision + 1
    line.save(update_fields=["removed_in", "changed_in"])
    keep_version(line.pledge, step=step, by=by, at=at)


@transaction.atomic
def move(line: Line, *, places: int, by: User, at: datetime | None = None) -> None:
    """Move a line down so many places among its neighbours, or up when below nought; not past the ends."""
    at = at or timezone.now()
    _begin_on(line, by=by, at=at)
    neighbours = _neighbours(line.pledge, part_of(line))
    keys = [neighbour.pk for neighbour in neighbours]
    if line.pk not in keys:
        return
    place = keys.index(line.pk)
    keys.insert(max(0, place + places), keys.pop(place))
    _arrange(line.pledge, neighbours, keys, by=by, at=at)


@transaction.atomic
def arrange(pledge: Pledge, part: str, keys: Sequence[int], *, by: User, at: datetime | None = None) -> None:
    """Put the items of a section, or the targets, in the order of these keys.

    Lines that a colleague added meanwhile come last; those taken out meanwhile stay out.
    """
    at = at or timezone.now()
    _begin(pledge, by=by, at=at)
    _arrange(pledge, _neighbours(pledge, part), keys, by=by, at=at)


def _arrange(pledge: Pledge, lines: list[Any], keys: Sequence[int], *, by: User, at: datetime) -> None:
    wished = {key: place for place, key in enumerate(keys)}
    before = [line.pk for line in lines]
    lines.sort(key=lambda line: (wished.get(line.pk, len(wished)), line.order, line.pk))
    if [line.pk for line in lines] == before:
        return
    for order, line in enumerate(lines):
        line.order = order
    type(lines[0]).objects.bulk_update(lines, ["order"])
    keep_version(pledge, step="move", by=by, at=at)


@transaction.atomic
def edit_opening(pledge: Pledge, *, opening: str, seen: str, by: User, at: datetime | None = None) -> None:
    """Change the words before the first item. `seen` is the fingerprint of those in the form as drawn."""
    at = at or timezone.now()
    _begin(pledge, by=by, at=at)
    if pledge.opening == opening:
        return
    if pledging.fingerprint(pledge.opening) != seen:
        changes = pledge.versions.filter(step__in=_CHANGE_THE_OPENING).select_related("actor")
        raise _stale(pledge, changes.last())
    pledge.opening = opening
    pledge.full_clean(exclude=["season"])
    pledge.save(update_fields=["opening"])
    keep_version(pledge, step="opening", by=by, at=at)


def _begin(pledge: Pledge, *, by: User, at: datetime) -> None:
    lock(pledge)
    pledging.can_edit(pledge.status, seats_of(by, pledge, at)).or_refuse()


def _begin_on(line: Any, *, by: User, at: datetime) -> None:
    pledge = line.pledge
    _begin(pledge, by=by, at=at)
    line.refresh_from_db()
    line.pledge = pledge


def part_of(line: Line) -> str:
    """Where a line has its place: its section, or the table of targets."""
    return line.section if isinstance(line, PledgeItem) else pledging.TARGETS


def _neighbours(pledge: Pledge, part: str) -> list[Any]:
    if part == pledging.TARGETS:
        return list(pledge.targets.live())
    return list(pledge.items.live().filter(section=part))
