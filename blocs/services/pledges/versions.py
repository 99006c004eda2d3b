"""Going back to an earlier text of a pledge, which is itself a change that can be undone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from blocs.models import Organisation, Pledge, PledgeVersion
from blocs.rules import pledging
from blocs.services.pledges.common import keep_version, lock, seats_of
from emulation.models import User


@transaction.atomic
def restore(version: PledgeVersion, *, by: User, at: datetime | None = None) -> None:
    """Make the text what it was in this version; theme and slogan belong to the season and stay."""
    at = at or timezone.now()
    pledge: Pledge = version.pledge
    lock(pledge)
    pledging.can_edit(pledge.status, seats_of(by, pledge, at)).or_refuse()
    pledge.opening = version.content["opening"]
    pledge.save(update_fields=["opening"])
    number = pledge.revision + 1
    owners = {row.code: row for row in Organisation.objects.filter(province=pledge.season.bloc.province_id)}
    _restore_lines(pledge.items, version.content["items"], number, lambda row: {"section": row["section"]})
    _restore_lines(pledge.targets, version.content["targets"], number, lambda row: _target(row, owners))
    keep_version(pledge, step="restore", by=by, at=at)


def _restore_lines(lines: Any, rows: list[dict[str, Any]], number: int, rest: Any) -> None:
    kept = {row["id"]: place for place, row in enumerate(rows)}
    lines.live().exclude(pk__in=kept).update(removed_in=number, changed_in=number)
    for row in rows:
        lines.filter(pk=row["id"]).update(
            text=row["text"], order=kept[row["id"]], removed_in=None, changed_in=number, **rest(row)
        )


def _target(row: dict[str, Any], owners: dict[str, Organisation]) -> dict[str, Any]:
    return {
        "unit": row["unit"],
        "comparison": row["comparison"],
        "value": None if row["value"] is None else Decimal(row["value"]),
        "owner": owners.get(row["owner"] or ""),
        "data_source": row["data_source"],
    }
