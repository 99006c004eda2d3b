"""manage.py import_season: a season file into the database; or an empty workbook to fill in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blocs.exchange import sections, sheets
from blocs.exchange.outcome import Fate, Outcome
from blocs.services import imports
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = "Reads a season file (.xlsx or .json): all of it, or with the first mistake nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a workbook or a JSON file")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument(
            "--template", type=Path, metavar="FILE.xlsx", help="write an empty workbook to fill in"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file, template = options["file"], options["template"]
        if (file is None) == (template is None):
            raise CommandError(_("Name a file to read, or one for --template."))
        if template is not None:
            self._write_template(template)
        else:
            self._load(file, dry_run=options["dry_run"])

    def _load(self, file: Path, *, dry_run: bool) -> None:
        outcome = imports.load(file, by=None, at=timezone.now(), dry_run=dry_run)
        for problem in outcome.problems:
            self.stderr.write(str(problem))
        if not outcome.is_right:
            count = len(outcome.problems)
            raise CommandError(
                ngettext(
                    "%(count)s problem; nothing was saved.", "%(count)s problems; nothing was saved.", count
                )
                % {"count": count}
            )
        for warning in outcome.warnings:
            self.stdout.write(_("Please check: %(warning)s") % {"warning": warning})
        self._tell(outcome, dry_run=dry_run)

    def _tell(self, outcome: Outcome, *, dry_run: bool) -> None:
        for line in outcome.lines:
            if line.fate is not Fate.UNCHANGED:
                self.stdout.write(str(line))
        self.stdout.write(outcome.summary())
        if not outcome.changes_anything:
            self.stdout.write(_("Everything in the file is already there; nothing was changed."))
        elif dry_run:
            self.stdout.write(_("This was a trial run; nothing was saved."))
        else:
            self.stdout.write(_("Saved."))

    def _write_template(self, target: Path) -> None:
        extras = [section.rows for section in sections.registered()]
        try:
            target.write_bytes(sheets.template(extras))
        except OSError as error:
            told = _("The file %(file)s cannot be written: %(why)s.") % {
                "file": target,
                "why": error.strerror,
            }
            raise CommandError(told) from error
        self.stdout.write(_("Written: %(file)s") % {"file": target})
