"""Recipients and their honours as lists show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from awards.models import Honour, Recipient
from awards.models.honours import RecipientQuerySet
from blocs.models.season import FIRST_YEAR, LAST_YEAR

SHOWN = 3
SORTS = {"name": "sort_key", "organisation": "organisation__sort_key"}


@dataclass(frozen=True, slots=True)
class RecipientLine:
    recipient: Recipient
    newest: list[Honour]
    more: int


def filtered(rows: RecipientQuerySet, given: Mapping[str, Any]) -> RecipientQuerySet:
    """By what the form of the list holds."""
    if given.get("q"):
        rows = rows.searched(given["q"])
    if given.get("kind"):
        rows = rows.filter(kind=given["kind"])
    wanted = {name: given[name] for name in ("award", "year") if given.get(name)}
    if wanted:
        received = Honour.objects.filter(recipient=OuterRef("pk"), revoked_on__isnull=True, **wanted)
        rows = rows.filter(Exists(received))
    key = str(given.get("sort") or "")
    if (name := key.removeprefix("-")) in SORTS:
        rows = rows.order_by(f"{'-' if key.startswith('-') else ''}{SORTS[name]}", "sort_key", "pk")
    return rows


def lines(recipients: list[Recipient]) -> list[RecipientLine]:
    """Each with its newest honours; one query."""
    of = _honours(recipients)
    return [RecipientLine(row, of[row.pk][:SHOWN], max(0, len(of[row.pk]) - SHOWN)) for row in recipients]


def _honours(recipients: Iterable[Recipient]) -> dict[int, list[Honour]]:
    found: dict[int, list[Honour]] = defaultdict(list)
    rows = Honour.objects.filter(recipient__in=[row.pk for row in recipients], revoked_on__isnull=True)
    for honour in rows.select_related("award").order_by("-year", "-decided_on", "pk"):
        found[honour.recipient_id].append(honour)
    return found


def as_rows(recipients: RecipientQuerySet) -> Iterator[tuple[Any, ...]]:
    """Every honour of these recipients, a row each, the revoked ones with their day."""
    rows = Honour.objects.filter(recipient__in=recipients.order_by().values("pk"))
    rows = rows.select_related("award", "recipient__organisation")
    for honour in rows.order_by("recipient__sort_key", "recipient", "-year", "pk").iterator():
        yield (
            str(honour.recipient),
            honour.recipient.get_kind_display(),
            honour.recipient.organisation.current_name,
            honour.award.name,
            honour.year,
            honour.get_basis_display(),
            honour.decision_number,
            honour.decided_on,
            honour.issuer,
            honour.revoked_on,
        )


def year_asked(typed: str | None, on: date) -> int:
    """The year of the address, or this one."""
    if typed and typed.isdecimal() and FIRST_YEAR <= int(typed) <= LAST_YEAR:
        return int(typed)
    return on.year
