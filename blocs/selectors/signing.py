"""How far the signing of a pledge is: who has signed, who is missing, what the reader may do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from blocs.models import Mandate, Organisation, Person, Pledge
from blocs.models.dated import spans
from blocs.rules import pledge_signing
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import people, signers
from documents.models import Certificate, Paper, SignatureRequest, Signer, SigningLease
from documents.rules import signing as machinery
from emulation.models import User
from emulation.verdicts import Reason, Verdict

State, RequestState = Signer.State, SignatureRequest.State
KEY = "organisation:"  # how the archive's signers name a member
ENDED = frozenset({RequestState.COMPLETED, RequestState.SEALED, RequestState.IN_INK})
SHOWN: dict[str, tuple[str, Reason, str]] = {  # tone, word, icon
    State.WAITING: ("neutral", _("Not its turn yet"), "clock"),
    State.INVITED: ("bad", _("Not opened yet"), "hourglass-split"),
    State.VIEWED: ("wait", _("Opened, not signed"), "eye"),
    State.SIGNED: ("good", pgettext_lazy("signing", "Signed"), "check-circle-fill"),
    State.DECLINED: ("bad", pgettext_lazy("signing", "Declined"), "x-circle-fill"),
    State.WITHDRAWN: ("bad", _("Signature withdrawn"), "x-circle-fill"),
}
METHODS: dict[str, tuple[str, Reason, str]] = {
    Signer.Method.UPLOAD: ("info", _("Signed with an own token"), "file-earmark-check-fill"),
    Signer.Method.INK: ("info", _("Signed in ink"), "pen"),
}


def key_of(organisation: int) -> str:
    return f"{KEY}{organisation}"


@dataclass(frozen=True)
class Row:
    """One member on the board, or one witness."""

    signer: Signer
    member: Organisation | None  # of witnesses none
    leads: bool
    mine: bool
    ended: bool = False  # the mandate under which the person was to sign
    has_certificate: bool = False  # of the site's own, to sign with a PIN

    @property
    def organisation(self) -> Organisation:
        """Of the rows of members."""
        assert self.member is not None
        return self.member

    @property
    def who(self) -> str:
        return self.member.current_short_name if self.member else self.signer.who

    @property
    def witnesses(self) -> bool:
        return self.signer.role == Signer.Role.WITNESS

    @property
    def shown(self) -> tuple[str, Reason, str]:
        by_method = METHODS.get(self.signer.method) if self.signer.state == State.SIGNED else None
        return by_method or SHOWN[self.signer.state]

    @property
    def tone(self) -> str:
        return self.shown[0]

    @property
    def word(self) -> Reason:
        return self.shown[1]

    @property
    def icon(self) -> str:
        return self.shown[2]

    @property
    def is_missing(self) -> bool:
        return self.signer.state in machinery.WAITING

    @property
    def waits(self) -> bool:
        """For the person, and not for somebody before."""
        return self.signer.state in (State.INVITED, State.VIEWED)

    @property
    def can_be_replaced(self) -> bool:
        return self.is_missing


@dataclass(frozen=True)
class Board:
    """The signing of one pledge, for one reader."""

    pledge: Pledge
    paper: Paper
    request: SignatureRequest
    rows: list[Row]
    seats: frozenset[Seat]
    now: datetime

    @property
    def total(self) -> int:
        return len(self.rows)

    @cached_property
    def signed(self) -> int:
        return sum(row.signer.state == State.SIGNED for row in self.rows)

    @cached_property
    def missing(self) -> list[Row]:
        return [row for row in self.rows if row.is_missing]

    @property
    def missing_members(self) -> list[Row]:
        return [row for row in self.missing if not row.witnesses]

    @property
    def opened(self) -> list[Row]:
        return [row for row in self.missing if row.signer.state == State.VIEWED]

    @property
    def not_opened(self) -> list[Row]:
        return [row for row in self.missing if row.signer.state != State.VIEWED]

    @property
    def declined(self) -> list[Row]:
        return [row for row in self.rows if row.signer.state in machinery.GONE]

    @property
    def withdrawn(self) -> list[Row]:
        return [row for row in self.rows if row.signer.state == State.WITHDRAWN]

    @property
    def mine(self) -> list[Row]:
        """Those for which the reader is to sign, first of all where nothing is in the way."""
        return [row for row in self.rows if row.mine and row.waits and self.is_open]

    @property
    def is_open(self) -> bool:
        return self.request.state == RequestState.SIGNING

    @property
    def is_stopped(self) -> bool:
        return self.request.state in (RequestState.DECLINED, RequestState.EXPIRED)

    @property
    def is_done(self) -> bool:
        return self.request.state in ENDED

    @property
    def in_ink(self) -> bool:
        return self.request.state == RequestState.IN_INK

    @property
    def is_live(self) -> bool:
        """Whether there is anything to wait for while the page is open."""
        return self.is_open or self.is_stopped or self.request.state == RequestState.COMPLETED

    @property
    def last_day(self) -> date | None:
        if self.request.deadline is None:
            return None
        return last_day_of(self.request.deadline)

    @property
    def is_late(self) -> bool:
        return self.request.deadline is not None and self.now >= self.request.deadline

    @property
    def days_left(self) -> int:
        return (self.last_day - timezone.localdate(self.now)).days if self.last_day else 0

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def directs(self) -> bool:
        """The reader is who decides how the signing goes on."""
        return bool(may(Act.FREEZE_PLEDGE, self.seats))

    @property
    def can_direct(self) -> Verdict:
        return pledge_signing.can_direct(self.seats, is_open=self.is_open or self.is_stopped)

    @property
    def can_remind(self) -> Verdict:
        waiting = sum(row.waits for row in self.rows)
        return pledge_signing.can_remind(self.seats, is_open=self.is_open, missing=waiting)

    @property
    def reminder(self) -> str:
        """A letter to those who are missing, ready for mail or Zalo."""
        who = "\n".join(f"- {row.who}: {row.signer.who_signs}" for row in self.rows if row.waits)
        season = self.pledge.season
        address = reverse("blocs:signing-board", args=[season.bloc.code, season.year])
        return gettext(
            "“%(paper)s” still waits for these signatures:\n%(who)s\n\n"
            "Please sign in and sign it, or decline and say why: %(address)s\n%(until)s\nWith thanks."
        ) % {
            "paper": self.paper.title,
            "who": who,
            "address": settings.SITE_ADDRESS + address,
            "until": self._until(),
        }

    def _until(self) -> str:
        if self.last_day is None:
            return ""
        return gettext("The last day is %(day)s.") % {"day": f"{self.last_day:%d/%m/%Y}"} + "\n"

    @property
    def may_remind(self) -> bool:
        return bool(may(Act.REMIND_SIGNERS, self.seats))

    @property
    def can_go_on(self) -> Verdict:
        return self.can_direct & machinery.can_reopen(row.signer for row in self.rows)


def board(
    pledge: Pledge, someone: Person, *, now: datetime | None = None, to_direct: bool = True
) -> Board | None:
    """From a pledge of selectors.pledges.visible_pledges; None when nobody was asked to sign it. One query,
    and one more for whoever directs the signing, if the page is for that."""
    request = request_of(pledge)
    if request is None or pledge.paper is None:
        return None
    seats = people.seats(someone, pledge.season)
    organisations = {key_of(row.organisation_id): row.organisation for row in pledge.season.memberships.all()}
    now = now or timezone.now()
    asked = Signer.objects.select_related("user").annotate(
        has_certificate=Exists(Certificate.objects.usable(now).filter(user=OuterRef("user")))
    )
    prefetch_related_objects([request], Prefetch("signers", asked))
    lines: list[Any] = [
        signer
        for signer in request.signers.all()
        if signer.party in organisations or signer.role == Signer.Role.WITNESS
    ]
    leads = Signer.Role.LEADER
    directs = to_direct and may(Act.FREEZE_PLEDGE, seats)
    holding = _holding(lines, someone.on) if directs else None
    lines.sort(key=lambda signer: signer.role != leads)  # the leader first, as on paper
    rows = [
        Row(
            signer,
            organisations.get(signer.party),
            leads=signer.role == leads,
            mine=signer.user_id == someone.user.pk,
            ended=holding is not None
            and signer.party in organisations
            and (signer.user_id, signer.party) not in holding,
            has_certificate=signer.has_certificate,
        )
        for signer in lines
    ]
    return Board(pledge, pledge.paper, request, rows, seats, now)


def last_day_of(deadline: datetime) -> date:
    """The deadline is the midnight after it."""
    return timezone.localdate(deadline - timedelta(seconds=1))


def request_of(pledge: Pledge) -> SignatureRequest | None:
    return getattr(pledge.paper, "signing", None) if pledge.paper else None


def stopped_before(pledge: Pledge) -> SignatureRequest | None:
    """The signing of the version before this one, if it was stopped and not finished."""
    found = SignatureRequest.objects.filter(
        state=RequestState.CANCELLED,
        paper__in=Pledge.objects.filter(season=pledge.season_id, version=pledge.version - 1).values("paper"),
    )
    return found.first()


def _holding(lines: Iterable[Signer], on: date) -> set[tuple[int, str]]:
    """Who of those missing still is a head of the member for which they are to sign."""
    missing = [signer.user_id for signer in lines if signer.state in machinery.WAITING]
    heads = Mandate.objects.on(on).filter(role=Mandate.Role.HEAD, user__in=missing, user__is_active=True)
    return {(user, key_of(organisation)) for user, organisation in heads.values_list("user", "organisation")}


def verdict_of_mandate(
    pledge: Pledge, signer: Signer, organisation: Organisation, user: User, *, on: date
) -> Verdict:
    """May this person sign for the member today? Reads the mandates anew."""
    mandates = Mandate.objects.filter(
        user=user, organisation=organisation, role=Mandate.Role.HEAD, user__is_active=True
    )
    return _verdict(pledge, signer, organisation, mandates, on)


def verdict_on_page(pledge: Pledge, row: Row, someone: Person) -> Verdict:
    """The same for who looks at the page, by the mandates at hand; only why not is read anew."""
    held = [
        mandate
        for mandate in someone.mandates
        if mandate.organisation_id == row.organisation.pk and mandate.role == Mandate.Role.HEAD
    ]
    return _verdict(pledge, row.signer, row.organisation, held, someone.on) or verdict_of_mandate(
        pledge, row.signer, row.organisation, someone.user, on=someone.on
    )


def _verdict(
    pledge: Pledge, signer: Signer, organisation: Organisation, mandates: Iterable[Mandate], on: date
) -> Verdict:
    assert pledge.paper is not None
    style = pledge.paper.profile.format()
    day = pledge.season.within(on)
    rows = [row for row in pledge.season.memberships.all() if row.organisation_id == organisation.pk]
    return pledge_signing.may_sign(
        [
            pledge_signing.Held(signers.position(mandate, style), mandate.starts, mandate.ends)
            for mandate in mandates
        ],
        on=on,
        printed=signer.title,
        member=organisation.current_short_name,
        is_member=any(spans(day, row.joined_on, row.left_on) for row in rows),
        acting=bool(signer.acting),
    )


def successors(signer: Signer, organisation: Organisation, *, on: date) -> list[Mandate]:
    """The heads of the member today who could sign in this place."""
    heads = Mandate.objects.on(on).filter(
        role=Mandate.Role.HEAD, organisation=organisation, user__is_active=True
    )
    return list(heads.select_related("user"))


def lease_of(signer: Signer) -> SigningLease | None:
    """Whether the file is kept for this person just now."""
    return SigningLease.objects.filter(signer=signer, expires__gt=timezone.now()).first()
