"""Which thresholds hold for a ballot on a day."""

from __future__ import annotations

from datetime import date

from awards.models import Award, BallotRule
from blocs.models import Person, Province


def rule_for(province: Province, award: Award | None, *, on: date) -> BallotRule | None:
    """The province's own before the general, the award's before any, then the one that began last."""
    rows = [
        row
        for row in BallotRule.objects.on(on, province).order_by("-starts", "-pk")
        if row.award_id is None or (award is not None and row.award_id == award.pk)
    ]
    rows.sort(key=lambda row: (row.province_id is not None, row.award_id is not None), reverse=True)
    return rows[0] if rows else None


def visible(someone: Person) -> list[BallotRule]:
    """All rows that may hold for somebody: the general ones and those of their provinces."""
    provinces = set(someone.whole_provinces) | {
        mandate.organisation.province_id for mandate in someone.mandates
    }
    rows = BallotRule.objects.select_related("award", "province").order_by("-starts", "-pk")
    return [row for row in rows if row.province_id is None or row.province_id in provinces]
