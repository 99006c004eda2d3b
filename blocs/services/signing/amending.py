"""Changing a pledge that is in force: a new version of the text, which all sign again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from blocs.models import Pledge
from blocs.rules import pledging
from blocs.services.pledges.common import seats_of
from blocs.services.pledges.steps import lock_with_season
from blocs.services.signing import anew
from documents.models import Paper
from emulation.models import User

AMEND, GIVE_UP, AMENDED = "amend", "give_up", "amended"
Status = Pledge.Status


@transaction.atomic
def amend(pledge: Pledge, *, reason: str, by: User, at: datetime | None = None) -> Pledge:
    """The text is open for comments as a new version; the pledge in force holds until all have signed that.

    Pressed twice, it hands out the version that is there.
    """
    at = at or timezone.now()
    lock_with_season(pledge)
    newest = pledge.season.pledges.newest_first()[0]
    if _begun_by(newest, by):
        return newest
    pledging.can_amend(newest.status, seats_of(by, pledge, at), reason=reason).or_refuse()
    return anew.version_of(newest, by=by, reason=reason, at=at, step=AMEND)


@transaction.atomic
def give_up(pledge: Pledge, *, reason: str, by: User, at: datetime | None = None) -> None:
    """The pledge in force stays as it is. What was written stays to be read."""
    at = at or timezone.now()
    lock_with_season(pledge)
    if pledge.status == Status.VOID and pledge.events.filter(step=GIVE_UP, actor=by).exists():
        return
    seats = seats_of(by, pledge, at)
    amends = amended_by(pledge) is not None
    pledging.can_give_up(pledge.status, seats, amends=amends, reason=reason).or_refuse()
    came_from, pledge.status = pledge.status, Status.VOID
    pledge.save(update_fields=["status"])
    pledge.events.create(actor=by, step=GIVE_UP, came_from=came_from, went_to=Status.VOID, note=reason, at=at)


def amended_by(pledge: Pledge) -> Pledge | None:
    """The version in force whose place this one is to take."""
    earlier = pledge.season.pledges.filter(version__lt=pledge.version, status=Status.IN_FORCE)
    return earlier.select_related("paper").order_by("-version").first()


def paper_in_force(pledge: Pledge) -> Paper | None:
    before = amended_by(pledge)
    return before.paper if before else None


def close_amended(pledge: Pledge, *, at: datetime) -> None:
    """In the transaction in which the new version comes into force."""
    for old in pledge.season.pledges.select_for_update(no_key=True).filter(
        version__lt=pledge.version, status=Status.IN_FORCE
    ):
        old.status = Status.AMENDED
        old.save(update_fields=["status"])
        old.events.create(step=AMENDED, came_from=Status.IN_FORCE, went_to=Status.AMENDED, at=at)


def _begun_by(pledge: Pledge, by: User) -> bool:
    return pledge.status in pledging.OPEN and pledge.events.filter(step=AMEND, actor=by).exists()
