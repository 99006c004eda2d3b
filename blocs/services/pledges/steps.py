"""The steps of a pledge: begun, opened for comments, agreed, opened again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

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
    season.refresh_from_db(from_queryset=Season.objects.select_for_update(no_key=True))
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


def open_for_comments(
    pledge: Pledge, *, by: User, until: date | None = None, at: datetime | None = None
) -> None:
    """Members may now comment and register; the text stays open. `until` reminds, it does not shut."""
    take("open_for_comments", pledge, by=by, at=at, comments_until=until)


@transaction.atomic
def ask_comments_until(pledge: Pledge, *, until: date | None, by: User, at: datetime | None = None) -> None:
    """Give more or less time for comments while they are open."""
    at = at or timezone.now()
    lock(pledge)
    pledging.can_set_comments_until(pledge.status, seats_of(by, pledge, at)).or_refuse()
    if pledge.comments_until == until:
        return
    pledge.comments_until = until
    pledge.save(update_fields=["comments_until"])
    note = f"{until:%d/%m/%Y}" if until else ""
    pledge.events.create(actor=by, step="comments_until", note=note, at=at)


def back_to_draft(pledge: Pledge, *, by: User, at: datetime | None = None) -> None:
    """Comments rest, and stay where they are."""
    take("back_to_draft", pledge, by=by, at=at)


@transaction.atomic
def agree(pledge: Pledge, *, by: User, reason: str = "", at: datetime | None = None) -> None:
    """Freeze the text and keep its hash. Unanswered comments need a reason, which all members read."""
    at = at or timezone.now()
    lock_with_season(pledge)
    text_hash = pledging.content_hash(text_of(pledge))
    take("agree", pledge, by=by, at=at, note=reason, agreed_hash=text_hash, agreed_at=at)


@transaction.atomic
def reopen(pledge: Pledge, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Open a settled text again. A paper issued of it becomes void, and says why."""
    at = at or timezone.now()
    lock_with_season(pledge)
    paper = pledge.paper
    if not take("reopen", pledge, by=by, at=at, note=reason, paper=None, agreed_hash="", agreed_at=None):
        return
    if paper is not None and paper.is_current:
        archive.void(paper, reason=reason, by=by, at=at)


@transaction.atomic
def take(step: str, pledge: Pledge, *, by: User, at: datetime | None, note: str = "", **fields: Any) -> bool:
    """Take the step and write these fields with it; False when the same button was pressed twice."""
    at = at or timezone.now()
    lock_with_season(pledge)
    target = pledging.STEPS[step].target
    if pledge.status == target and came_by(step, pledge, by):
        return False
    seats = seats_of(by, pledge, at)
    pledging.can_step(step, status=pledge.status, seats=seats, facts=facts(pledge), reason=note).or_refuse()
    came_from, pledge.status = pledge.status, target
    for name, value in fields.items():
        setattr(pledge, name, value)
    pledge.save(update_fields=["status", *fields])
    pledge.events.create(actor=by, step=step, came_from=came_from, went_to=target, note=note, at=at)
    return True


def lock_with_season(pledge: Pledge) -> None:
    # Its paper is issued, and its theme changed, under the season's lock: neither may happen during a step.
    list(Season.objects.select_for_update(no_key=True).filter(pk=pledge.season_id).values_list("pk"))
    lock(pledge)


def came_by(step: str, pledge: Pledge, by: User) -> bool:
    last = pledge.events.filter(step__in=pledging.STEPS).last()
    return last is not None and (last.step, last.actor_id) == (step, by.pk)


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
        printed=pledge.paper_id is not None,
    )
