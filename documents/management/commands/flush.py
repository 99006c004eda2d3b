"""manage.py flush, for a database that holds evidence: empties all of it, which Django asks about first."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from documents import append_only


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        append_only.lift(connection)
        try:
            super().handle(**options)
        finally:
            append_only.protect(connection)
