"""Printing and issuing the papers of a season. Call as papers.issue(…)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs import documents as kinds
from blocs.models import MeetingInvitation, Pledge, Season
from blocs.rules import pledging
from blocs.rules.issuing import BY_THE_LEADER, INVITATION, PLEDGE, can_stop
from blocs.rules.mandates import none_lapsed
from blocs.selectors import people, signers
from blocs.selectors.papers import can_issue, current, latest_pledge, own_fields_in, shown, subject
from blocs.selectors.signers import Member
from blocs.services import paper_signing
from blocs.services.pledges.common import text_of
from documents import office, rendering
from documents.content import Document
from documents.models import Paper, SignatureRequest, Signer
from documents.selectors import newest_file
from documents.services import papers as archive
from emulation.models import User
from emulation.verdicts import Refused, Verdict, unless

KINDS = tuple(kinds.PAPERS)
SYMBOLS = {
    "pledge": "GƯTĐ",
    "members": "DS",
    "season-plan": "KH",
    "operating-rules": "QC",
    "meeting-invitation": "GM",
    "bloc-report": "BC",
    "handover-minutes": "BB",
}  # what stands for the kind in a paper's number
ISSUED = tuple(SYMBOLS)  # the others are printed, and go with the paper that issues them
REPLACED = "Có văn bản mới thay thế."


def document(kind: str, season: Season, *, on: date) -> Document:
    """The paper as it stands, not issued: a draft without number and code."""
    return kinds.PAPERS[kind](season, on=season.within(on))


def as_pdf(kind: str, season: Season, *, on: date) -> bytes:
    """The issued bytes where there are any, with the signatures so far; otherwise the draft, printed now."""
    issued = shown(kind, season)
    if issued is not None:
        with (newest_file(issued) or issued).file.open("rb") as file:
            return bytes(file.read())
    return rendering.pdf(document(kind, season, on=on))


def as_docx(kind: str, season: Season, *, on: date) -> bytes:
    """For further editing: always a draft, even of an issued paper, whose only true form is its PDF."""
    return office.docx(document(kind, season, on=on))


@transaction.atomic
def issue(kind: str, season: Season, *, by: User, replacing: str = "", at: datetime | None = None) -> Paper:
    """Give the paper its number, day and code, and keep its bytes; a new list replaces the one before.

    `replacing` is the code of the paper in force when the button was drawn: pressed twice, it issues once.
    """
    at = at or timezone.now()
    before, pressed_twice = _before(kind, season, replacing, by=by, at=at)
    if pressed_twice:
        return pressed_twice
    if kind == PLEDGE:
        reads_as_settled(season).or_refuse()
    day = timezone.localdate(at)
    on = season.within(day)
    members = signers.members_of(season, on=on, signing=day)
    _can_be_signed(kind, members, day).or_refuse()
    given = to_issue(kind, season, members, on=on, at=at)
    meeting = MeetingInvitation.objects.filter(season=season).first() if kind == INVITATION else None
    replaces = _in_force(meeting.paper) if meeting else before
    paper = archive.issue(by=by, at=at, supersedes=replaces, reason=REPLACED, **given)
    if meeting is not None:
        MeetingInvitation.objects.filter(pk=meeting.pk).update(paper=paper)
    if kind == PLEDGE:
        Pledge.objects.filter(pk=season.pledges.newest_first()[:1]).update(paper=paper)
    season.events.create(actor=by, step=f"issue_{kind}", note=paper.number_text, at=at)
    return paper


@transaction.atomic
def have_signed(
    kind: str, season: Season, *, by: User, replacing: str = "", at: datetime | None = None
) -> Paper:
    """The same, but signed here by the leader's head; the paper before holds until then."""
    at = at or timezone.now()
    if kind not in BY_THE_LEADER:
        raise Refused(_("This paper is not signed by the leader alone."))
    before, pressed_twice = _before(kind, season, replacing, by=by, at=at)
    if pressed_twice:
        return pressed_twice
    day = timezone.localdate(at)
    on = season.within(day)
    members = signers.members_of(season, on=on)
    given = to_issue(kind, season, members, on=on, at=at)
    style = given["profile"].format()
    leader = next(member for member in members if member.leads)
    head = paper_signing.head(
        leader.organisation,
        slot=signers.party(leader, style).slot,
        style=style,
        on=day,
        role=Signer.Role.LEADER,
    )
    request = paper_signing.ask(
        parties=[head], by=by, own_fields=own_fields_in(season), replaces=before, at=at, **given
    )
    season.events.create(actor=by, step=f"issue_{kind}", note=request.paper.number_text, at=at)
    return request.paper


@transaction.atomic
def stop_signing(kind: str, season: Season, *, reason: str, by: User, at: datetime | None = None) -> None:
    """The paper that is being signed is void; the one before it holds on."""
    at = at or timezone.now()
    _lock(season)
    paper = current(kind, season)
    request = SignatureRequest.objects.filter(paper=paper).first() if paper else None
    seats = people.seats(people.person(by, on=timezone.localdate(at)), season)
    open_now = request is not None and paper is not None and paper.state == Paper.State.SIGNING
    can_stop(seats, being_signed=open_now).or_refuse()
    assert request is not None
    paper_signing.stop(request, reason=reason, by=by, at=at)


def _before(
    kind: str, season: Season, replacing: str, *, by: User, at: datetime
) -> tuple[Paper | None, Paper | None]:
    """The paper in whose place the new one goes; and the new one itself, if the button was pressed twice."""
    _lock(season)
    before = current(kind, season)
    if before is not None and before.code != replacing:
        if _issued_instead_of(replacing, before, by):
            return None, before
        raise Refused(_("It was issued meanwhile as %(number)s.") % {"number": before.number_text})
    seats = people.seats(people.person(by, on=timezone.localdate(at)), season)
    can_issue(kind, season, seats=seats).or_refuse()
    return before, None


def to_issue(kind: str, season: Season, members: list[Member], *, on: date, at: datetime) -> dict[str, Any]:
    """What the archive is told of the paper; the bloc leader of `on` issues it."""
    day = timezone.localdate(at)

    def build(taken: archive.Taken) -> Document:
        return kinds.PAPERS[kind](season, on=on, day=day, number=taken.number_text, code=taken.code)

    return issued_by(members) | {
        "build": build,
        "kind": kind,
        "symbol": SYMBOLS[kind],
        "year": day.year,
        "subject": subject(kind, season),
    }


def issued_by(members: list[Member]) -> dict[str, Any]:
    """Whose number a paper of the bloc gets, and in which format it is: the leader's."""
    leader = next((member for member in members if member.leads), None)
    if leader is None:
        raise Refused(_("The bloc leader issues the paper; name the leader first."))
    return {
        "issuer_key": f"organisation:{leader.organisation.pk}",
        "issuer_name": leader.name,
        "issuer_symbol": leader.organisation.symbol,
        "profile": kinds.profile_of(members),
    }


def _can_be_signed(kind: str, members: list[Member], day: date) -> Verdict:
    """By all on a pledge, by the leader on its other papers."""
    signing = members if kind == PLEDGE else [member for member in members if member.leads]
    return none_lapsed(signers.lapsed_authorisations(signing, on=day))


def reads_as_settled(season: Season) -> Verdict:
    """Theme and slogan belong to the season and may have changed since."""
    pledge = latest_pledge(season)
    return unless(
        pledge is not None and pledging.content_hash(text_of(pledge)) == pledge.agreed_hash,
        _("Theme or slogan changed after the text was settled. Open the text again and settle it anew."),
    )


def _issued_instead_of(replaced: str, paper: Paper, by: User) -> bool:
    """Did the same person issue it in the same paper's place?"""
    request = SignatureRequest.objects.filter(paper=paper).select_related("replaces").first()
    before = request.replaces if request and request.replaces else paper.supersedes
    return paper.issued_by_id == by.pk and (before.code if before else "") == replaced


def _in_force(paper: Paper | None) -> Paper | None:
    """The invitation to the same meeting; one to another meeting stays in force beside it."""
    return paper if paper is not None and paper.state == Paper.State.ISSUED else None


def _lock(season: Season) -> None:
    # The same button may have been pressed twice: the second one finds the paper issued.
    season.refresh_from_db(from_queryset=Season.objects.select_for_update(no_key=True))
