"""The score tables and rules for ties that the site begins with; rows that are there are left alone."""

import json
import uuid
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.utils.dateparse import parse_datetime

from emulation.text import folded, sort_key

SCORE_TABLES = Path(__file__).resolve().parent / "data" / "score_tables.json"
SERIES = uuid.UUID(
    "5d7f3c1e-0a52-4c5b-9a52-6b8f2f4f7a10"
)  # the examples' own are made from it and their codes


def load(apps: Apps) -> int:
    """Add the examples and usual rules that are missing and say how many; a migration lends its models."""
    content: dict[str, Any] = json.loads(SCORE_TABLES.read_text(encoding="utf-8"))
    tables, rules = apps.get_model("blocs", "ScoreTable"), apps.get_model("blocs", "TieRule")
    added = 0
    for row in content["tables"]:
        series = uuid.uuid5(SERIES, row["code"])
        if not tables._default_manager.filter(series=series).exists():
            _add(apps, series, row)
            added += 1
    for order, row in enumerate(content["tie_rules"]):
        kind = row.pop("kind")
        defaults = {"order": order, **row}
        added += rules._default_manager.get_or_create(season=None, kind=kind, defaults=defaults)[1]
    return added


def _add(apps: Apps, series: uuid.UUID, row: dict[str, Any]) -> None:
    table = apps.get_model("blocs", "ScoreTable")._default_manager.create(
        series=series,
        is_example=True,
        status="open",
        opened_at=parse_datetime(row["opened_at"]),
        search_text=folded(f"{row['name']} {row.get('decision', '')}"),
        sort_key=sort_key(row["name"]),
        **{name: row[name] for name in ("name", "bloc_kind", "note", "total", "bonus_cap") if name in row},
    )
    groups = apps.get_model("blocs", "ScoreGroup")._default_manager
    criteria = apps.get_model("blocs", "Criterion")._default_manager
    for order, group_row in enumerate(row["groups"]):
        given = dict(group_row)
        rows = given.pop("criteria")
        group = groups.create(table=table, order=order, **given)
        for place, criterion in enumerate(rows):
            values = dict(criterion)
            parts = values.pop("parts", [])
            if parts:
                values["formula"] = "sum"
            parent = criteria.create(group=group, order=place, **values)
            for inner, part in enumerate(parts):
                criteria.create(group=group, parent=parent, order=inner, **part)
    bands = apps.get_model("blocs", "ScoreBand")._default_manager
    for band in row["bands"]:
        bands.create(table=table, **band)
