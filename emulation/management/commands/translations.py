"""Keeps the Vietnamese catalogue in step with the texts of the site."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from emulation import catalogues
from emulation.extraction import Unreadable, texts_of_the_site


class Command(BaseCommand):
    help = "Takes new texts into the Vietnamese catalogue, fills in translations, and lists what is missing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("update", help="take in new texts, drop those no longer used, compile")
        filling = actions.add_parser(
            "fill", help='take in translations from a JSON file {"English": "Tiếng Việt"}'
        )
        filling.add_argument("file", type=Path)
        actions.add_parser(
            "missing", help="print the texts without Vietnamese as JSON, ready to be filled in"
        )
        actions.add_parser(
            "check", help="fail when the catalogue is out of step, incomplete or at odds with the source"
        )

    def handle(self, *, action: str, **options: Any) -> None:
        try:
            getattr(self, f"_{action}")(**options)
        except Unreadable as error:
            raise CommandError(f"Cannot be read: {error}") from error

    def _update(self, **options: Any) -> None:
        with catalogues.locked():
            catalog = catalogues.merged(catalogues.read(catalogues.VIETNAMESE), texts_of_the_site())
            catalogues.write(catalogues.VIETNAMESE, catalog)
            catalogues.compile_changed()
        self.stdout.write(
            f"{len(catalog)} texts, {len(catalogues.untranslated(catalog))} without Vietnamese."
        )

    def _fill(self, *, file: Path, **options: Any) -> None:
        translations = json.loads(file.read_text(encoding="utf-8"))
        with catalogues.locked():
            old = catalogues.read(catalogues.VIETNAMESE)
            # A file being edited may lack its texts for a minute: only update drops what is unused.
            catalog = catalogues.merged(old, texts_of_the_site(), keep_unused=True)
            unknown = catalogues.fill(catalog, translations)
            catalogues.write(catalogues.VIETNAMESE, catalog)
            catalogues.compile_changed()
        self.stdout.write(f"{len(translations) - len(unknown)} translations taken in.")
        if unknown:
            raise CommandError("\n".join(["Not among the texts of the site:", *unknown]))

    def _missing(self, **options: Any) -> None:
        catalog = catalogues.merged(catalogues.read(catalogues.VIETNAMESE), texts_of_the_site())
        self.stdout.write(json.dumps(catalogues.untranslated(catalog), ensure_ascii=False, indent=1))

    def _check(self, **options: Any) -> None:
        old = catalogues.read(catalogues.VIETNAMESE)
        new = catalogues.merged(old, texts_of_the_site())
        problems = list(catalogues.faults(new))
        problems += [
            f"no longer used: {key}" for key in catalogues.keys(old) if key not in catalogues.keys(new)
        ]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"{len(new)} texts, all in Vietnamese.")
