"""manage.py print_paper: a paper of a season as PDF or .docx."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Season
from blocs.services import papers


class Command(BaseCommand):
    help = "Prints a paper of a season into a file, as PDF or .docx by the file's ending."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind")
        parser.add_argument("--bloc", required=True)
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        kind, output = options["kind"], options["output"]
        if kind not in papers.KINDS:
            known = ", ".join(papers.KINDS)
            raise CommandError(
                _("There is no paper “%(kind)s”. Known papers: %(known)s.") % {"kind": kind, "known": known}
            )
        if output.suffix.lower() not in (".pdf", ".docx"):
            raise CommandError(_("The file must end in .pdf or .docx: %(file)s") % {"file": output})
        season = Season.objects.for_listing().filter(bloc__code=options["bloc"], year=options["year"]).first()
        if season is None:
            raise CommandError(
                _("There is no bloc “%(bloc)s” in %(year)s.")
                % {"bloc": options["bloc"], "year": options["year"]}
            )
        make = papers.as_pdf if output.suffix.lower() == ".pdf" else papers.as_docx
        try:
            output.write_bytes(make(kind, season, on=timezone.localdate()))
        except OSError as error:
            raise CommandError(_("The file cannot be written: %(error)s") % {"error": error}) from error
        self.stdout.write(_("Printed: %(file)s") % {"file": output})
