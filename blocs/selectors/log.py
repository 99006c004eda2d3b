"""The log as people read it, and whether its chain still holds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import merge
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import LogLine, LogLink, Mandate, Person, history
from blocs.models.log import LogLineQuerySet
from blocs.rules.log import START, fingerprint
from blocs.selectors.log_sources import SOURCES, of_accounts, source_of
from documents.models import SignatureEvent
from emulation.models import User

CHAIN = "log"  # of the evidence, in which the end of the links is told each time
TOLD = "log_linked"
AT_ONCE = 1_000  # lines that may be written before one that was begun earlier is there
READERS = (Mandate.Role.STANDING, Mandate.Role.AUDITOR)
OF_A_PERSON = ("blocs.accountchange", "blocs.mandatechange")  # whose page stands in their place
SEE_ADDRESSES = (Mandate.Role.AUDITOR, Mandate.Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Told:
    """A line in words."""

    line: LogLine
    kind: str
    what: str
    before: str
    after: str
    note: str
    url: str


def reads(someone: Person) -> bool:
    return bool(someone.provinces_as(*READERS, Mandate.Role.ADMINISTRATOR))


def visible(someone: Person) -> LogLineQuerySet:
    """All of one's province and what holds everywhere; administrators: what was done to accounts."""
    seen = Q(pk__in=())
    for part in _parts(someone):
        seen |= part
    return LogLine.objects.filter(seen).select_related("actor")


def newest(someone: Person, narrowed: Callable[[LogLineQuerySet], LogLineQuerySet]) -> Newest:
    """What the person may see of what is left by `narrowed`."""
    return Newest([narrowed(LogLine.objects.filter(part)) for part in _parts(someone)])


def _parts(someone: Person) -> list[Q]:
    """Without a line in common; an index gives each from its newest line on."""
    whole = someone.provinces_as(*READERS)
    accounts = someone.provinces_as(Mandate.Role.ADMINISTRATOR) - whole
    parts = [Q(province=province) for province in sorted(whole)]
    if whole:
        parts.append(Q(province__isnull=True))
    if accounts:
        parts.append(Q(province__in=accounts, source__in=of_accounts()))
    return parts


class Newest:
    """The newest lines of several queries as one list, for a paginator: no further than `MOST`.

    Ten years of a province are hundreds of thousands of lines: counting or sorting them costs more than
    the page that shows fifty. Who looks further back names a day.
    """

    MOST = 5_000

    def __init__(self, parts: Sequence[LogLineQuerySet]) -> None:
        self.parts = parts

    def count(self) -> int:
        return min(self._counted, self.MOST)

    @property
    def goes_on(self) -> bool:
        return self._counted > self.MOST

    def __getitem__(self, places: slice) -> list[LogLine]:
        firsts = [list(part.values_list("at", "pk")[: places.stop]) for part in self.parts]
        wanted = [pk for at, pk in itertools.islice(merge(*firsts, reverse=True), places.start, places.stop)]
        lines = LogLine.objects.select_related("actor").in_bulk(wanted)
        return [lines[pk] for pk in wanted]

    @cached_property
    def _counted(self) -> int:
        return sum(part[: self.MOST + 1].count() for part in self.parts)


def sees_addresses(someone: Person) -> bool:
    return bool(someone.provinces_as(*SEE_ADDRESSES))


def kinds_for(someone: Person) -> list[tuple[str, Any]]:
    """What the list can be filtered by."""
    whole = bool(someone.provinces_as(*READERS))
    return [(name, source.kind) for name, source in SOURCES.items() if whole or source.of_accounts]


def told(lines: list[LogLine]) -> Iterator[Told]:
    _name_nobody(lines)
    for line in lines:
        source = source_of(line)
        if source is None:
            yield Told(line, line.source, line.step, line.came_from, line.went_to, line.note, "")
            continue
        before, after = _changes(line) if line.changes else _states(line)
        yield Told(
            line,
            str(source.kind),
            str(source.steps.get(line.step, "")) or history.words(line.step),
            before,
            after,
            "" if line.changes else _note(line),
            _url(line),
        )


def _name_nobody(lines: list[LogLine]) -> None:
    """Of an account that was made nobody's: what is shown names a former person, what is stored stays."""
    accounts = {line.pk: line.place[0] for line in lines if line.source in OF_A_PERSON and line.place}
    if not accounts:
        return
    gone = User.objects.filter(pk__in=set(accounts.values()), anonymised_at__isnull=False)
    names = dict(gone.values_list("pk", "full_name"))
    for line in lines:
        if accounts.get(line.pk) in names:
            line.title, line.note, line.changes = names[accounts[line.pk]], "", []


def _url(line: LogLine) -> str:
    source = source_of(line)
    if source is None or not source.url_name:
        return ""
    try:
        return reverse(source.url_name, args=line.place)
    except NoReverseMatch:  # the address is made otherwise by now
        return ""


def _states(line: LogLine) -> tuple[str, str]:
    source = source_of(line)
    labels = {value: str(label) for value, label in source.states.choices} if source and source.states else {}
    before, after = (labels.get(each, _shown(each)) for each in (line.came_from, line.went_to))
    return before, after


def _note(line: LogLine) -> str:
    """Where a history can say it in words, its own; otherwise as it was written."""
    source = source_of(line)
    assert source is not None
    if hasattr(source.model, "details") and not line.went_to:
        row = source.model(step=line.step, note=line.note)
        return str(row.details)  # type: ignore[attr-defined]  # looked for just now
    return line.note


def _changes(line: LogLine) -> tuple[str, str]:
    """Each field by its label, with what it held before and after."""
    before, after = [], []
    for name, was, now in line.changes:
        label, values = _field(line, name)
        before.append(f"{label}: {values.get(was, _shown(was)) or '–'}")
        after.append(f"{label}: {values.get(now, _shown(now)) or '–'}")
    return "; ".join(before), "; ".join(after)


def _field(line: LogLine, name: str) -> tuple[str, dict[Any, str]]:
    source = source_of(line)
    assert source is not None
    try:
        found = source.thing_model._meta.get_field(name)
    except FieldDoesNotExist:
        return name, {}
    choices = getattr(found, "flatchoices", None) or []
    label = str(getattr(found, "verbose_name", name))
    return label, {value: str(text) for value, text in choices}


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = "" if value is None else str(value)
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text


@dataclass(frozen=True, slots=True)
class ChainState:
    """How far the chain reaches, and the first place where it does not hold."""

    linked: int
    waiting: int
    broken: str = ""


def state_of_chain(someone: Person, *, newest: int | None = None) -> ChainState:
    """Checked now: the whole chain, or its `newest` links alone and the lines since then."""
    last = LogLink.objects.order_by("-seq").first()
    waiting = LogLine.objects.unlinked()
    if last is not None and newest is not None:
        waiting = waiting.filter(pk__gt=last.line_id - AT_ONCE)
    return ChainState(
        linked=last.seq if last else 0,
        waiting=waiting.count(),
        broken=next(_breaks(last, someone, newest), ""),
    )


def problems() -> Iterator[str]:
    """For the check of all evidence: the first break, without what stands in the line."""
    yield from itertools.islice(_breaks(LogLink.objects.order_by("-seq").first(), None, None), 1)


def _breaks(last: LogLink | None, someone: Person | None, newest: int | None) -> Iterator[str]:
    length = last.seq if last else 0
    first = max(length - newest, 0) if newest is not None else 0
    before = LogLink.objects.filter(seq=first).first() if first else None
    prev = before.hash if before else START
    told = {row["seq"]: row["head"] for row in _told_ends()}
    seq = first
    links = LogLink.objects.filter(seq__gt=first).select_related("line__actor").order_by("seq")
    for link in links.iterator(chunk_size=1000):
        seq += 1
        if link.seq != seq:
            yield _("Line %(seq)s of the chain is missing.") % {"seq": seq}
            return
        said = fingerprint(prev, seq, link.line)
        if link.hash != said or told.get(seq, said) != said:
            yield _("Line %(seq)s of the chain was changed: %(line)s.") % {
                "seq": seq,
                "line": _named(link.line, someone),
            }
            return
        prev = said
    if told and max(told) != seq:
        yield _("The last lines of the chain are missing.")


def _told_ends() -> Iterator[dict[str, Any]]:
    yield from SignatureEvent.objects.filter(chain__key=CHAIN, kind=TOLD).values_list("data", flat=True)


def _named(line: LogLine, someone: Person | None) -> str:
    """Of another province no more than the time."""
    when = f"{timezone.localtime(line.at):%d/%m/%Y %H:%M}"
    if someone is None or not visible(someone).filter(pk=line.pk).exists():
        return when
    return f"{when}, {line.actor or _('The system')}, {line.title}"
