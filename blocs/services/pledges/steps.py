"""The steps of a pledge: begun, opened for comments, agreed, opened again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Pledge, PledgeItem, PledgeTarget, Season, UsualLine
from blocs.models.dated import spans
from blocs.rules import pledging
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services.pledges.common import keep_version, lock, seats_of, text_of
from documents.services import papers as archive
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def start(
    season: Season,
    *,
    by: User,
    like: Pledge | None = None,
    usual: Iterable[UsualLine] = (),
    at: datetime | None = None,
) -> Pledge:
    """Begin the season's pledge: empty, from another one's text, or from usual lines. One per season."""
    at = at or timezone.now()
    season.refresh_from_db(from_queryset=Season.objects.select_for_update())
    may(Act.EDIT_PLEDGE, people.seats(people.person(by, on=timezone.localdate(at)), season)).or_refuse()
    unless(not season.pledges.exists(), _("The season has its pledge already.")).or_refuse()
    pledge = Pledge.objects.create(season=season, opening=like.opening if like else "")
    if like is not None:
        _take_over(pledge, like)
    _take_usual(pledge, usual)
    keep_version(pledge, step="start", by=by, at=at)
    pledge.events.create(actor=by, step="start", went_to=pledge.status, at=at)
    return pledge


def _take_over(pledge: Pledge, like: Pledge) -> None:
    members = set(pledge.season.memberships.values_list("organisation", flat=True))
    PledgeItem.objects.bulk_create(
        PledgeItem(pledge=pledge, section=item.section, text=item.text, order=item.order, changed_in=1)
        for item in like.items.live()
    )
    PledgeTarget.objects.bulk_create(
        PledgeTarget(
            pledge=pledge,
            text=target.text,
            unit=target.unit,
            comparison=target.comparison,
            value=target.value,
            owner_id=target.owner_id if target.owner_id in members else None,
            data_source=target.data_source,
            order=target.order,
            changed_in=1,
        )
        for target in like.targets.live()
    )


def _take_usual(pledge: Pledge, usual: Iterable[UsualLine]) -> None:
    lines = list(usual)
    behind_items, behind_targets = pledge.items.count(), pledge.targets.count()
    PledgeItem.objects.bulk_create(
        PledgeItem(
            pledge=pledge, section=line.section, text=line.text, order=behind_items + order, changed_in=1
        )
        for order, line in enumerate(lines)
        if line.kind == UsualLine.Kind.ITEM
    )
    PledgeTarget.objects.bulk_create(
        PledgeTarget(
            pledge=pledge,
            text=line.text,
            unit=line.unit,
            comparison=line.comparison,
            value=line.value,
            order=behind_targets + order,
            changed_in=1,
        )
        for order, line in enumerate(lines)
        if line.kind == UsualLine.Kind.TARGET
    )


def open_for_comments(pledge: Pledge, *, by: User, at: datetime | None = None) -> None:
    """Members may now comment and register; the text stays open."""
    _take("open_for_comments", pledge, by=by, at=at)


def back_to_draft(pledge: Pledge, *, by: User, at: datetime | None = None) -> None:
    """Comments rest, and stay where they are."""
    _take("back_to_draft", pledge, by=by, at=at)


@transaction.atomic
def agree(pledge: Pledge, *, by: User, reason: str = "", at: datetime | None = None) -> None:
    """Freeze the text and keep its hash. Unanswered comments need a reason, which all members read."""
    at = at or timezone.now()
    _take("agree", pledge, by=by, at=at, note=reason)
    pledge.agreed_hash = pledging.content_hash(text_of(pledge))
    pledge.agreed_at = at
    pledge.status = pledging.STEPS["agree"].target
    pledge.save(update_fields=["agreed_hash", "agreed_at", "status"])


@transaction.atomic
def reopen(pledge: Pledge, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Open a settled text again. A paper issued of it becomes void, and says why."""
    at = at or timezone.now()
    _take("reopen", pledge, by=by, at=at, note=reason)
    if pledge.paper is not None and pledge.paper.is_current:
        archive.void(pledge.paper, reason=reason, by=by, at=at)
    pledge.paper, pledge.agreed_hash, pledge.agreed_at = None, "", None
    pledge.save(update_fields=["paper", "agreed_hash", "agreed_at"])


@transaction.atomic
def _take(step: str, pledge: Pledge, *, by: User, at: datetime | None, note: str = "") -> None:
    at = at or timezone.now()
    lock(pledge)
    seats = seats_of(by, pledge, at)
    pledging.can_step(step, status=pledge.status, seats=seats, facts=facts(pledge), reason=note).or_refuse()
    came_from, pledge.status = pledge.status, pledging.STEPS[step].target
    if step != "agree":  # whose status and hash are written together
        pledge.save(update_fields=["status"])
    pledge.events.create(actor=by, step=step, came_from=came_from, went_to=pledge.status, note=note, at=at)


def facts(pledge: Pledge) -> pledging.Facts:
    """What the rules want to know of a pledge, read now."""
    season = pledge.season
    day = season.last_day
    members = [row for row in season.memberships.all() if spans(day, row.joined_on, row.left_on)]
    return pledging.Facts(
        lines=pledge.items.live().count() + pledge.targets.live().count(),
        members=len(members),
        has_leader=people.leads_on(season.leaderships.all(), day) is not None,
        unsettled=pledge.comments.filter(settled_at__isnull=True).count(),
    )
