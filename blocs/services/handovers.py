"""Handing a bloc over to the leader of the next year. Call as handovers.prepare(…)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Handover, HandoverItem, Leadership, Season
from blocs.rules import handovers as rules
from blocs.rules.handovers import Side
from blocs.rules.rights import Seat
from blocs.selectors import handovers as reading
from blocs.selectors import people
from blocs.services import member_letters
from blocs.services.seasons import is_member, lock
from emulation.models import User
from emulation.verdicts import Refused, Verdict, unless

Role = Leadership.Role
SIGNS = {Side.GIVES: ("given_by", "given_at"), Side.TAKES: ("taken_by", "taken_at")}


@transaction.atomic
def prepare(season: Season, *, by: User, at: datetime | None = None) -> Handover:
    """Begin the handover with all that is open and all papers; done again, what is new comes to the list."""
    at = at or timezone.now()
    lock(season)
    handover = reading.of_season(season)
    if handover is None:
        found = reading.parties(season)
        seats = _seats(season, found.incoming, by, at)
        rules.can_prepare(
            seats, has_next=found.into is not None, outgoing=found.outgoing, incoming=found.incoming
        ).or_refuse()
        assert found.into is not None
        given: dict[str, Any] = {"outgoing_id": found.outgoing, "incoming_id": found.incoming}
        handover = Handover.objects.create(
            season=season, into=found.into, takes_effect_on=found.into.first_day, **given
        )
        member_letters.handover_prepared(handover, by=by)
    else:
        _may_edit(season, handover, by, at).or_refuse()
    known = set(handover.items.values_list("source", flat=True))
    new = [item for item in reading.open_things(season) if item.source not in known]
    for item in new:
        item.handover = handover
    HandoverItem.objects.bulk_create(new)
    _tell(season, "prepare", by, at, note=str(len(new)))
    return handover


@transaction.atomic
def edit(season: Season, *, by: User, at: datetime | None = None, **fields: Any) -> None:
    """The day from which the new leader leads; when and where the files change hands; notes."""
    at = at or timezone.now()
    handover = _begin_edit(season, by, at)
    _check_day(handover, fields.get("takes_effect_on", handover.takes_effect_on))
    for name, value in fields.items():
        setattr(handover, name, value)
    handover.full_clean(exclude=["season", "into"])
    handover.save(update_fields=list(fields))
    _tell(season, "edit", by, at)


@transaction.atomic
def write_item(
    season: Season,
    *,
    kind: str,
    text: str,
    by: User,
    detail: str = "",
    due: date | None = None,
    item: HandoverItem | None = None,
    at: datetime | None = None,
) -> HandoverItem:
    """A line of the list: a new one, or other words for one."""
    at = at or timezone.now()
    handover = _begin_edit(season, by, at)
    if item is None:
        twice = handover.items.filter(kind=kind, text=text, detail=detail, due=due).first()
        if twice is not None:  # the same form sent twice
            return twice
    made = item or HandoverItem(handover=handover)
    made.kind, made.text, made.detail, made.due = kind, text, detail, due
    made.full_clean(exclude=["handover"])
    made.save()
    _tell(season, "edit", by, at, note=text)
    return made


@transaction.atomic
def remove_item(item: HandoverItem, *, season: Season, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    _begin_edit(season, by, at)
    removed, _rows = HandoverItem.objects.filter(pk=item.pk).delete()
    if removed:
        _tell(season, "edit", by, at, note=f"– {item.text}"[:250])


@transaction.atomic
def confirm(season: Season, *, by: User, at: datetime | None = None) -> Handover:
    """One side confirms; with the second the rights move on the day that stands in the handover."""
    at = at or timezone.now()
    handover = _locked(season)
    seats = _seats(season, handover.incoming_id, by, at)
    side = reading.side_of(seats) or Side.GIVES
    if getattr(handover, SIGNS[side][0]) == by:
        return handover  # pressed twice
    confirmed = getattr(handover, SIGNS[side][1]) is not None
    rules.can_confirm(side, seats, confirmed=confirmed).or_refuse()
    _sign(handover, side, by=by, at=at)
    _tell(season, str(side), by, at)
    return handover


@transaction.atomic
def settle(season: Season, *, reason: str, by: User, at: datetime | None = None) -> Handover:
    """The standing agency confirms for a side that cannot or will not; why is kept and printed."""
    at = at or timezone.now()
    handover = _locked(season)
    seats = _seats(season, handover.incoming_id, by, at)
    rules.can_settle(seats, confirmed=handover.is_confirmed).or_refuse()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the handover is settled; the reason is kept.")})
    handover.settled = reason
    handover.save(update_fields=["settled"])
    for side in Side:
        if getattr(handover, SIGNS[side][1]) is None:
            _sign(handover, side, by=by, at=at)
    _tell(season, "settle", by, at, note=reason)
    return handover


@transaction.atomic
def reopen(season: Season, *, by: User, at: datetime | None = None) -> None:
    """Take the one confirmation back, so that the list can be changed."""
    at = at or timezone.now()
    handover = _locked(season)
    seats = _seats(season, handover.incoming_id, by, at)
    rules.can_reopen(seats, frozen=handover.is_frozen, confirmed=handover.is_confirmed).or_refuse()
    handover.given_by = handover.given_at = handover.taken_by = handover.taken_at = None
    handover.save(update_fields=["given_by", "given_at", "taken_by", "taken_at"])
    _tell(season, "reopen", by, at)


def _sign(handover: Handover, side: Side, *, by: User, at: datetime) -> None:
    who, when = SIGNS[side]
    setattr(handover, who, by)
    setattr(handover, when, at)
    handover.save(update_fields=[who, when])
    if handover.is_confirmed:
        _let_rights_move(handover, by=by, at=at)


def _let_rights_move(handover: Handover, *, by: User, at: datetime) -> None:
    """The new leader leads from the day on; until then, in the new year too, the outgoing one."""
    into, day = handover.into, handover.takes_effect_on
    _check_day(handover, day)
    rows = [row for row in into.leaderships.order_by("starts", "pk") if row.role != Role.DEPUTY]
    leader = next((row for row in rows if row.organisation_id == handover.incoming_id), None)
    if leader is None or people.leads_on(rows, max(day, leader.starts)) != leader:
        raise Refused(_("Meanwhile another leader of the new year was named. Name the right one first."))
    if day <= leader.starts:
        return
    began, leader.starts = leader.starts, day
    leader.save(update_fields=["starts"])
    acting = {"organisation_id": handover.outgoing_id, "role": Role.ACTING, "starts": began}
    into.leaderships.create(chosen_by=leader.chosen_by, reason=UNTIL_THEN.format(day=day), **acting)
    for term in into.leaderships.filter(role=Role.DEPUTY, organisation=handover.outgoing_id, ends=None):
        term.starts = max(term.starts, day)  # who leads is nobody's deputy
        term.save(update_fields=["starts"])
    into.events.create(
        actor=by, step="name_acting", organisation=handover.outgoing, note=UNTIL_THEN.format(day=day), at=at
    )


UNTIL_THEN = "Điều hành đến khi bàn giao ngày {day:%d/%m/%Y}."


def _check_day(handover: Handover, day: date) -> None:
    into, outgoing = handover.into, handover.outgoing
    eve = max(into.first_day, day - timedelta(days=1))
    wrong = rules.day_wrong(
        day, into.first_day, into.last_day, stays=is_member(into, outgoing, into.first_day, eve)
    )
    if wrong is not None:
        raise ValidationError({"takes_effect_on": wrong})
    if not is_member(into, handover.incoming, day, day):
        raise ValidationError({"takes_effect_on": _("On this day the incoming leader is not a member.")})


def _begin_edit(season: Season, by: User, at: datetime) -> Handover:
    handover = _locked(season)
    _may_edit(season, handover, by, at).or_refuse()
    return handover


def _may_edit(season: Season, handover: Handover, by: User, at: datetime) -> Verdict:
    seats = _seats(season, handover.incoming_id, by, at)
    return rules.can_edit(seats, frozen=handover.is_frozen)


def _locked(season: Season) -> Handover:
    # Both sides may confirm at the same moment: the later one finds the other's confirmation.
    lock(season)
    handover = reading.of_season(season)
    unless(handover is not None, _("The handover is not prepared yet.")).or_refuse()
    assert handover is not None
    handover.into = Season.objects.select_for_update(no_key=True).get(pk=handover.into_id)
    return handover


def _seats(season: Season, incoming: int | None, by: User, at: datetime) -> frozenset[Seat]:
    return reading.seats(people.person(by, on=timezone.localdate(at)), season, incoming)


def _tell(season: Season, step: str, by: User, at: datetime, note: str = "") -> None:
    season.events.create(actor=by, step=f"handover_{step}", note=note, at=at)
