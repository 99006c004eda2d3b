"""Going back to an earlier text of a pledge, which is itself a change that can be undone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from blocs.models import Organisation, Pledge, PledgeVersion
from blocs.rules import pledging
from blocs.services.pledges.common import keep_version, lock, seats_of, text_of
from emulation.models import User


@transaction.atomic
def restore(version: PledgeVersion, *, by: User, at: datetime | None = None) -> None:
    """Make the text what it was in this version; theme and slogan belong to the season and stay."""
    at = at or timezone.now()
    pledge: Pledge = version.pledge
    lock(pledge)
    pledging.can_edit(pledge.status, seats_of(by, pledge, at)).or_refuse()
    now, then = text_of(pledge), version.content
    if all(now[part] == then[part] for part in ("opening", "items", "targets")):
        return
    pledge.opening = then["opening"]
    pledge.save(update_fields=["opening"])
    owners = {row.code: row for row in Organisation.objects.filter(province=pledge.season.bloc.province_id)}
    _restore_lines(pledge.items, now["items"], then["items"], pledge.revision + 1, owners)
    _restore_lines(pledge.targets, now["targets"], then["targets"], pledge.revision + 1, owners)
    keep_version(pledge, step="restore", by=by, at=at)


def _restore_lines(
    lines: Any,
    now: list[dict[str, Any]],
    then: list[dict[str, Any]],
    number: int,
    owners: dict[str, Organisation],
) -> None:
    """Lines that read the same as now count as unchanged, so that nobody's open form becomes stale."""
    lines.live().exclude(pk__in=[row["id"] for row in then]).update(removed_in=number, changed_in=number)
    for order, row in enumerate(then):
        words = {} if row in now else {"removed_in": None, "changed_in": number, **_fields(row, owners)}
        lines.filter(pk=row["id"]).update(order=order, **words)


def _fields(row: dict[str, Any], owners: dict[str, Organisation]) -> dict[str, Any]:
    if "section" in row:
        return {"section": row["section"], "text": row["text"]}
    return {
        "text": row["text"],
        "unit": row["unit"],
        "comparison": row["comparison"],
        "value": None if row["value"] is None else Decimal(row["value"]),
        "owner": owners.get(row["owner"] or ""),
        "data_source": row["data_source"],
    }
