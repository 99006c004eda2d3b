"""Everything that adds to the log of the site. Call as log.write(…), log.link(…).

A line of a history that is saved comes into the log by itself, in the same transaction. It gets its place in
the chain a little later, by `link`: so nobody waits for anybody while something is changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save, pre_save
from django.utils import timezone

from blocs.models import Bloc, LogLine, LogLink, Season
from blocs.rules.log import START, fingerprint
from blocs.selectors import log_sources
from blocs.selectors.log import CHAIN, TOLD
from blocs.selectors.log_sources import Source
from documents.models import EventChain, FormatProfile
from documents.services import evidence
from emulation import visitors
from emulation.models import User

BATCH = 1000
FOLLOWED: tuple[type[models.Model], ...] = (Bloc, FormatProfile, Season)  # their histories name fields alone
_TO_TELL = "_changes_to_tell"
_DERIVED = {"sort_key", "search_text", "name_now", "short_name_now"}


def write(
    source: str,
    step: str,
    *,
    thing: models.Model,
    title: str,
    province: int | None,
    by: User | None,
    place: tuple[Any, ...] = (),
    note: str = "",
    at: datetime | None = None,
) -> LogLine:
    """A line that no history holds, such as that something sensitive was read."""
    return LogLine.objects.create(
        at=at or timezone.now(),
        actor=by,
        province_id=province,
        source=source,
        thing=thing.pk,
        title=title[:300],
        place=list(place),
        step=step,
        note=note,
        address=visitors.address(),
    )


def tell_of(thing: models.Model, changes: Iterable[list[Any]]) -> None:
    """What, before, after: for the next line of the history of this very object."""
    thing.__dict__.setdefault(_TO_TELL, []).extend(changes)


def follow() -> None:
    """From now on: whatever history gets a line, and what becomes of fields whose history only names them."""
    for source in log_sources.SOURCES.values():
        post_save.connect(_history_saved, sender=source.model, dispatch_uid=f"log of {source.name}")
    for model in FOLLOWED:
        pre_save.connect(_thing_changes, sender=model, dispatch_uid=f"changes of {model._meta.label}")


def line_of(source: Source, row: models.Model) -> LogLine | None:
    """The line for a row of a history, not saved; one query, or none where what it tells is loaded already.

    None for a row that is gone.
    """
    paths = _paths(source)
    told: dict[str, Any] | None
    try:
        told = {path: _loaded(row, path) for path in paths}
    except LookupError:
        told = type(row)._base_manager.filter(pk=row.pk).values(*dict.fromkeys(paths)).first()
    if told is None:
        return None
    named = [_called(source, path, told[path]) for path in source.title]
    title = " · ".join(filter(None, named))
    return LogLine(
        at=row.at,  # type: ignore[attr-defined]  # every history has it
        actor_id=row.actor_id,  # type: ignore[attr-defined]
        province_id=told[source.province] if source.province else None,
        source=source.name,
        row=row.pk,
        thing=told[source.thing] if isinstance(told[source.thing], int) else None,  # a format has a word
        title=title[:300],
        place=[told[path] for path in source.place],
        step=source.step or row.step,  # type: ignore[attr-defined]
        came_from=_state(row, "came_from"),
        went_to=_state(row, "went_to"),
        note=str(getattr(row, source.note)),
    )


def _paths(source: Source) -> tuple[str, ...]:
    """Of all that a line tells of what its history is about."""
    return (source.thing, *([source.province] if source.province else []), *source.title, *source.place)


def _relations(source: Source) -> list[str]:
    """What has to be loaded with a row so that its line needs no query of its own."""
    return sorted({path.rpartition("__")[0] for path in _paths(source)} - {""})


def take_over() -> int:
    """Lines that histories hold and the log does not: from before it was kept, or put in by the thousand."""
    taken = 0
    for source in log_sources.SOURCES.values():
        there = LogLine.objects.filter(source=source.name, row=models.OuterRef("pk"))
        missing = source.model._base_manager.filter(~models.Exists(there)).order_by("pk")
        keys = list(missing.values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            rows = source.model._base_manager.filter(pk__in=keys[start : start + BATCH]).order_by("pk")
            rows = rows.select_related(*_relations(source))
            lines = [line for row in rows if (line := line_of(source, row)) is not None]
            taken += len(LogLine.objects.bulk_create(lines))
    return taken


@transaction.atomic
def link() -> int:
    """Give each line that has none its place in the chain, and tell the new end to the chain of evidence."""
    chain = evidence.chain_of(CHAIN)
    chain.refresh_from_db(from_queryset=EventChain.objects.select_for_update(no_key=True))
    last = LogLink.objects.order_by("-seq").first()
    seq, prev = (last.seq, last.hash) if last else (0, START)
    links = []
    for line in LogLine.objects.unlinked().order_by("pk").iterator(chunk_size=BATCH):
        seq, prev = seq + 1, fingerprint(prev, seq + 1, line)
        links.append(LogLink(line=line, seq=seq, hash=prev))
    LogLink.objects.bulk_create(links, batch_size=BATCH)
    if links:
        evidence.log(chain, TOLD, seq=seq, head=prev)
    return len(links)


def _history_saved(
    sender: type[models.Model], instance: models.Model, created: bool, raw: bool = False, **more: Any
) -> None:
    if not created or raw:
        return
    source = log_sources.SOURCES[sender._meta.label_lower]
    line = line_of(source, instance)
    if line is None:
        return
    thing = instance._state.fields_cache.get(source.thing.removesuffix("_id"))
    if thing is not None:
        line.changes = thing.__dict__.pop(_TO_TELL, [])
    line.address = visitors.address()
    line.save()


def _thing_changes(
    sender: type[models.Model],
    instance: models.Model,
    raw: bool = False,
    update_fields: Any = None,
    **more: Any,
) -> None:
    """Keep before and after on the thing itself, until its history gets the line that tells of it."""
    if raw or instance._state.adding:
        return
    fields = [
        each
        for each in sender._meta.concrete_fields
        if each.name not in _DERIVED and (update_fields is None or each.name in update_fields)
    ]
    before = sender._base_manager.filter(pk=instance.pk).values(*(each.attname for each in fields)).first()
    if before is None:
        return
    changes = [
        [each.name, _plain(before[each.attname]), _plain(getattr(instance, each.attname))]
        for each in fields
        if _plain(before[each.attname]) != _plain(getattr(instance, each.attname))
    ]
    tell_of(instance, changes)


def _loaded(row: models.Model, path: str) -> Any:
    """What stands at the end of a path of fields. Raises LookupError where the database had to be asked."""
    *relations, last = path.split("__")
    for relation in relations:
        row = row._state.fields_cache[relation]
        if row is None:
            return None
    return row.__dict__[last]


def _plain(value: Any) -> Any:
    """As it goes into JSON and comes out again."""
    if value is None or isinstance(value, bool | int | list):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _called(source: Source, path: str, value: Any) -> str:
    choices = source.called.get(path)
    return str(choices(value).label if choices else "" if value is None else value)


def _state(row: models.Model, name: str) -> str:
    value = getattr(row, name, "")
    return value.isoformat() if isinstance(value, date) else str(value or "")
