"""What the bloc leader does while the pledge is being signed, and what the last signature brings about."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Mandate, Organisation, Pledge, PledgeEvent
from blocs.rules import pledge_signing, pledging
from blocs.rules.pledge_signing import BETWEEN_REMINDERS
from blocs.selectors.signing import KEY
from blocs.services import webhooks
from blocs.services.pledges.common import lock, seats_of
from blocs.services.pledges.steps import take
from blocs.services.signing import amending, anew, letters
from blocs.services.signing.common import end_of, key_of, request_of
from documents.models import InkCopy, SignatureRequest, Signer
from documents.services import signing as machinery
from emulation.models import User
from emulation.verdicts import Refused, unless

State = SignatureRequest.State
OPEN = frozenset({State.SIGNING, State.DECLINED, State.EXPIRED})


def remind(pledge: Pledge, *, by: User, at: datetime | None = None) -> int:
    """Write to those who are waited for; says to how many. Who was written to just now is left alone."""
    at = at or timezone.now()
    with transaction.atomic():
        request = _locked(pledge)
        waiting = [
            signer
            for signer in request.signers.select_related("user")
            if signer.state in (Signer.State.INVITED, Signer.State.VIEWED)
        ]
        is_open = request.state == State.SIGNING
        seats = seats_of(by, pledge, at)
        pledge_signing.can_remind(seats, is_open=is_open, missing=len(waiting)).or_refuse()
        due = [
            signer
            for signer in waiting
            if signer.reminded_at is None or at - signer.reminded_at >= BETWEEN_REMINDERS
        ]
        for signer in due:
            machinery.remind(signer, by=by, at=at)
        letters.remind(request, due)
    return len(due)


@transaction.atomic
def replace(
    pledge: Pledge,
    signer: Signer,
    organisation: Organisation,
    *,
    mandate: Mandate,
    under: str,
    by: User,
    at: datetime | None = None,
) -> None:
    """Another head of the member signs in this place, under a paper that says so. The print stays."""
    at = at or timezone.now()
    request = _directed(pledge, by, at)
    fits = mandate.organisation_id == organisation.pk and mandate.role == Mandate.Role.HEAD
    unless(
        fits and mandate.covers(timezone.localdate(at)) and signer.party == key_of(organisation),
        _("This person holds no mandate as head of the member today."),
    ).or_refuse()
    signer.request = request
    machinery.replace(signer, user=mandate.user, under=under, by=by, at=at)
    letters.ask(request, request.signers.filter(pk=signer.pk, state=Signer.State.INVITED))


@transaction.atomic
def more_time(pledge: Pledge, *, until: date, by: User, at: datetime | None = None) -> None:
    """Also after the last day has passed, and the signing was closed for it."""
    request = _directed(pledge, by, at or timezone.now())
    if request.state == State.EXPIRED:
        reason = f"Gia hạn ký đến hết ngày {until:%d/%m/%Y}."
        machinery.reopen(request, reason=reason, deadline=end_of(until), by=by, at=at)
    else:
        machinery.extend(request, deadline=end_of(until), by=by, at=at)


@transaction.atomic
def go_on(pledge: Pledge, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Without those who declined. Their place on the paper stays empty, and the board says why."""
    at = at or timezone.now()
    request = _directed(pledge, by, at)
    was_waiting = set(request.signers.filter(state=Signer.State.INVITED).values_list("pk", flat=True))
    machinery.reopen(request, reason=reason, by=by, at=at)
    invited = request.signers.filter(state=Signer.State.INVITED)
    letters.ask(request, invited.exclude(pk__in=was_waiting))


@transaction.atomic
def void(pledge: Pledge, *, reason: str, by: User, at: datetime | None = None) -> Pledge | None:
    """Stop the signing: the paper is void and says why, and the text is open again as a new version.

    Hands out the new version; nothing when the button was pressed twice.
    """
    at = at or timezone.now()
    request = _locked(pledge)
    if not take("void", pledge, by=by, at=at, note=reason):
        return None
    machinery.cancel(request, reason=reason, by=by, at=at)
    letters.stopped(request, reason)
    return anew.version_of(pledge, by=by, reason=reason, at=at)


@transaction.atomic
def certify_ink(
    pledge: Pledge, *, scan: bytes, signed_on: date, by: User, at: datetime | None = None
) -> InkCopy:
    """All signed by hand, and the leader's head has seen it: in force, and shown as what it is."""
    at = at or timezone.now()
    request = _directed(pledge, by, at)
    return machinery.certify_ink(
        request, scan, signed_on=signed_on, as_=_position(request, by, timezone.localdate(at)), by=by, at=at
    )


def _position(request: SignatureRequest, by: User, day: date) -> str:
    """In which the leader's head certifies: title and organisation."""
    leader = request.signers.get(role=Signer.Role.LEADER)
    mandate = Mandate.objects.on(day).filter(
        user=by, role=Mandate.Role.HEAD, organisation=int(leader.party.removeprefix(KEY))
    )
    held = mandate.select_related("organisation").first()
    return f"{held.title}, {held.organisation.name_on(day)}" if held else leader.who


def come_into_force(request: SignatureRequest) -> None:
    """Called in the transaction of each step of each request for a pledge."""
    if request.state not in (State.COMPLETED, State.IN_INK, State.SEALED):
        return
    pledge = Pledge.objects.filter(paper=request.paper_id).select_related("season__bloc").first()
    if pledge is None:
        return
    if request.state != State.SEALED:
        lock(pledge)
        came_from, target = pledging.FOLLOWING["come_into_force"]
        if pledge.status == came_from:
            pledge.status = target
            pledge.save(update_fields=["status"])
            line = pledge.events.create(
                step="come_into_force", came_from=came_from, went_to=target, at=timezone.now()
            )
            _told(pledge, line)
            amending.close_amended(pledge, at=timezone.now())
    if request.state != State.COMPLETED:
        letters.in_force(request)  # once the file is as it will be kept


def _told(pledge: Pledge, line: PledgeEvent) -> None:
    bloc = pledge.season.bloc
    path = reverse("interface:pledge-detail", args=[bloc.code, pledge.season.year])
    webhooks.tell("signed", pledge, line, province=bloc.province_id, path=path)


def _directed(pledge: Pledge, by: User, at: datetime) -> SignatureRequest:
    request = _locked(pledge)
    pledge_signing.can_direct(seats_of(by, pledge, at), is_open=request.state in OPEN).or_refuse()
    return request


def _locked(pledge: Pledge) -> SignatureRequest:
    """The request before the pledge, as the last signature does."""
    pledge.refresh_from_db(fields=["paper", "status"])
    if pledge.paper_id is None or not SignatureRequest.objects.filter(paper=pledge.paper_id).exists():
        raise Refused(_("The pledge is not being signed now."))
    request = request_of(pledge)
    request.refresh_from_db(from_queryset=SignatureRequest.objects.select_for_update(no_key=True))
    return request
