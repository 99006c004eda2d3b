"""The lines of a pledge: items and targets, their order, the opening and the witnesses."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation, Pledge, PledgeItem, PledgeLine, PledgeTarget, Witness
from blocs.rules import pledging
from blocs.services.pledges.common import Stale, keep_version, lock, seats_of
from emulation.models import User
from emulation.verdicts import unless

MOST_LINES = 200

Line = TypeVar("Line", PledgeItem, PledgeTarget)


@transaction.atomic
def add_item(pledge: Pledge, *, section: str, text: str, by: User, at: datetime | None = None) -> PledgeItem:
    """A new item at the end of its section."""
    return _add(PledgeItem(pledge=pledge, section=section, text=text), by=by, at=at)


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
    """A new target at the end of the table; without an owner it is every member's."""
    target = PledgeTarget(
        pledge=pledge,
        text=text,
        unit=unit,
        comparison=comparison,
        value=value,
        owner=owner,
        data_source=data_source,
    )
    return _add(target, by=by, at=at)


def _add(line: Line, *, by: User, at: datetime | None) -> Line:
    at = at or timezone.now()
    pledge = line.pledge
    _begin(pledge, by=by, at=at)
    siblings = _siblings(line).live()
    unless(siblings.count() < MOST_LINES, _("A pledge holds at most 200 lines of a kind.")).or_refuse()
    last = siblings.order_by("-order").values_list("order", flat=True).first()
    line.order = 0 if last is None else last + 1
    line.changed_in = pledge.revision + 1
    line.full_clean(exclude=["pledge"])
    line.save()
    keep_version(pledge, step="add", by=by, at=at)
    return line


@transaction.atomic
def edit(line: PledgeLine, *, seen: int, by: User, at: datetime | None = None, **fields: Any) -> None:
    """Change a line. `seen` is its changed_in when the form was drawn; raises Stale when it has moved on."""
    at = at or timezone.now()
    _begin_on(line, by=by, at=at)
    if line.changed_in != seen:
        version = line.pledge.versions.filter(number=line.changed_in).select_related("actor").first()
        raise Stale(line, version.actor if version else None, version.at if version else None)
    changed = {name: value for name, value in fields.items() if getattr(line, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(line, name, value)
    line.changed_in = line.pledge.revision + 1
    line.full_clean(exclude=["pledge"])
    line.save(update_fields=[*changed, "changed_in"])
    keep_version(line.pledge, step="edit", by=by, at=at)


@transaction.atomic
def remove(line: PledgeLine, *, by: User, at: datetime | None = None) -> None:
    """Take a line out of the text; it stays with its comments and can be put back."""
    at = at or timezone.now()
    _begin_on(line, by=by, at=at)
    if line.removed_in is not None:
        return
    line.removed_in = line.changed_in = line.pledge.revision + 1
    line.save(update_fields=["removed_in", "changed_in"])
    keep_version(line.pledge, step="remove", by=by, at=at)


@transaction.atomic
def put_back(line: PledgeLine, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    _begin_on(line, by=by, at=at)
    if line.removed_in is None:
        return
    line.removed_in, line.changed_in = None, line.pledge.revision + 1
    line.save(update_fields=["removed_in", "changed_in"])
    keep_version(line.pledge, step="put_back", by=by, at=at)


@transaction.atomic
def move(line: PledgeLine, *, to: int, by: User, at: datetime | None = None) -> None:
    """Give a line the place `to`, counted from 0 among its neighbours; out of range means first or last."""
    at = at or timezone.now()
    _begin_on(line, by=by, at=at)
    neighbours = list(_neighbours(line))
    keys = [neighbour.pk for neighbour in neighbours]
    if line.pk not in keys:
        return
    place = keys.index(line.pk)
    to = max(0, min(to, len(keys) - 1))
    if to == place:
        return
    neighbours.insert(to, neighbours.pop(place))
    for order, neighbour in enumerate(neighbours):
        neighbour.order = order
    type(line)._default_manager.bulk_update(neighbours, ["order"])
    line.order = to
    keep_version(line.pledge, step="move", by=by, at=at)


@transaction.atomic
def arrange(pledge: Pledge, kind: str, keys: list[int], *, by: User, at: datetime | None = None) -> None:
    """Put the items of a section, or the targets, in the order of these keys; those unnamed come last."""
    at = at or timezone.now()
    _begin(pledge, by=by, at=at)
    lines: list[Any] = list(
        pledge.targets.live() if kind == "targets" else pledge.items.live().filter(section=kind)
    )
    wished = {key: place for place, key in enumerate(keys)}
    before = [line.pk for line in lines]
    lines.sort(key=lambda line: (wished.get(line.pk, len(wished)), line.order, line.pk))
    if [line.pk for line in lines] == before:
        return
    for order, line in enumerate(lines):
        line.order = order
    type(lines[0])._default_manager.bulk_update(lines, ["order"])
    keep_version(pledge, step="move", by=by, at=at)


@transaction.atomic
def edit_opening(pledge: Pledge, *, opening: str, seen: str, by: User, at: datetime | None = None) -> None:
    """Change the words before the first item. `seen` is the opening when the form was drawn."""
    at = at or timezone.now()
    _begin(pledge, by=by, at=at)
    unless(
        pledge.opening in (seen, opening),
        _("Somebody changed the opening meanwhile: “%(text)s”. Save again to put yours in its place.")
        % {"text": pledge.opening},
    ).or_refuse()
    if pledge.opening == opening:
        return
    pledge.opening = opening
    pledge.full_clean(exclude=["season"])
    pledge.save(update_fields=["opening"])
    keep_version(pledge, step="opening", by=by, at=at)


@transaction.atomic
def set_comments_until(pledge: Pledge, *, day: date | None, by: User, at: datetime | None = None) -> None:
    """The last day on which comments are asked for; it reminds, it does not shut."""
    at = at or timezone.now()
    _begin(pledge, by=by, at=at)
    pledge.comments_until = day
    pledge.save(update_fields=["comments_until"])


@transaction.atomic
def add_witness(
    pledge: Pledge, *, organisation: str, title: str, name: str, by: User, at: datetime | None = None
) -> Witness:
    at = at or timezone.now()
    _begin(pledge, by=by, at=at)
    witness = Witness(pledge=pledge, organisation=organisation, title=title, name=name)
    witness.full_clean(exclude=["pledge"])
    witness.save()
    pledge.events.create(actor=by, step="add_witness", note=str(witness), at=at)
    return witness


@transaction.atomic
def remove_witness(witness: Witness, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    pledge = witness.pledge
    _begin(pledge, by=by, at=at)
    pledge.events.create(actor=by, step="remove_witness", note=str(witness), at=at)
    witness.delete()


def _begin(pledge: Pledge, *, by: User, at: datetime) -> None:
    lock(pledge)
    pledging.can_edit(pledge.status, seats_of(by, pledge, at)).or_refuse()


def _begin_on(line: Any, *, by: User, at: datetime) -> None:
    _begin(line.pledge, by=by, at=at)
    pledge = line.pledge
    line.refresh_from_db()
    line.pledge = pledge


def _siblings(line: Any) -> Any:
    return line.pledge.items if isinstance(line, PledgeItem) else line.pledge.targets


def _neighbours(line: Any) -> Any:
    """Those among which a line has its place: its section, or all targets."""
    live = _siblings(line).live()
    return live.filter(section=line.section) if isinstance(line, PledgeItem) else live
