"""What every step of a ballot begins and ends with."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from awards.models import Ballot, BoardMember
from awards.rules import ballots as rules
from blocs.models import Season
from blocs.rules.rights import Seat
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import Refused, unless


def on_board(ballot: Ballot, user: User) -> BoardMember:
    member = ballot.board.filter(user=user).first()
    if member is None:
        raise Refused(rules.WHO["count"])
    return member


def leads(season: Season, user: User, at: datetime) -> None:
    someone = people.person(user, on=timezone.localdate(at))
    unless(Seat.LEADER_HEAD in people.seats(someone, season), rules.WHO["direct"]).or_refuse()


def step(
    ballot: Ballot, name: str, status: str, by: User, at: datetime, *fields: str, note: str = ""
) -> None:
    ballot.status = status
    ballot.save(update_fields=["status", *fields])
    tell(ballot, name, by, at, note)


def tell(ballot: Ballot, name: str, by: User, at: datetime | None, note: str = "") -> None:
    ballot.events.create(actor=by, step=name, note=note, at=at or timezone.now())


def lock(ballot: Ballot) -> None:
    ballot.refresh_from_db(from_queryset=Ballot.objects.select_for_update(no_key=True))
