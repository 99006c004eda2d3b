"""manage.py migrate, one at a time: two machines that are upgraded at once do it one after the other."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

LOCK = 0x7468_6964_7561  # "thidua": any number that all our processes know


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with _alone(connections[options["database"]]):
            super().handle(*args, **options)


@contextmanager
def _alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Wait for whoever migrates this database; the lock ends with its process, however that ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    elif isinstance(connection, SQLite) and not connection.is_in_memory_db():
        with Path(f"{connection.settings_dict['NAME']}-migrating").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
    else:  # in memory, where nobody else is
        yield
