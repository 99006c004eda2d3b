"""manage.py data_dictionary: writes docs/data.md anew from the models."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from documents import data_dictionary


class Command(BaseCommand):
    help = "Writes docs/data.md, the data dictionary, anew from the models."

    def handle(self, **options: Any) -> None:
        place = Path(settings.BASE_DIR) / "docs" / "data.md"
        place.write_text(data_dictionary.written(), encoding="utf-8")
        self.stdout.write(str(place))
