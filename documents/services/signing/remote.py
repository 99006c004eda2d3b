"""Signing with a key at a remote service that the person confirms there (CSC)."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from documents.models import RemoteCredential, Signature, Signer
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from documents.services import authority, evidence
from documents.services.signing import embedded, turns, uploads
from documents.signing import remote, stamping, timestamps
from emulation.models import User

METHOD = Signer.Method.REMOTE


@transaction.atomic
def register_remote(user: User, *, name: str, by: User | None) -> RemoteCredential:
    """The credential that this person has at the service of the settings."""
    row, _created = RemoteCredential.objects.update_or_create(
        user=user, defaults={"name": name, "known_since": timezone.now(), "known_by": by}
    )
    chain = evidence.chain_of(authority.CHAIN)
    evidence.log(chain, "remote_registered", by=by, user=user.pk, credential=name)
    return row


def sign_remote(
    signer: Signer, *, by: User, pin: str = "", otp: str = "", seen: str | None = None
) -> Signature:
    """Sign with the person's key at the service; what goes wrong there leaves no signature here."""
    found = rules.refusal(signer.request, signer, user_id=by.pk, at=timezone.now(), seen=seen)
    if found is not None:
        raise Rejection(found[0], **found[1])
    row = RemoteCredential.objects.filter(user=by).first()
    if row is None or not settings.SIGNING_CSC_ADDRESS:
        raise Rejection("NO_CERTIFICATE")
    credential = remote.Credential(
        settings.SIGNING_CSC_ADDRESS, row.name, settings.SIGNING_CSC_TOKEN, pin, otp
    )
    with turns.turn(signer, by=by, method=METHOD, seen=seen) as turn:
        content = _signed(turn, credential)
        known = uploads.known_of(by)
        accepted = embedded.accept(turn, content, known or None)
        if not known:
            uploads.is_named_like(by, accepted)
        signature = turns.land(turn, content, accepted, method=METHOD)
    uploads.know(by, accepted, by=None)
    return signature


def _signed(turn: turns.Turn, credential: remote.Credential) -> bytes:
    try:
        return remote.sign(
            turn.content,
            turn.signer.slot,
            credential,
            clock=authority.current().clock,
            reason=embedded.REASON,
            stamp=stamping.style(
                embedded.look_of(turn.signer, turn.by), embedded.size_of(turn.content, turn.signer.slot)
            ),
            log_head=turn.log_head,
        )
    except timestamps.NoTimestamp:
        raise Rejection("TSA_UNAVAILABLE") from None
    except remote.NoService:
        raise Rejection("REMOTE_UNAVAILABLE") from None
    except remote.TooLate:
        raise Rejection("REMOTE_TIMEOUT") from None
    except remote.NotSigned:
        raise Rejection("REMOTE_REJECTED") from None
