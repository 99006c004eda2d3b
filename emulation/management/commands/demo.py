"""manage.py demo: a database with the demo year, filled through the services, and a server on it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from blocs.models import Evidence, Mandate
from documents.models import Paper, Revision
from emulation.management.demo_year import DATA, DemoYear, address_of
from emulation.management.speaking import SpeakingCommand
from emulation.models import User


class Command(SpeakingCommand):
    help = "Migrates, fills the demo year through the services, and serves it. Only with DEBUG."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="throw the demo away and begin anew")
        parser.add_argument("--no-serve", action="store_true", help="only migrate and fill")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(_("The demo signs everybody in with one password: it runs with DEBUG=1 only."))
        address = _address_of_site()
        cast = json.loads((DATA / "people.json").read_text(encoding="utf-8"))
        if not _is_ours(cast):
            raise CommandError(
                _("This database holds data of its own. Name an empty one in DATABASE_URL for the demo.")
            )
        if options["reset"]:
            empty()
        _migrate()
        if not User.objects.exists():
            self.stdout.write(_("Filling the demo year …"))
            self.stdout.flush()
            with _no_letters(), transaction.atomic():
                DemoYear(cast).fill()
        self._tell(cast)
        if not options["no_serve"]:
            self.stdout.write(_("The site runs at %(address)s. Stop it with Ctrl+C.") % {"address": address})
            self.stdout.flush()
            call_command("runserver", address.removeprefix("http://"), use_reloader=False, skip_checks=True)

    def _tell(self, cast: dict[str, Any]) -> None:
        """Who may sign in; all of them invented."""
        rows_of_mandates = Mandate.objects.select_related("organisation").order_by("pk")
        held = {mandate.user_id: mandate for mandate in rows_of_mandates}
        keys = dict(User.objects.values_list("username", "pk"))
        rows = [(_("Sign-in"), _("Name"), _("Role"), _("Organisation"))]
        for name, full_name, _phone, _mandates in cast["people"]:
            mandate = held.get(keys.get(name, 0))
            if mandate is not None:
                role = f"{mandate.get_role_display()} ({mandate.title})"
                rows.append((name, full_name, role, mandate.organisation.current_short_name))
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        rows.insert(1, tuple("─" * width for width in widths))  # type: ignore[arg-type]
        for row in rows:
            self.stdout.write(
                "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            )
        self.stdout.write(_("Everybody's password: %(password)s") % {"password": cast["password"]})
        self.stdout.write(_("The PIN with which heads sign: %(pin)s") % {"pin": cast["pin"]})
        self.stdout.write(_("All people and figures of the demo are invented."))


def _address_of_site() -> str:
    """Where the site is served."""
    port = settings.PORT
    if not (port.isdecimal() and 0 < int(port) < 65536):
        raise CommandError(_("PORT must be a number between 1 and 65535."))
    return f"http://127.0.0.1:{port}"


@contextmanager
def _no_letters() -> Iterator[None]:
    """Nobody is written to while the demo is filled: without a mail server all of it would be printed."""
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = backend


def _is_ours(cast: dict[str, Any]) -> bool:
    """Empty, or holding the demo: with DATABASE_URL at hand, anybody's data are one slip away."""
    if User._meta.db_table not in connection.introspection.table_names():
        return True
    first = cast["people"][0][0]
    return not User.objects.exists() or User.objects.filter(email=address_of(first)).exists()


def empty() -> None:
    """Drop every table, and the files of issued papers, their signatures and of evidence."""
    tables = connection.introspection.table_names()
    for model in (Paper, Revision, Evidence):
        if model._meta.db_table in tables:
            for name in model._default_manager.exclude(file="").values_list("file", flat=True):
                default_storage.delete(name)
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cascade = "" if connection.vendor == "sqlite" else " CASCADE"
        for table in tables:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
