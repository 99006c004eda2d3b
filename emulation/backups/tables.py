"""The rows of the site as lines of text, the same from whichever database they come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

# Made anew by every migration, or worth nothing elsewhere.
LEFT_OUT = {"contenttypes.contenttype", "auth.permission", "sessions.session"}
BATCH = 500
Model = type[models.Model]


class WholeMoments(DjangoJSONEncoder):
    """Django's own drops microseconds, on which the fingerprints of evidence depend."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime | time) else super().default(o)


def tables() -> list[Model]:
    """Every table that is kept, those between two others included."""
    kept = apps.get_models(include_auto_created=True)
    return [model for model in kept if model._meta.label_lower not in LEFT_OUT and model._meta.managed]


def write(model: Model, target: Path) -> tuple[int, str]:
    """One row a line, by key; how many there are, and their fingerprint."""
    count, fingerprint = 0, hashlib.sha256()
    with target.open("wb") as file:
        for line in lines(model):
            file.write(line)
            fingerprint.update(line)
            count += 1
    return count, fingerprint.hexdigest()


def lines(model: Model) -> Iterator[bytes]:
    rows = model._base_manager.order_by("pk").iterator(chunk_size=BATCH)
    writer = serializers.get_serializer("jsonl")()
    for row in rows:
        text: str = writer.serialize([row], ensure_ascii=False, cls=WholeMoments)
        yield text.rstrip("\n").encode() + b"\n"


def read(model: Model, rows: Iterable[bytes]) -> None:
    """Put the rows of a table back as they were, key by key; nothing of ours runs for them."""
    batch: list[models.Model] = []
    for found in serializers.deserialize("jsonl", (row.decode() for row in rows), ignorenonexistent=False):
        batch.append(found.object)
        if len(batch) == BATCH:
            _put_back(model, batch)
            batch.clear()
    _put_back(model, batch)


def _put_back(model: Model, rows: list[models.Model]) -> None:
    """Fields of other people's models that tell the moment of saving would tell that of the restore."""
    moments = [field.attname for field in model._meta.concrete_fields if _tells_of_saving(field)]
    kept = {row.pk: {name: getattr(row, name) for name in moments} for row in rows if moments}
    model._base_manager.bulk_create(rows)
    for key, fields in kept.items():
        model._base_manager.filter(pk=key).update(**fields)


def _tells_of_saving(field: Any) -> bool:
    return getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)


def empty() -> None:
    """Take away what migrations have filled in."""
    with connection.cursor() as cursor:
        for model in reversed(tables()):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  a name of ours, quoted


def count_on() -> None:
    """Let the next row take a key above those that were put back."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def see_one_moment() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def file_names(model: Model) -> Iterator[str]:
    """The files that the rows of a table name."""
    for field in model._meta.get_fields():
        if isinstance(field, models.FileField):
            yield from (
                model._base_manager.exclude(**{field.name: ""})
                .exclude(**{f"{field.name}__isnull": True})
                .order_by("pk")
                .values_list(field.name, flat=True)
                .iterator()
            )
