"""Rows of the rules of awards: all who work here read them, the standing agency changes them."""

from typing import Any

from tests.project.addresses import EVERYBODY, LEADERS, WATCHERS, Row, anybody

EDITORS = {"standing", "stranger_standing", "administrator"}


def change(world: Any) -> dict[str, Any]:
    return {"starts": "01/06/2026", "source": "Quyết định 12", "confidence": "sourced", "figure-0": 2}


def own(*args: str, **more: Any) -> Row:
    """Of the member's draft."""
    return Row({"officer", "head"} | LEADERS | WATCHERS, args=("draft_nomination.pk", *args), **more)


RULES: dict[str, list[Row]] = {
    "awards:rule-set-list": [anybody()],
    "awards:rule-set-detail": [anybody("RS-2025-07")],
    "awards:rule-set-figures": [
        Row(
            EDITORS,
            EVERYBODY - EDITORS,
            args=("RS-2025-07",),
            sends=lambda world: {"starts": "01/06/2026", "source": "Quyết định 12", "quota_percent": 15},
            changes=EDITORS,
        )
    ],
    "awards:rule-choose": [Row(away=EVERYBODY, args=("RS-2025-07",), query="?award=CO_TINH&whom=collective")],
    "awards:rule-change": [
        Row(
            EDITORS,
            EVERYBODY - EDITORS,
            args=("RS-2025-07", "CO_TINH", "collective"),
            sends=change,
            changes=EDITORS,
        )
    ],
    "awards:nomination-compare": [own(query="?rules=RS-2024-01")],
    "awards:nomination-compare-pdf": [own("RS-2024-01")],
    "awards:nomination-compare-docx": [own("RS-2024-01")],
}
