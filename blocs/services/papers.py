"""Printing and issuing the papers of a season. Call as papers.issue_pledge(…)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs import documents as kinds
from blocs.models import Pledge, Season
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import people, signers
from documents import office, rendering
from documents.content import Document
from documents.models import Paper
from documents.services import papers as archive
from emulation.models import User
from emulation.verdicts import Verdict, unless

KINDS = tuple(kinds.PAPERS)
SYMBOLS = {"pledge": "GƯTĐ", "members": "DS"}  # what stands for the kind in a paper's number
REPLACED = "Có văn bản mới thay thế."
AGREED_OR_LATER = {Pledge.Status.AGREED, Pledge.Status.SIGNING, Pledge.Status.IN_FORCE, Pledge.Status.CLOSED}


def document(kind: str, season: Season, *, on: date) -> Document:
    """The paper as it stands, not issued: a draft without number and code."""
    return kinds.PAPERS[kind](season, on=season.within(on))


def current(kind: str, season: Season) -> Paper | None:
    """The issued paper of this kind that is in force."""
    return Paper.objects.about(subject(kind, season)).current().first()


def as_pdf(kind: str, season: Season, *, on: date) -> bytes:
    """The issued bytes where there are any; otherwise the draft, printed now."""
    issued = current(kind, season)
    if issued is not None:
        with issued.file.open("rb") as file:
            return bytes(file.read())
    return rendering.pdf(document(kind, season, on=on))


def as_docx(kind: str, season: Season, *, on: date) -> bytes:
    """For further editing: always a draft, even of an issued paper, whose only true form is its PDF."""
    return office.docx(document(kind, season, on=on))


def subject(kind: str, season: Season) -> str:
    return f"{kind}:{season.pk}"


def can_issue(kind: str, season: Season, *, seats: frozenset[Seat]) -> Verdict:
    """May somebody on these seats give this paper its number and day? A pledge is not issued twice."""
    has_leader = unless(
        people.leads_on(season.leaderships.all(), season.last_day) is not None,
        _("The bloc leader issues the paper; name the leader first."),
    )
    if kind == "members":
        return may(Act.ISSUE_LIST, seats) & has_leader
    pledge = latest_pledge(season)
    return (
        may(Act.FREEZE_PLEDGE, seats)
        & unless(
            pledge is not None and pledge.status in AGREED_OR_LATER,
            _("The text of the pledge is not settled yet."),
        )
        & unless(current(kind, season) is None, _("The pledge has been issued already."))
        & has_leader
    )


def latest_pledge(season: Season) -> Pledge | None:
    return season.pledges.order_by("-version").first()


@transaction.atomic
def issue(kind: str, season: Season, *, by: User, at: datetime | None = None) -> Paper:
    """Give the paper its number, day and code, and keep its bytes; a new list replaces the one before."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    _lock(season)
    can_issue(kind, season, seats=people.seats(people.person(by, on=day), season)).or_refuse()

    on = season.within(day)
    members = signers.members_of(season, on=on)
    leader = next(member for member in members if member.leads)
    paper = archive.issue(
        lambda taken: kinds.PAPERS[kind](season, on=on, day=day, number=taken.number_text, code=taken.code),
        issuer_key=f"organisation:{leader.organisation.pk}",
        issuer_name=leader.name,
        issuer_symbol=leader.organisation.symbol,
        profile=kinds.profile_of(members),
        kind=kind,
        symbol=SYMBOLS[kind],
        year=day.year,
        subject=subject(kind, season),
        by=by,
        at=at,
        supersedes=current(kind, season),
        reason=REPLACED,
    )
    if kind == "pledge":
        Pledge.objects.filter(pk=season.pledges.order_by("-version")[:1]).update(paper=paper)
    season.events.create(actor=by, step=f"issue_{kind}", note=paper.number_text, at=at)
    return paper


def _lock(season: Season) -> None:
    # The same button may have been pressed twice: the second one finds the paper issued.
    season.refresh_from_db(from_queryset=Season.objects.select_for_update())
