"""Everything that changes a score table. Call as score_tables.create(…), score_tables.parts.add_group(…)."""

from blocs.services.score_tables import importing, parts, seasons
from blocs.services.score_tables.tables import (
    begin_version,
    copy,
    create,
    discard,
    edit,
    open_for_use,
    restore,
    set_bands,
)

__all__ = [
    "begin_version",
    "copy",
    "create",
    "discard",
    "edit",
    "importing",
    "open_for_use",
    "parts",
    "restore",
    "seasons",
    "set_bands",
]
