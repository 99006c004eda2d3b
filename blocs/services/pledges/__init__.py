"""Everything that changes a pledge. Call as pledges.start(…), pledges.lines.add_item(…)."""

from blocs.services.pledges import comments, lines, registrations, versions, witnesses
from blocs.services.pledges.common import Stale
from blocs.services.pledges.steps import (
    agree,
    ask_comments_until,
    back_to_draft,
    open_for_comments,
    reopen,
    start,
)

__all__ = [
    "Stale",
    "agree",
    "ask_comments_until",
    "back_to_draft",
    "comments",
    "lines",
    "open_for_comments",
    "registrations",
    "reopen",
    "start",
    "versions",
    "witnesses",
]
