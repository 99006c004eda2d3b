"""One signature at a time: the lease of a request, and the landing of a new revision.

The file is kept for one signer while the signature is made, without a lock on any row: that may take minutes
on a telephone. Who comes at the same moment waits, or is told until when.
"""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from documents.models import Revision, Signature, Signer, SigningLease
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from documents.services import evidence, papers
from documents.services.signing import completion, course
from documents.signing.acceptance import Accepted
from emulation.models import User

PAUSES = (0.05, 0.4)  # seconds, at first and at most, between two looks whether the file is free


@dataclass(frozen=True)
class Turn:
    """The file, kept for this signer."""

    lease: SigningLease
    signer: Signer
    by: User
    content: bytes
    log_head: str  # goes into the signature, which so vouches for the log


@contextmanager
def turn(signer: Signer, *, by: User, method: str, seen: str | None) -> Iterator[Turn]:
    """The file for as long as the block lasts, after those who have it now."""
    taken = _wait(signer, by=by, method=method, seen=seen)
    try:
        yield taken
    finally:
        release(taken)


def take(signer: Signer, *, by: User, method: str, seen: str | None) -> Turn:
    """The file for this signer, or a Rejection that says who has it and until when."""
    with transaction.atomic():
        request = course.lock(signer.request)
        signer.refresh_from_db()
        now = timezone.now()
        _refuse(signer, by=by, at=now, seen=seen)
        SigningLease.objects.filter(request=request, expires__lte=now).delete()
        lease = SigningLease.objects.filter(request=request).select_related("signer").first()
        if lease is not None and lease.signer_id != signer.pk:
            until = f"{timezone.localtime(lease.expires):%H:%M:%S}"
            raise Rejection("LEASE_BUSY", who=lease.signer.who, until=until)
        if lease is not None and method != Signer.Method.UPLOAD:
            raise Rejection(
                "LEASE_BUSY", who=signer.who, until=f"{timezone.localtime(lease.expires):%H:%M:%S}"
            )
        expires = now + rules.LEASES[Signer.Method(method)]
        if lease is None:
            lease = SigningLease(
                request=request, signer=signer, base=request.newest(), token=secrets.token_hex(16)
            )
            evidence.log(request.chain, "lease_taken", by=by, at=now, slot=signer.slot, method=method)
        lease.expires = expires
        lease.save()
        log_head = request.chain.head
    return Turn(lease, signer, by, lease.base.content(), log_head)


def release(taken: Turn) -> None:
    SigningLease.objects.filter(token=taken.lease.token).delete()


def land(taken: Turn, content: bytes, accepted: Accepted, *, method: str) -> Signature:
    """The new file is the one that counts, and all that follows from it; or nothing of it."""
    request, now = taken.signer.request, timezone.now()
    name = course.save_file(request.paper, taken.lease.base.seq + 1, content)
    try:
        with transaction.atomic():
            return _landed(taken, content, name, accepted, method=method, now=now)
    except BaseException:
        Revision._meta.get_field("file").storage.delete(name)
        raise


def _landed(
    taken: Turn, content: bytes, name: str, accepted: Accepted, *, method: str, now: datetime
) -> Signature:
    request, signer = course.lock(taken.signer.request), taken.signer
    signer.refresh_from_db(from_queryset=Signer.objects.select_for_update(no_key=True))
    lease = SigningLease.objects.filter(token=taken.lease.token, expires__gt=now).first()
    if lease is None or request.head_id != taken.lease.base_id:
        raise Rejection("LEASE_LOST")
    _refuse(signer, by=taken.by, at=now, seen=None)
    revision = Revision.objects.create(
        request=request,
        seq=taken.lease.base.seq + 1,
        kind=Revision.Kind.SIGNED,
        signer=signer,
        sha256=papers.digest(content),
        parent_sha256=taken.lease.base.sha256,
        size=len(content),
        file=name,
        made_at=now,
    )
    request.head = revision
    request.save(update_fields=["head"])
    signer.state, signer.signed_at, signer.method = Signer.State.SIGNED, now, method
    signer.save(update_fields=["state", "signed_at", "method"])
    lease.delete()
    signature = _kept(revision, signer, accepted, method)
    evidence.log(
        request.chain,
        "signed",
        by=taken.by,
        at=now,
        slot=signer.slot,
        method=method,
        before=revision.parent_sha256,
        after=revision.sha256,
        certificate=accepted.fingerprint,
        log_head=taken.log_head,
        **({"own_field": signature.own_field} if signature.own_field else {}),
    )
    course.invite(request, at=now)
    course.tell_follower(request)
    completion.complete_if_all_signed(request, by=taken.by, at=now)
    return signature


def _kept(revision: Revision, signer: Signer, accepted: Accepted, method: str) -> Signature:
    certificate = accepted.certificate
    return Signature.objects.create(
        revision=revision,
        signer=signer,
        method=method,
        own_field="" if accepted.field == signer.slot else accepted.field,
        certificate_der=certificate.dump(),
        certificate_sha256=accepted.fingerprint,
        subject=str(certificate.subject.native.get("common_name", ""))[:250],
        issuer=str(certificate.issuer.native.get("common_name", ""))[:250],
        serial=f"{certificate.serial_number:x}"[:64],
        algorithm=accepted.algorithm,
        trusted_by=accepted.trusted_by,
        claimed_at=accepted.claimed_at,
        stamped_at=accepted.stamped_at or revision.made_at,
    )


def _wait(signer: Signer, *, by: User, method: str, seen: str | None) -> Turn:
    patience = timezone.now() + timedelta(seconds=settings.SIGNING_WAIT)
    while True:
        try:
            return take(signer, by=by, method=method, seen=seen)
        except Rejection as busy:
            if busy.code != "LEASE_BUSY" or timezone.now() >= patience:
                raise
        _pause_while_busy(signer, patience)


def _pause_while_busy(signer: Signer, patience: datetime) -> None:
    """Only reads, locks nothing, and asks less and less often: who waits must not slow the one who signs."""
    pause = PAUSES[0]
    while (now := timezone.now()) < patience:
        time.sleep(pause * (1 + random.random()))  # noqa: S311  only spreads those who wait
        pause = min(pause * 1.5, PAUSES[1])
        if not SigningLease.objects.filter(request=signer.request_id, expires__gt=now).exists():
            return


def _refuse(signer: Signer, *, by: User, at: datetime, seen: str | None) -> None:
    found = rules.refusal(signer.request, signer, user_id=by.pk, at=at, seen=seen)
    if found is not None:
        raise Rejection(found[0], **found[1])
