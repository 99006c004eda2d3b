"""manage.py backup FILE: database and files together, as of one moment."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from emulation.backups import archive
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = "Writes database and files into one file. BACKUP_PASSPHRASE in the environment seals it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        passphrase = os.environ.get("BACKUP_PASSPHRASE", "")
        try:
            manifest = archive.write(target, passphrase=passphrase)
        except OSError as error:
            raise CommandError(
                _("The file %(file)s cannot be written: %(why)s.") % {"file": target, "why": error}
            ) from error
        self.stdout.write(
            _("Saved in %(file)s: %(rows)s rows of %(tables)s tables, %(files)s files.")
            % {
                "file": target,
                "rows": manifest.rows,
                "tables": len(manifest.tables),
                "files": len(manifest.files),
            }
        )
        if not passphrase:
            self.stdout.write(_("The file is not sealed: keep it where only the administrators can read it."))
