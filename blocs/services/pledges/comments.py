"""What members remark on a pledge, and what is answered. Texts never change."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation, Pledge, PledgeComment, PledgeItem, PledgeTarget
from blocs.rules import pledging
from blocs.selectors import people
from blocs.services.pledges.common import lock, seats_of
from emulation.models import User
from emulation.verdicts import unless

_KNOWN = ["pledge", "item", "target", "author", "organisation"]


@transaction.atomic
def add(
    pledge: Pledge,
    *,
    text: str,
    by: User,
    item: PledgeItem | None = None,
    target: PledgeTarget | None = None,
    at: datetime | None = None,
) -> PledgeComment:
    """A remark on one line, or on the whole. Sent twice, the same words stay one remark."""
    at = at or timezone.now()
    lock(pledge)
    pledging.can_comment(pledge.status, seats_of(by, pledge, at)).or_refuse()
    same = pledge.comments.filter(author=by, item=item, target=target, text=text, settled_at__isnull=True)
    if (twice := same.first()) is not None:
        return twice
    comment = PledgeComment(
        pledge=pledge,
        item=item,
        target=target,
        text=text,
        author=by,
        organisation=_speaks_for(by, pledge, at),
        at=at,
    )
    comment.full_clean(exclude=_KNOWN)
    comment.save()
    return comment


def _speaks_for(by: User, pledge: Pledge, at: datetime) -> Organisation | None:
    someone = people.person(by, on=timezone.localdate(at))
    own = people.own_member(someone, pledge.season)
    return next(
        (mandate.organisation for mandate in someone.mandates if mandate.organisation_id in own), None
    )


@transaction.atomic
def settle(comment: PledgeComment, *, answer: str, by: User, at: datetime | None = None) -> None:
    """Answer a remark; it is settled with that, once. The same answer sent twice is one."""
    at = at or timezone.now()
    lock(comment.pledge)
    pledging.can_edit(comment.pledge.status, seats_of(by, comment.pledge, at)).or_refuse()
    comment.refresh_from_db(fields=["settled_at", "settled_by", "answer"])
    if comment.settled_at is not None and (comment.settled_by_id, comment.answer) == (by.pk, answer):
        return
    unless(
        comment.settled_at is None,
        _("%(name)s has answered this comment already: “%(answer)s”")
        % {"name": comment.settled_by or _("Somebody"), "answer": comment.answer},
    ).or_refuse()
    unless(bool(answer.strip()), _("Say what was done with the comment.")).or_refuse()
    comment.answer, comment.settled_at, comment.settled_by = answer, at, by
    comment.full_clean(exclude=_KNOWN)
    comment.save(update_fields=["answer", "settled_at", "settled_by"])
