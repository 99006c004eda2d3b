"""manage.py export_season: one season as a season file, JSON or workbook by the file's ending."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from blocs.models import Bloc, Season
from blocs.selectors import exports
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = "Writes one season into a file that import_season reads: .json or .xlsx."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bloc", help="code of the bloc")
        parser.add_argument("year", type=int)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        bloc, year, output = options["bloc"], options["year"], options["output"]
        if output.suffix.lower() not in (".json", ".xlsx"):
            raise CommandError(_("The file must end in .json or .xlsx: %(file)s") % {"file": output})
        season = Season.objects.for_listing().filter(bloc__code=bloc, year=year).first()
        if season is None:
            raise CommandError(_no_season(bloc, year))
        write = exports.as_json if output.suffix.lower() == ".json" else exports.as_workbook
        try:
            output.write_bytes(write(season))
        except OSError as error:
            told = _("The file %(file)s cannot be written: %(why)s.") % {
                "file": output,
                "why": error.strerror,
            }
            raise CommandError(told) from error
        self.stdout.write(_("Written: %(file)s") % {"file": output})


def _no_season(bloc: str, year: int) -> str:
    years = Season.objects.filter(bloc__code=bloc).order_by("year").values_list("year", flat=True)
    if years:
        known = ", ".join(map(str, years))
        return _("The bloc “%(bloc)s” has no season %(year)s; it has: %(years)s.") % {
            "bloc": bloc,
            "year": year,
            "years": known,
        }
    codes = ", ".join(Bloc.objects.order_by("code").values_list("code", flat=True)[:50])
    return _("There is no bloc “%(bloc)s”. Known blocs: %(known)s.") % {"bloc": bloc, "known": codes or "–"}
