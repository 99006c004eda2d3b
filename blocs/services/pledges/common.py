"""What every change of a pledge begins and ends with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Pledge, PledgeVersion, Season
from blocs.rules import pledging
from blocs.rules.rights import Seat
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import Refused


class Stale(Refused):
    """Somebody else changed the same thing meanwhile; carries it as it stands now."""

    def __init__(self, now: Model, *, by: User | None, at: datetime | None) -> None:
        super().__init__(
            _("%(name)s changed this meanwhile. Compare the two texts, then save again if yours is to stay.")
            % {"name": by or _("Somebody")}
        )
        self.now, self.by, self.at = now, by, at


def lock(pledge: Pledge) -> None:
    # Two officers may write at once: read again, and hold the row until the change is whole.
    pledge.refresh_from_db(from_queryset=Pledge.objects.select_for_update(no_key=True))


def seats_of(by: User, pledge: Pledge, at: datetime) -> frozenset[Seat]:
    return people.seats(people.person(by, on=timezone.localdate(at)), pledge.season)


def keep_version(pledge: Pledge, *, step: str, by: User | None, at: datetime) -> PledgeVersion:
    """Keep the whole text as it is after a change; its number is the pledge's new revision."""
    pledge.revision += 1
    pledge.save(update_fields=["revision"])
    text = text_of(pledge)
    return pledge.versions.create(
        number=pledge.revision,
        content=text,
        content_hash=pledging.content_hash(text),
        step=step,
        actor=by,
        at=at,
    )


def text_of(pledge: Pledge) -> dict[str, Any]:
    season = Season.objects.get(pk=pledge.season_id)  # theme and slogan as they are now
    items = pledge.items.live()
    targets = pledge.targets.live().select_related("owner")
    return pledging.content(season, pledge.opening, items, targets)
