"""manage.py print_paper: a paper of a season as PDF or .docx."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Bloc, Season
from blocs.services import papers

FORMS: dict[str, Callable[..., bytes]] = {".pdf": papers.as_pdf, ".docx": papers.as_docx}


class Command(BaseCommand):
    help = "Prints a paper of a season into a file, as PDF or .docx by the file's ending."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", help=", ".join(papers.KINDS))
        parser.add_argument("--bloc", required=True, metavar="CODE")
        parser.add_argument("--year", required=True, type=int, help="the first year of a school year")
        parser.add_argument(
            "--organisation", metavar="CODE", help="whose paper, where each member has its own"
        )
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        kind, output = options["kind"], options["output"]
        if kind not in papers.KINDS:
            known = ", ".join(papers.KINDS)
            raise CommandError(
                _("There is no paper “%(kind)s”. Known papers: %(known)s.") % {"kind": kind, "known": known}
            )
        if options["organisation"]:
            raise CommandError(
                _("The paper “%(kind)s” is one for the whole bloc: leave out --organisation.")
                % {"kind": kind}
            )
        make = FORMS.get(output.suffix.lower())
        if make is None:
            raise CommandError(_("The file must end in .pdf or .docx: %(file)s") % {"file": output})
        season = _season(options["bloc"], options["year"])
        _write(output, make, kind, season, on=timezone.localdate())
        self.stdout.write(_("Printed: %(file)s") % {"file": output})


def _season(code: str, year: int) -> Season:
    seasons = list(Season.objects.for_listing().filter(bloc__code=code))
    found = next((season for season in seasons if season.year == year), None)
    if found is not None:
        return found
    if not Bloc.objects.filter(code=code).exists():
        raise CommandError(_("There is no bloc “%(bloc)s”.") % {"bloc": code})
    years = ", ".join(sorted(str(season.year) for season in seasons)) or "–"
    raise CommandError(
        _("The bloc “%(bloc)s” has no year %(year)s. It has: %(years)s.")
        % {"bloc": code, "year": year, "years": years}
    )


def _write(output: Path, make: Callable[..., bytes], kind: str, season: Season, *, on: date) -> None:
    """The file is there whole or not at all."""
    try:
        content = make(kind, season, on=on)
        draft = output.with_name(f".{output.name}.part")
        draft.write_bytes(content)
        draft.replace(output)
    except OSError as error:
        raise CommandError(_("The file cannot be written: %(error)s") % {"error": error}) from error
