"""manage.py restore FILE: a backup into an empty database, compared with what was saved."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from emulation.backups import archive
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = "Restores a backup into an empty database and compares it. BACKUP_PASSPHRASE opens a sealed one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", metavar="DATABASE_URL", help="another database than that of the site")
        parser.add_argument("--force", action="store_true", help="replace all that the database holds")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["file"]
        if options["into"]:
            sys.exit(_elsewhere(source.resolve(), options["into"], force=options["force"]))
        if not source.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": source})
        call_command("migrate", verbosity=0)
        try:
            manifest = archive.restore(
                source, passphrase=os.environ.get("BACKUP_PASSPHRASE", ""), force=options["force"]
            )
        except archive.Unusable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("Restored: %(rows)s rows of %(tables)s tables, %(files)s files, compared with %(day)s.")
            % {
                "rows": manifest.rows,
                "tables": len(manifest.tables),
                "files": len(manifest.files),
                "day": manifest.made_at[:10],
            }
        )


def _elsewhere(source: Path, database: str, *, force: bool) -> int:
    """In a process of its own, since settings know one database."""
    command = [sys.executable, "manage.py", "restore", str(source), *(["--force"] if force else [])]
    environment = os.environ | {"DATABASE_URL": database}
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=False)  # noqa: S603  our own
    return done.returncode
