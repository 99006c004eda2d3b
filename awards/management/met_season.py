"""The meeting of a bloc at the end of its year, for the demo: voted in and signed; through the services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from awards import sealing
from awards.models import AgendaItem, Award, Ballot, Meeting
from awards.services import ballot_minutes, ballots, meeting_minutes, meetings, tallying
from awards.services.meetings import Coming, Point
from blocs.models import Mandate, Season
from blocs.services import certificates as administration
from blocs.services import paper_signing
from documents.services import certificates
from emulation.models import User

DECISION = "Quyết định minh họa"


def make(
    season: Season,
    told: dict[str, Any],
    *,
    heads: Sequence[User],
    secretary: User,
    administrator: User,
    pin: str,
) -> Meeting:
    """On a morning of the last week: the leader's head, the first of the heads, takes the chair."""
    chair, held_on = heads[0], season.last_day - timedelta(days=told["days_before_the_end"])
    begins = timezone.make_aware(datetime.combine(held_on, time.fromisoformat(told["meeting"]["held_from"])))
    given: dict[str, Any] = {"by": chair, "at": begins - timedelta(days=7)}
    votes = [_prepared(season, row, board=heads[1:4], **given) for row in told["ballots"]]
    meeting = meetings.prepare(
        season,
        title=told["meeting"]["title"],
        held_on=held_on,
        held_from=begins.time(),
        place=told["meeting"]["place"],
        chair=chair,
        secretary=secretary,
        agenda=[_point(row, votes) for row in told["agenda"]],
        **given,
    )
    _attend(meeting, told["absent_heads"], by=secretary, at=begins)
    meetings.begin(meeting, by=chair, at=begins)
    for place, item in enumerate(meeting.items.select_related("ballot").order_by("order")):
        item.meeting, at = meeting, begins + timedelta(minutes=20 * place)
        meetings.take_up(item, by=secretary, at=at)
        if item.ballot is not None:
            row = told["ballots"][votes.index(item.ballot)]
            item.ballot.season = season
            _vote(item.ballot, row, told["phrases"], heads, at)
    _end(meeting, told, by=secretary, at=begins + timedelta(minutes=150))
    _sign(meeting, administrator=administrator, pin=pin)
    return meeting


def _prepared(season: Season, row: dict[str, Any], *, board: Sequence[User], **given: Any) -> Ballot:
    members = {each.organisation.code: each.organisation for each in season.memberships.in_order()}
    return ballots.prepare(
        season,
        question=row["question"],
        award=Award.objects.get(code=row["award"]),
        mode=row["mode"],
        options=[members[code] for code in row["options"]],
        board=board if row["mode"] == Ballot.Mode.SECRET else [],
        **given,
    )


def _point(row: dict[str, Any], votes: Sequence[Ballot]) -> Point:
    ballot = votes[row["ballot"]] if row["kind"] == AgendaItem.Kind.BALLOT else None
    return Point(row["title"], row["kind"], ballot)


def _attend(meeting: Meeting, sent: dict[str, str], *, by: User, at: datetime) -> None:
    """The heads come themselves, but for those who sent somebody with a letter."""
    rows = list(meeting.attendances.all())
    heads = Mandate.objects.filter(
        role=Mandate.Role.HEAD, organisation__in=[row.organisation for row in rows]
    )
    held = {mandate.organisation_id: mandate for mandate in heads.on(meeting.held_on).select_related("user")}
    comings = {}
    for row in rows:
        mandate = held[row.organisation_id]
        note = sent.get(mandate.user.username, "")
        comings[row.pk] = Coming("sent", note=note) if note else Coming("present", mandate)
    meetings.attend(meeting, comings, by=by, at=at)


def _vote(
    ballot: Ballot, row: dict[str, Any], phrases: list[str], heads: Sequence[User], at: datetime
) -> None:
    leader, board = heads[0], list(zip(heads[1:4], phrases, strict=True)) if ballot.is_sealed else []
    for user, phrase in board:
        ballots.take_key(ballot, phrase=phrase, by=user, at=at)
    ballots.open_voting(ballot, by=leader, at=at + timedelta(minutes=2))
    for head in heads:
        own = head.mandates.select_related("organisation").get(role=Mandate.Role.HEAD).organisation
        receipt, agreed = sealing.new_receipt(), row["votes"][own.code]
        ballots.cast(ballot, own, agreed=agreed, receipt=receipt, by=head, at=at + timedelta(minutes=5))
    ballots.close(ballot, by=leader, at=at + timedelta(minutes=10))
    for user, phrase in board:
        tallying.hand_in(ballot, phrase=phrase, by=user, at=at + timedelta(minutes=15))
    ballot_minutes.issue(ballot, by=leader, at=at + timedelta(minutes=18))


def _end(meeting: Meeting, told: dict[str, Any], *, by: User, at: datetime) -> None:
    said = [(row.get("opinions", ""), row.get("conclusion", "")) for row in told["agenda"]]
    words = dict(zip(meeting.items.order_by("order").values_list("pk", flat=True), said, strict=True))
    meeting_minutes.write(meeting, words, conclusion=told["conclusion"], by=by, at=at)
    meetings.end(meeting, by=by, at=at)


def _sign(meeting: Meeting, *, administrator: User, pin: str) -> None:
    """The secretary's key is made for it; the chair has one since the pledge."""
    secretary, at = meeting.secretary, meeting.closed_at
    enrolment = administration.approve(secretary, decision=DECISION, by=administrator)
    certificates.enrol(enrolment, pin=pin, by=secretary)
    paper = meeting_minutes.issue(meeting, by=secretary, signed_here=True, at=at)
    for signer in paper.signing.signers.select_related("user").order_by("pk"):
        paper_signing.sign(signer, by=signer.user, pin=pin, seen=paper.content_hash)
