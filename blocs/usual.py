"""The usual items and targets that the library begins with; what officials change or take out stays so."""

import json
from pathlib import Path
from typing import Any

from django.db import models

USUAL_LINES = Path(__file__).resolve().parent / "data" / "usual_lines.json"


def load(usual_line: type[models.Model]) -> int:
    """Fill an empty common library and say with how many lines; a migration lends its own model."""
    lines = usual_line._default_manager.filter(province__isnull=True)
    if lines.exists():
        return 0
    rows: list[dict[str, Any]] = json.loads(USUAL_LINES.read_text(encoding="utf-8"))
    return len(usual_line._default_manager.bulk_create(usual_line(**row) for row in rows))
