"""Tables whose rows are only ever added: the database itself refuses to change, delete or empty them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = (
    "documents_signatureevent",
    "documents_revision",
    "emulation_signin",
    "blocs_logline",
    "blocs_loglink",
)
SAYS = "rows of this table are never changed or deleted"
DISPOSABLE = "emulation_signin"  # its rows go, by a disposal that was decided on and is being carried out
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION documents_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF TG_OP = 'DELETE' AND TG_TABLE_NAME = '{DISPOSABLE}' THEN
  IF EXISTS (
    SELECT 1 FROM blocs_disposal WHERE state = 'carrying' AND record_class = 'traces'
    AND OLD.at < before::timestamp AT TIME ZONE '{settings.TIME_ZONE}'
  ) THEN RETURN OLD; END IF;
END IF;
RAISE EXCEPTION '{SAYS}';
END $$
"""  # noqa: S608  names of ours


def protect(connection: BaseDatabaseWrapper) -> None:
    """Those that are there: a table that a later migration makes is protected by the one after it."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in (name for name in TABLES if name in there):
            for statement in _made(connection.vendor, table):
                cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Before all tables are emptied; `protect` again afterwards."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for name in _names(connection.vendor, table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


@contextmanager
def letting_go(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within the transaction of a disposal. PostgreSQL looks itself whether one is carried out; SQLite, where
    one writes at a time, is let do it and stopped again."""
    assert connection.in_atomic_block
    if connection.vendor == "postgresql":
        yield
        return
    _one, other = _names(connection.vendor, DISPOSABLE)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {other}")
        yield
        cursor.execute(_made(connection.vendor, DISPOSABLE)[1])


def unprotected(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that ought to be there and are not."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    wanted = (name for table in TABLES for name in _names(connection.vendor, table))
    return [name for name in wanted if name not in there]


def _names(vendor: str, table: str) -> tuple[str, ...]:
    if vendor == "postgresql":
        return (f"{table}_stays", f"{table}_is_not_emptied")
    return (f"{table}_no_update", f"{table}_no_delete")


def _made(vendor: str, table: str) -> tuple[str, str]:
    one, other = _names(vendor, table)
    if vendor == "postgresql":
        calls = "EXECUTE FUNCTION documents_append_only()"
        return (
            f"CREATE OR REPLACE TRIGGER {one} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {calls}",
            f"CREATE OR REPLACE TRIGGER {other} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {calls}",
        )
    stop = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    return (
        f"CREATE TRIGGER IF NOT EXISTS {one} BEFORE UPDATE ON {table} {stop}",
        f"CREATE TRIGGER IF NOT EXISTS {other} BEFORE DELETE ON {table} {stop}",
    )
