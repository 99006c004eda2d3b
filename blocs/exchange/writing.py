"""Records as a JSON file. The same records always give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from blocs.exchange import schema
from blocs.exchange.records import FORMAT, SeasonFile
from blocs.exchange.schema import Field, Kind, Rows


def as_json(file: SeasonFile, extras: Sequence[Rows]) -> bytes:
    """UTF-8, indented by one, optional keys only where they say something."""
    return "".join(_json(tree(file, extras), "\n")).encode() + b"\n"


def tree(file: SeasonFile, extras: Sequence[Rows]) -> dict[str, Any]:
    whole: dict[str, Any] = {"format": FORMAT, "province": row(file.province, schema.PROVINCE)}
    for rows in schema.LISTS_OF_THE_FILE:
        whole[rows.name] = [row(record, rows) for record in getattr(file, rows.name)]
    for rows in extras:
        whole[rows.name] = [row(record, rows) for record in file.extras.get(rows.name, ())]
    return whole


def row(record: Any, rows: Rows) -> dict[str, Any]:
    written = {}
    for field in rows.fields:
        value = getattr(record, field.name)
        if field.kind is Kind.ROWS:
            assert field.rows is not None
            written[field.name] = [row(inner, field.rows) for inner in value]
        elif field.required or not is_nothing(value):
            written[field.name] = plain(value, field)
    return written


def is_nothing(value: Any) -> bool:
    return value is None or value in ("", (), {})


def plain(value: Any, field: Field) -> Any:
    """A value as JSON has it; whole years of a movement as years."""
    if isinstance(value, date):
        is_whole = (field.kind is Kind.FIRST_DAY and (value.month, value.day) == (1, 1)) or (
            field.kind is Kind.LAST_DAY and (value.month, value.day) == (12, 31)
        )
        return value.year if is_whole else value.isoformat()
    if isinstance(value, Mapping):
        return {key: day.isoformat() for key, day in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _json(value: Any, line: str) -> Iterator[str]:
    """As json.dumps(indent=1), but with decimals to the last digit."""
    inner = line + " "
    if isinstance(value, dict) and value:
        for number, (key, each) in enumerate(value.items()):
            yield f"{',' if number else '{'}{inner}{_text(key)}: "
            yield from _json(each, inner)
        yield line + "}"
    elif isinstance(value, list) and value:
        for number, each in enumerate(value):
            yield f"{',' if number else '['}{inner}"
            yield from _json(each, inner)
        yield line + "]"
    elif isinstance(value, Decimal):
        yield f"{value:f}"
    else:
        yield _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
