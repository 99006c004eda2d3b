"""Who joins and leaves a season. Call as memberships.join(…)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Leadership, Membership, Organisation, Season
from blocs.models.dated import overlap
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services.seasons import lock, seats_of
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def join(
    season: Season,
    organisation: Organisation,
    *,
    on: date,
    by: User,
    decision: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> Membership:
    """Take an organisation of the province into the season from a day on, last in the rotation."""
    at = at or timezone.now()
    _begin(season, by, at)
    if organisation.province_id != season.bloc.province_id:
        raise ValidationError({"organisation": _("The organisation belongs to another province.")})
    if not season.first_day <= on <= season.last_day:
        raise ValidationError({"on": _outside(season)})
    if organisation.is_closed_on(on):
        raise ValidationError({"organisation": _("The organisation is closed by then.")})
    rows = list(season.memberships.all())
    for row in rows:
        if (row.organisation_id, row.joined_on, row.left_on) == (organisation.pk, on, None):
            return row  # the same form sent twice
        if row.organisation_id == organisation.pk and overlap((row.joined_on, row.left_on), (on, None)):
            raise ValidationError({"organisation": _("The organisation is already a member.")})
    last = max((row.order for row in rows), default=0)
    membership = Membership(
        season=season,
        organisation=organisation,
        joined_on=on,
        order=last + 1,
        decision=decision,
        reason=reason,
    )
    membership.full_clean(exclude=["season", "organisation"])
    membership.save()
    season.events.create(actor=by, step="join", organisation=organisation, note=reason or decision, at=at)
    return membership


@transaction.atomic
def leave(
    membership: Membership, *, on: date, by: User, reason: str, decision: str = "", at: datetime | None = None
) -> None:
    """End a membership with a last day. Whoever leads on a later day cannot leave before another leads."""
    at = at or timezone.now()
    season = membership.season
    _begin(season, by, at)
    membership.refresh_from_db()
    membership.season = season
    if (membership.left_on, membership.reason) == (on, reason):
        return  # the same form sent twice
    unless(membership.left_on is None, _("This organisation has left already.")).or_refuse()
    unless(bool(reason.strip()), _("Say why the organisation leaves.")).or_refuse()
    if on < membership.joined_on or on > season.last_day:
        raise ValidationError({"on": _("Choose a day between joining and the end of the season.")})
    unless(
        not _serves_after(season, membership, on),
        _("%(name)s leads the bloc. Name another leader, from the day after it leaves or earlier, first.")
        % {"name": membership.organisation.current_name},
    ).or_refuse()
    membership.left_on, membership.reason, membership.decision = on, reason, decision or membership.decision
    membership.full_clean(exclude=["season", "organisation"])
    membership.save(update_fields=["left_on", "reason", "decision"])
    season.leaderships.filter(
        organisation=membership.organisation_id, role="deputy", ends__isnull=True, starts__lte=on
    ).update(ends=on)
    season.events.create(actor=by, step="leave", organisation=membership.organisation, note=reason, at=at)


def _serves_after(season: Season, membership: Membership, on: date) -> bool:
    """Does the member lead on a day after this one, or is it to become deputy then?"""
    rows = list(season.leaderships.all())
    for row in rows:
        if row.organisation_id != membership.organisation_id:
            continue
        is_deputy = row.role == Leadership.Role.DEPUTY
        last = row.starts if is_deputy else people.leading_until(rows, row.starts, season.last_day)
        if last > on:
            return True
    return False


@transaction.atomic
def reorder(season: Season, keys: Sequence[int], *, by: User, at: datetime | None = None) -> None:
    """Put the members in the order of these keys of memberships; those unnamed come last."""
    at = at or timezone.now()
    _begin(season, by, at)
    rows = list(season.memberships.all())
    before = [row.pk for row in sorted(rows, key=lambda row: (row.order, row.pk))]
    wished = {key: place for place, key in enumerate(keys)}
    rows.sort(key=lambda row: (wished.get(row.pk, len(wished)), row.order, row.pk))
    if [row.pk for row in rows] == before:
        return
    for order, row in enumerate(rows, start=1):
        row.order = order
    Membership.objects.bulk_update(rows, ["order"])
    season.events.create(actor=by, step="reorder", at=at)


def _begin(season: Season, by: User, at: datetime) -> None:
    lock(season)
    may(Act.MANAGE_CATALOGUE, seats_of(by, season, at)).or_refuse()
    unless(season.stage != Season.Stage.CLOSED, _("The season is closed.")).or_refuse()


def _outside(season: Season) -> str:
    return str(
        _("Choose a day of the season: from %(first)s to %(last)s.")
        % {"first": f"{season.first_day:%d/%m/%Y}", "last": f"{season.last_day:%d/%m/%Y}"}
    )
