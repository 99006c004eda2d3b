"""A pledge for the demo that is written, talked over and registered under, and not yet signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from blocs.models import Pledge, Season, Section
from blocs.rules import pledging
from blocs.services import pledges
from blocs.services.pledges.registrations import Wish
from emulation.models import User


def write(
    season: Season,
    told: dict[str, Any],
    *,
    people: dict[str, User],
    officer: User,
    noon: Callable[[date], datetime],
) -> None:
    """The first draft of the year, open for comments to the middle of February."""
    pledge, year = season.pledges.get(), season.year
    written: dict[str, Any] = {"by": officer, "at": noon(date(year, 1, 22))}
    seen = pledging.fingerprint(pledge.opening)
    pledges.lines.edit_opening(pledge, opening=told["opening"], seen=seen, **written)
    for section, text in told["items"]:
        pledges.lines.add_item(pledge, section=section, text=text, **written)
    owners = {row.organisation.code: row.organisation for row in season.memberships.in_order()}
    for text, unit, comparison, value, owner in told["targets"]:
        pledges.lines.add_target(
            pledge,
            text=text,
            unit=unit,
            comparison=comparison,
            value=Decimal(value),
            owner=owners.get(owner),
            data_source=told["source"],
            **written,
        )
    pledges.open_for_comments(pledge, until=date(year, 2, 16), by=officer, at=noon(date(year, 1, 29)))
    _talk(pledge, told, people=people, at=noon(date(year, 2, 5)))


def _talk(pledge: Pledge, told: dict[str, Any], *, people: dict[str, User], at: datetime) -> None:
    """What the members said of the draft, and what they register under it."""
    items = list(pledge.items.live().filter(section=Section.MEASURES))
    targets = list(pledge.targets.live())
    for name, kind, place, text in told["comments"]:
        pledges.comments.add(
            pledge,
            text=text,
            by=people[name],
            item=items[place] if kind == "item" else None,
            target=targets[place] if kind == "target" else None,
            at=at,
        )
    for name, titles, wishes in told["registrations"]:
        by = people[name]
        pledges.registrations.register(
            pledge,
            by.mandates.select_related("organisation")[0].organisation,
            titles=titles,
            wishes=[Wish(text, unit, Decimal(value)) for text, unit, value in wishes],
            note=told["source"],
            seen=0,
            by=by,
            at=at,
        )
