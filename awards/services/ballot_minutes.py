"""The minutes of a ballot get their number and are kept. Call as ballot_minutes.issue(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.ballot_papers import tally_minutes
from awards.models import Ballot
from awards.selectors import ballot_minutes as reading
from awards.selectors.ballots import Room
from blocs.documents.common import profile_of
from blocs.selectors import people, signers
from documents.content import Document
from documents.models import Paper
from documents.services import papers as archive
from emulation.models import User
from emulation.verdicts import Refused


@transaction.atomic
def issue(ballot: Ballot, *, by: User, at: datetime | None = None) -> Paper:
    """Number, day and code for what the board found, or for why the ballot is void; once."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    ballot.refresh_from_db(from_queryset=Ballot.objects.select_for_update())
    before = reading.current(ballot)
    if before is not None and before.issued_by_id == by.pk:
        return before
    season = ballot.season
    room = Room(ballot, people.person(by, on=day), season)
    reading.can_issue(room, issued=before is not None).or_refuse()
    members = signers.members_of(season, on=season.within(day))
    leader = next((member for member in members if member.leads), None)
    if leader is None:
        raise Refused(_("The bloc leader issues the paper; name the leader first."))

    def build(taken: archive.Taken) -> Document:
        return tally_minutes(room)

    paper = archive.issue(
        build,
        issuer_key=f"organisation:{leader.organisation.pk}",
        issuer_name=leader.name,
        issuer_symbol=leader.organisation.symbol,
        profile=profile_of(members),
        kind="tally-minutes",
        symbol="BB",
        year=day.year,
        subject=reading.subject(ballot),
        by=by,
        at=at,
    )
    ballot.events.create(actor=by, step="issue", note=paper.number_text, at=at)
    return paper
