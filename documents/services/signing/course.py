"""A request for signatures on its way: who is asked, who leaves, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents import cleaning
from documents.models import Paper, Revision, SignatureRequest, Signer, SigningLease
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from documents.services import evidence, papers
from emulation.models import User
from emulation.verdicts import Refused

State = SignatureRequest.State
Follower = Callable[[SignatureRequest], None]
_followers: dict[str, Follower] = {}
ANY = ""
REPLACED = "Văn bản mới đã được ký đủ, thay thế văn bản này."


def follow(kind: str, follower: Follower) -> None:
    """Have `follower` called on each step of requests for papers of this kind, inside the transaction.

    That of the kind ANY is told of those papers that have none of their own.
    """
    _followers[kind] = follower


@transaction.atomic
def start(request: SignatureRequest, *, by: User | None, at: datetime | None = None) -> None:
    """Ask the first ones to sign."""
    at = at or timezone.now()
    step(request, "start", by=by, at=at)
    invite(request, at=at)


@transaction.atomic
def view(signer: Signer, *, by: User, at: datetime | None = None) -> None:
    """The person has the paper before the eyes; noted once."""
    request = lock(signer.request)
    signer.refresh_from_db(from_queryset=Signer.objects.select_for_update(no_key=True))
    if signer.user_id == by.pk and signer.state == Signer.State.INVITED and request.state == State.SIGNING:
        signer.state, signer.viewed_at = Signer.State.VIEWED, at or timezone.now()
        signer.save(update_fields=["state", "viewed_at"])
        evidence.log(request.chain, "viewed", by=by, at=signer.viewed_at, slot=signer.slot)


@transaction.atomic
def decline(signer: Signer, *, reason: str, by: User, at: datetime | None = None) -> None:
    """The person will not sign; the leader decides how to go on."""
    request = lock(signer.request)
    signer.refresh_from_db(from_queryset=Signer.objects.select_for_update(no_key=True))
    rules.can_decline(request, signer, user_id=by.pk).or_refuse()
    _leave(signer, Signer.State.DECLINED, reason=reason, at=at or timezone.now())
    step(request, "decline", by=by, at=at, reason=reason, slot=signer.slot)


@transaction.atomic
def withdraw(signer: Signer, *, reason: str, by: User, at: datetime | None = None) -> bool:
    """Take a signature back before the last one has signed: this file is then never in force.

    Says whether it was this time, and not an earlier press of the same button.
    """
    request = lock(signer.request)
    signer.refresh_from_db(from_queryset=Signer.objects.select_for_update(no_key=True))
    if signer.state == Signer.State.WITHDRAWN and signer.user_id == by.pk:
        return False
    rules.can_withdraw(request, signer, user_id=by.pk).or_refuse()
    _leave(signer, Signer.State.WITHDRAWN, reason=reason, at=at or timezone.now())
    step(request, "withdraw", by=by, at=at, reason=reason, slot=signer.slot)
    return True


@transaction.atomic
def cancel(request: SignatureRequest, *, reason: str, by: User | None, at: datetime | None = None) -> None:
    """Nobody is asked any more, and the paper is void."""
    at = at or timezone.now()
    lock(request)
    step(request, "cancel", by=by, at=at, reason=reason)
    papers.void(request.paper, reason=reason, by=by, at=at)


@transaction.atomic
def replace(signer: Signer, *, user: User, under: str, by: User | None, at: datetime | None = None) -> None:
    """Somebody else signs in this place, under a written authorisation or as the successor.

    What is printed stays; the signature names who signed, and `under` what.
    """
    request = lock(signer.request)
    signer.refresh_from_db(from_queryset=Signer.objects.select_for_update(no_key=True))
    rules.can_replace(request, signer).or_refuse()
    under = cleaning.line(under)
    if not under:
        raise Refused(_("Say which paper authorises this person."))
    before = signer.user_id
    signer.user, signer.acting = user, under
    if signer.state == Signer.State.VIEWED:
        signer.state = Signer.State.INVITED
    signer.viewed_at = None
    signer.save(update_fields=["user", "acting", "state", "viewed_at"])
    SigningLease.objects.filter(request=request, signer=signer).delete()
    evidence.log(
        request.chain, "replaced", by=by, at=at, slot=signer.slot, was=before, now=user.pk, under=under
    )


@transaction.atomic
def extend(
    request: SignatureRequest, *, deadline: datetime, by: User | None, at: datetime | None = None
) -> None:
    """More time, while signatures are gathered."""
    at = at or timezone.now()
    lock(request)
    if request.state not in {State.FROZEN, State.SIGNING}:
        raise Rejection("NOT_OPEN", state=request.get_state_display())
    if deadline <= at:
        raise Refused(_("The time for signing has to end after today."))
    was, request.deadline = request.deadline, deadline
    request.save(update_fields=["deadline"])
    evidence.log(request.chain, "deadline_changed", by=by, at=at, was=iso(was), now=iso(deadline))


@transaction.atomic
def remind(signer: Signer, *, by: User | None, at: datetime | None = None) -> None:
    """Note that the person was reminded; whoever calls sends the message."""
    at = at or timezone.now()
    request = lock(signer.request)
    signer.refresh_from_db(from_queryset=Signer.objects.select_for_update(no_key=True))
    if request.state != State.SIGNING or signer.state not in {Signer.State.INVITED, Signer.State.VIEWED}:
        raise Rejection("NOT_OPEN", state=request.get_state_display())
    signer.reminders, signer.reminded_at = signer.reminders + 1, at
    signer.save(update_fields=["reminders", "reminded_at"])
    evidence.log(request.chain, "reminded", by=by, at=at, slot=signer.slot, times=signer.reminders)


@transaction.atomic
def expire(request: SignatureRequest, *, at: datetime | None = None) -> bool:
    """Close a request whose time ran out; says whether it was."""
    at = at or timezone.now()
    lock(request)
    if request.deadline is None or at < request.deadline or not rules.can_step("expire", state=request.state):
        return False
    step(request, "expire", by=None, at=at)
    return True


# Within the transactions of others


def lock(request: SignatureRequest) -> SignatureRequest:
    request.refresh_from_db(from_queryset=SignatureRequest.objects.select_for_update(no_key=True))
    return request


def step(
    request: SignatureRequest,
    name: str,
    *,
    by: User | None,
    at: datetime | None = None,
    reason: str = "",
    **told: Any,
) -> None:
    lock(request)
    reason = cleaning.text(reason)
    rules.can_step(name, state=request.state, reason=reason).or_refuse()
    request.state = rules.STEPS[name].target
    if reason and rules.STEPS[name].target != State.SIGNING:
        request.stop_reason = reason
    request.save(update_fields=["state", "stop_reason"])
    if request.state != State.SIGNING:
        SigningLease.objects.filter(request=request).delete()
    said = {"reason": reason, **told} if reason else told
    evidence.log(request.chain, name, by=by, at=at, **said)
    tell_follower(request)


def invite(request: SignatureRequest, *, at: datetime) -> None:
    """Ask those whose turn it has become."""
    signers = list(request.signers.all())
    on = rules.turn(signers)
    for signer in signers:
        if signer.step == on and signer.state == Signer.State.WAITING:
            signer.state, signer.invited_at = Signer.State.INVITED, at
            signer.save(update_fields=["state", "invited_at"])
            evidence.log(request.chain, "invited", at=at, slot=signer.slot, user=signer.user_id)


def save_file(paper: Paper, seq: int, content: bytes) -> str:
    """Written before the row that names it: a process that dies between leaves a file nobody looks for."""
    return str(
        Revision._meta.get_field("file").storage.save(
            f"papers/{paper.year}/{paper.code}-{seq}.pdf", ContentFile(content)
        )
    )


def _leave(signer: Signer, state: str, *, reason: str, at: datetime) -> None:
    signer.state, signer.reason, signer.ended_at = state, cleaning.text(reason), at
    if not signer.reason:
        raise Refused(_("Say why."))
    signer.save(update_fields=["state", "reason", "ended_at"])


def tell_follower(request: SignatureRequest) -> None:
    if follower := _followers.get(request.paper.kind) or _followers.get(ANY):
        follower(request)


def take_place(request: SignatureRequest, *, by: User | None, at: datetime) -> None:
    """Signed by all, the paper takes the place of the one that held until now."""
    old = request.replaces
    if old is None or not papers.take_place(request.paper, of=old, reason=REPLACED, by=by, at=at):
        return
    if signed := SignatureRequest.objects.filter(paper=old).first():
        step(signed, "supersede", by=by, at=at, reason=REPLACED, by_code=request.paper.code)


def iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
