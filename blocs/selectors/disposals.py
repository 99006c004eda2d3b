"""What a list of disposal holds: frozen when it is drawn up, and compared before it is carried out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from blocs.models import Disposal, DisposalRow, RecordClass
from blocs.rules.disposal import NEVER, Facts
from blocs.rules.retention import over_before
from blocs.selectors import retention
from emulation.models import User


@dataclass(frozen=True, slots=True)
class Frozen:
    """One line: what goes, and the fingerprint of what it is now."""

    source: str
    key: int
    what: str
    day: date
    sha256: str
    place: str = ""
    season: int | None = None
    count: int = 1
    path: str = ""


Freeze = Callable[[int, date], Iterator[Frozen]]
Dispose = Callable[[Disposal, Sequence[DisposalRow]], None]
_DISPOSERS: dict[str, tuple[Freeze, Dispose]] = {}


def register(record_class: str, freeze: Freeze, dispose: Dispose) -> None:
    """How a class is frozen, by province and day, and how it goes. What is permanent has no such way."""
    assert record_class not in NEVER
    _DISPOSERS[record_class] = freeze, dispose


def disposable() -> list[str]:
    return list(_DISPOSERS)


def disposer(record_class: str) -> Dispose:
    return _DISPOSERS[record_class][1]


def frozen(province: int, record_class: str, before: date) -> Iterator[Frozen]:
    """All that is past its term now, what is on hold left out."""
    held = {hold.season_id for hold in retention.standing_holds(province) if hold.season_id}
    freeze, _dispose = _DISPOSERS[record_class]
    return (row for row in freeze(province, before) if row.season is None or row.season not in held)


def digest(rows: Iterable[Frozen | DisposalRow]) -> str:
    """Of the whole list, line by line."""
    made = hashlib.sha256()
    for row in rows:
        line = [row.source, row.key, row.what, row.day.isoformat(), row.place, row.count, row.sha256]
        made.update(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    return made.hexdigest()


def facts(province: int, record_class: str, *, on: date) -> Facts:
    """For a list that is still to be drawn up."""
    rule = retention.rule_on(retention.rules_of(province), record_class, on)
    holds = retention.standing_holds(province)
    return Facts(
        over_before=over_before(rule.months, on) if rule else None,
        class_is_held=any(hold.record_class == record_class for hold in holds),
    )


def facts_of(disposal: Disposal, rows: Sequence[DisposalRow], *, on: date) -> Facts:
    """For one that was drawn up: each of its lines is looked at anew."""
    known = facts(disposal.province_id, disposal.record_class, on=on)
    seasons = {row.season_id for row in rows if row.season_id is not None}
    holds = retention.standing_holds(disposal.province_id)
    now = {
        (row.source, row.key): row.sha256
        for row in frozen(disposal.province_id, disposal.record_class, disposal.before)
    }
    return Facts(
        over_before=known.over_before,
        class_is_held=known.class_is_held,
        held_seasons=len({hold.season_id for hold in holds} & seasons),
        changed=sum(now.get((row.source, row.key)) != row.sha256 for row in rows),
    )


def with_names(disposal: Disposal, rows: Sequence[DisposalRow]) -> list[tuple[DisposalRow, str]]:
    """Whose accounts are on an open list: the list itself stays for ever, and so holds no name."""
    names: dict[int, str] = {}
    if disposal.record_class == RecordClass.ACCOUNTS and disposal.is_open:
        keys = [row.key for row in rows]
        names = dict(User.objects.filter(pk__in=keys).values_list("pk", "full_name"))
    return [(row, names.get(row.key, "")) for row in rows]
