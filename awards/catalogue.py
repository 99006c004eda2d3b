"""The titles and commendations that the site begins with; rows that were edited since are left alone."""

import json
from pathlib import Path

from django.db import models

AWARDS = Path(__file__).resolve().parent / "data" / "awards.json"


def load(award: type[models.Model]) -> int:
    """Add the awards that are missing and say how many; a migration lends its own model."""
    rows: list[dict[str, str]] = json.loads(AWARDS.read_text(encoding="utf-8"))
    added = [award._default_manager.get_or_create(code=row["code"], defaults=row)[1] for row in rows]
    return sum(added)
