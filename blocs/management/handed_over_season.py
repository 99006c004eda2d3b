"""The end of a season for the demo: handed over to the next leader, with minutes, and closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from blocs.models import Season
from blocs.services import handovers, papers, seasons
from documents.models import Paper
from emulation.models import User


def make(
    season: Season, told: dict[str, Any], *, giver: User, taker: User, noon: Callable[[date], datetime]
) -> Paper:
    """On a day of the last week; the rights move with the new year, and the year closes on its own."""
    held_on = season.last_day - timedelta(days=told["days_before_the_end"])
    given: dict[str, Any] = {"by": giver, "at": noon(held_on)}
    handovers.prepare(season, **given)
    for item in told["items"]:
        due = date.fromisoformat(item["due"]) if item.get("due") else None
        handovers.write_item(season, **item | {"due": due}, **given)
    handovers.edit(season, held_on=held_on, **told["handover"], **given)
    for user in (giver, taker):
        handovers.confirm(season, by=user, at=noon(held_on))
    minutes = papers.issue("handover-minutes", season, **given)
    seasons.advance(season, by=giver, at=noon(season.last_day))
    return minutes
