"""The minutes of a ballot get their number and are kept. Call as ballot_minutes.issue(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.ballot_papers import slot, tally_minutes
from awards.models import Ballot
from awards.selectors import ballot_minutes as reading
from awards.selectors.ballots import Room
from awards.services import minutes
from blocs.selectors import people
from blocs.services import paper_signing
from documents.content import Document
from documents.models import Paper
from documents.services import papers as archive
from documents.services.signing import Party
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def issue(ballot: Ballot, *, by: User, signed_here: bool = False, at: datetime | None = None) -> Paper:
    """Number, day and code for what the board found, or for why the ballot is void; once.

    Signed here by the whole board, or printed and signed in ink.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    ballot.refresh_from_db(from_queryset=Ballot.objects.select_for_update(no_key=True))
    before = reading.current(ballot)
    if before is not None and before.issued_by_id == by.pk:
        return before
    room = Room(ballot, people.person(by, on=day), ballot.season)
    reading.can_issue(room, issued=before is not None).or_refuse()
    paper = minutes.keep(
        lambda taken: _written(room, taken),
        minutes.of_bloc(ballot.season, on=day),
        kind="tally-minutes",
        subject=reading.subject(ballot),
        parties=_board(room) if signed_here else (),
        by=by,
        at=at,
    )
    ballot.events.create(actor=by, step="ask" if signed_here else "issue", note=paper.number_text, at=at)
    return paper


def _written(room: Room, taken: archive.Taken) -> Document:
    return tally_minutes(room, number=taken.number_text, code=taken.code)


def _board(room: Room) -> list[Party]:
    unless(
        bool(room.board), _("This vote has no tally board. Issue the minutes and have them signed in ink.")
    ).or_refuse()
    return [
        paper_signing.person(row.user, slot=slot(place), title="Ban kiểm phiếu")
        for place, row in enumerate(room.board)
    ]
