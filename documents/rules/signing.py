"""The life of a request for signatures, as tables, and who may do what in it now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from documents.models import SignatureRequest, Signer
from documents.rules.rejections import words
from emulation.verdicts import Verdict, unless

State = SignatureRequest.State
Order = SignatureRequest.Order
Role = Signer.Role

FIRST_REMINDER, NEXT_REMINDERS, MOST_REMINDERS = timedelta(days=3), timedelta(days=2), 5
LAST_DAYS, DAILY = timedelta(days=2), timedelta(hours=20)  # at the end each day, at whatever hour it runs
LEASES = {  # how long the file is kept for one signature
    Signer.Method.EMBEDDED: timedelta(seconds=60),
    Signer.Method.REMOTE: timedelta(minutes=5),
    Signer.Method.UPLOAD: timedelta(minutes=15),
}
WAITING = frozenset({Signer.State.WAITING, Signer.State.INVITED, Signer.State.VIEWED})
GONE = frozenset({Signer.State.DECLINED, Signer.State.WITHDRAWN})
DONE = frozenset({State.COMPLETED, State.SEALED, State.IN_INK})


@dataclass(frozen=True, slots=True)
class Step:
    sources: frozenset[str]
    target: str
    needs_reason: bool = False


STEPS = {
    "start": Step(frozenset({State.FROZEN}), State.SIGNING),
    "complete": Step(frozenset({State.SIGNING}), State.COMPLETED),
    "seal": Step(frozenset({State.COMPLETED}), State.SEALED),
    "sign_in_ink": Step(
        frozenset({State.FROZEN, State.SIGNING, State.DECLINED, State.EXPIRED}), State.IN_INK
    ),
    "decline": Step(frozenset({State.SIGNING}), State.DECLINED, needs_reason=True),
    "withdraw": Step(frozenset({State.SIGNING}), State.DECLINED, needs_reason=True),
    "expire": Step(frozenset({State.FROZEN, State.SIGNING}), State.EXPIRED),
    "reopen": Step(frozenset({State.DECLINED, State.EXPIRED}), State.SIGNING, needs_reason=True),
    "cancel": Step(
        frozenset({State.FROZEN, State.SIGNING, State.DECLINED, State.EXPIRED}),
        State.CANCELLED,
        needs_reason=True,
    ),
    "supersede": Step(frozenset(set(State) - {State.SUPERSEDED}), State.SUPERSEDED, needs_reason=True),
}


def can_step(name: str, *, state: str, reason: str = "") -> Verdict:
    step = STEPS[name]
    return unless(state in step.sources, words("NOT_OPEN", state=State(state).label)) & unless(
        bool(reason.strip()) or not step.needs_reason, _("Say why.")
    )


def step_of(role: str, order: str) -> int:
    """Whose turn comes when; witnesses see all the others sign first."""
    if role == Role.WITNESS:
        return 3
    leads = role == Role.LEADER
    return {
        Order.ANY: 1,
        Order.LEADER_FIRST: 1 if leads else 2,
        Order.LEADER_LAST: 2 if leads else 1,
    }[Order(order)]


def turn(signers: Iterable[Signer]) -> int | None:
    """The step that is on; None when nobody is waited for any more."""
    return min((signer.step for signer in signers if signer.state in WAITING), default=None)


def is_complete(signers: Iterable[Signer]) -> bool:
    """All have signed that were not let go, and there is at least one."""
    states = [signer.state for signer in signers if signer.state != Signer.State.DECLINED]
    return bool(states) and all(state == Signer.State.SIGNED for state in states)


def refusal(
    request: SignatureRequest, signer: Signer, *, user_id: int, at: datetime, seen: str | None = None
) -> tuple[str, dict[str, object]] | None:
    """The code and the details of what keeps this person from signing in this place now."""
    if signer.user_id != user_id:
        return "NOT_YOURS", {}
    if request.state == State.SUPERSEDED or (seen is not None and seen != request.paper.content_hash):
        return "CONTENT_CHANGED", {}
    if signer.state == Signer.State.SIGNED:
        return "ALREADY_SIGNED", {}
    if request.state != State.SIGNING or signer.state not in WAITING:
        return "NOT_OPEN", {"state": request.get_state_display()}
    if request.deadline is not None and at >= request.deadline:
        return "DEADLINE_PASSED", {"day": f"{localtime(request.deadline):%d/%m/%Y %H:%M}"}
    signers = list(request.signers.all())
    if signer.step != (on := turn(signers)):
        before = [each.who for each in signers if each.step == on and each.state in WAITING]
        return "NOT_YOUR_TURN", {"who": "; ".join(before)}
    return None


def can_sign(
    request: SignatureRequest, signer: Signer, *, user_id: int, at: datetime, seen: str | None = None
) -> Verdict:
    """For pages: may this person sign here now, or why not?"""
    found = refusal(request, signer, user_id=user_id, at=at, seen=seen)
    return Verdict() if found is None else Verdict((words(found[0], **found[1]),))


def can_decline(request: SignatureRequest, signer: Signer, *, user_id: int) -> Verdict:
    return (
        unless(signer.user_id == user_id, words("NOT_YOURS"))
        & unless(request.state == State.SIGNING, words("NOT_OPEN", state=request.get_state_display()))
        & unless(signer.state in WAITING, words("ALREADY_SIGNED"))
    )


def can_withdraw(request: SignatureRequest, signer: Signer, *, user_id: int) -> Verdict:
    """Before the last one has signed; after that the paper is in force."""
    if signer.user_id == user_id and request.state in DONE:
        return Verdict((words("IN_FORCE"),))
    return (
        unless(signer.user_id == user_id, words("NOT_YOURS"))
        & unless(request.state == State.SIGNING, words("NOT_OPEN", state=request.get_state_display()))
        & unless(signer.state == Signer.State.SIGNED, _("You have not signed this paper."))
    )


def can_reopen(signers: Iterable[Signer]) -> Verdict:
    """A signature that was withdrawn stays in the file: only a new version can do without it."""
    return unless(
        all(signer.state != Signer.State.WITHDRAWN for signer in signers),
        _("A signature was withdrawn, and stays in this file: make a new version of the paper."),
    )


def can_replace(request: SignatureRequest, signer: Signer) -> Verdict:
    return unless(
        request.state in {State.FROZEN, State.SIGNING}, words("NOT_OPEN", state=request.get_state_display())
    ) & unless(signer.state in WAITING, _("This place on the paper is signed already."))


def reminder_is_due(request: SignatureRequest, signer: Signer, at: datetime) -> bool:
    """After three days, then every two, five times; in the last two days before the end each day."""
    if request.state != State.SIGNING or signer.state not in {Signer.State.INVITED, Signer.State.VIEWED}:
        return False
    if request.deadline is not None and at >= request.deadline:
        return False
    if signer.invited_at is None:
        return False
    if request.deadline is not None and request.deadline - at <= LAST_DAYS:
        return at >= (signer.reminded_at or signer.invited_at) + DAILY
    if signer.reminders >= MOST_REMINDERS:
        return False
    if signer.reminded_at is None:
        return at >= signer.invited_at + FIRST_REMINDER
    return at >= signer.reminded_at + NEXT_REMINDERS
