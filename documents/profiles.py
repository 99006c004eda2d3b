"""The formats of papers that the site begins with; rows that officials have edited since are left alone."""

import json
from pathlib import Path
from typing import Any

from django.db import models

PROFILES = Path(__file__).resolve().parent / "data" / "format_profiles.json"


def load(profile: type[models.Model]) -> int:
    """Add the formats that are missing and say how many; a migration lends its own model."""
    rows: list[dict[str, Any]] = json.loads(PROFILES.read_text(encoding="utf-8"))
    known = {field.name for field in profile._meta.get_fields()}  # an earlier migration has fewer points
    kept = [{name: value for name, value in row.items() if name in known} for row in rows]
    added = [profile._default_manager.get_or_create(code=row["code"], defaults=row)[1] for row in kept]
    return sum(added)
