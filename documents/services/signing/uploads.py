"""Signing with a token of one's own: the file goes out, is signed there, and comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from documents.models import Revision, Signature, Signer, SigningLease, TokenCertificate
from documents.rules.rejections import Rejection
from documents.services import evidence
from documents.services.signing import embedded, turns
from documents.signing.acceptance import Accepted
from emulation.models import User
from emulation.text import folded

METHOD = Signer.Method.UPLOAD
LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """What to sign, and until when it is kept for this signer."""

    revision: Revision
    expires: datetime


def keep_for_upload(signer: Signer, *, by: User, seen: str | None = None) -> Kept:
    """The file for this signer alone, for a quarter of an hour; asked again, for another one."""
    turn = turns.take(signer, by=by, method=METHOD, seen=seen)
    with transaction.atomic():
        evidence.log(
            signer.request.chain, "downloaded", by=by, slot=signer.slot, sha256=turn.lease.base.sha256
        )
    return Kept(turn.lease.base, turn.lease.expires)


def give_back(signer: Signer, *, by: User) -> None:
    """The person will not sign with a token after all; the others need not wait."""
    SigningLease.objects.filter(signer=signer, signer__user=by).delete()


def upload(signer: Signer, content: bytes, *, by: User) -> Signature:
    """Take the signed file, after the whole test. A file that is refused leaves the time that is left."""
    if len(content) > LARGEST:
        raise Rejection("TOO_LARGE", most=LARGEST // 1024**2)
    turn = _turn(signer, by=by)
    try:
        known = known_of(by)
        accepted = embedded.accept(turn, content, known or None, uploaded=True)
        if not known:
            is_named_like(by, accepted)
        signature = turns.land(turn, content, accepted, method=METHOD)
    except Rejection as rejection:
        with transaction.atomic():
            evidence.log(
                signer.request.chain,
                "upload_rejected",
                by=by,
                slot=signer.slot,
                code=rejection.code,
                sha256=sha256(content).hexdigest(),
            )
        raise
    know(by, accepted, by=None)
    return signature


def know(user: User, accepted: Accepted, *, by: User | None) -> TokenCertificate:
    """From now on this certificate is known as the person's own."""
    subject = accepted.certificate.subject.native.get("common_name", "")
    issuer = accepted.certificate.issuer.native.get("common_name", "")
    row, _created = TokenCertificate.objects.get_or_create(
        user=user,
        sha256=accepted.fingerprint,
        defaults={
            "subject": str(subject)[:250],
            "issuer": str(issuer)[:250],
            "known_since": timezone.now(),
            "known_by": by,
        },
    )
    return row


def _turn(signer: Signer, *, by: User) -> turns.Turn:
    """The time that was taken with the download, as it stands."""
    lease = SigningLease.objects.filter(signer=signer, expires__gt=timezone.now()).first()
    if lease is None or signer.user_id != by.pk:
        raise Rejection("LEASE_LOST")
    return turns.Turn(lease, signer, by, lease.base.content(), signer.request.chain.head)


def known_of(user: User) -> set[str]:
    return set(TokenCertificate.objects.filter(user=user).values_list("sha256", flat=True))


def is_named_like(user: User, accepted: Accepted) -> None:
    """The first time, the name on the certificate has to be the person's."""
    name = str(accepted.certificate.subject.native.get("common_name", ""))
    if folded(user.full_name) not in folded(name):
        raise Rejection("WRONG_CERTIFICATE", detail=name)
