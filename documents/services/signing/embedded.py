"""Signing with the key that is kept here, opened by the person's PIN or passkey."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from documents.models import Signature, SignaturePicture, Signer
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from documents.services import authority, certificates, evidence
from documents.services import passkeys as opening_by_passkey
from documents.services.signing import turns
from documents.signing import acceptance, appending, passkeys, stamping, timestamps
from documents.signing.reading import Rejected, opened
from emulation.models import User

REASON = "Đồng ý ký văn bản"
METHOD = Signer.Method.EMBEDDED


def sign(
    signer: Signer,
    *,
    by: User,
    pin: str = "",
    passkey: passkeys.Answer | None = None,
    seen: str | None = None,
) -> Signature:
    """Sign in this place of the paper. `seen` is the SHA-256 of the paper that the person read.

    Either the PIN opens the key or the answer of a passkey, which was asked about this place of this paper.
    Waits while others sign. What goes wrong leaves no trace but in the log: no signature, no lease.
    """
    found = rules.refusal(signer.request, signer, user_id=by.pk, at=timezone.now(), seen=seen)
    if found is not None:
        raise Rejection(found[0], **found[1])
    key = _opened(signer, by, pin, passkey)  # before the file is kept for this signer: it takes its time
    with turns.turn(signer, by=by, method=METHOD, seen=seen) as turn:
        content = _signed(turn, key)
        accepted = accept(turn, content, {key.certificate.sha256})
        return turns.land(turn, content, accepted, method=METHOD)


def _opened(signer: Signer, by: User, pin: str, passkey: passkeys.Answer | None) -> certificates.OpenKey:
    if passkey is None:
        return certificates.open_key(by, pin)
    key = opening_by_passkey.open_key(by, passkey, opening_by_passkey.about(signer))
    with transaction.atomic():
        evidence.log(
            signer.request.chain, "opened_by_passkey", by=by, slot=signer.slot, proof=passkey.evidence()
        )
    return key


def _signed(turn: turns.Turn, key: certificates.OpenKey) -> bytes:
    signer = turn.signer
    look = look_of(signer, turn.by)
    try:
        return appending.sign(
            turn.content,
            signer.slot,
            signer=key.signer,
            clock=authority.current().clock,
            reason=REASON,
            stamp=stamping.style(look, size_of(turn.content, signer.slot)),
            log_head=turn.log_head,
        )
    except timestamps.NoTimestamp:
        raise Rejection("TSA_UNAVAILABLE") from None


def look_of(signer: Signer, by: User) -> stamping.Look:
    """Name and time below the picture; the organisation stands above the room already."""
    picture = SignaturePicture.objects.filter(user=by).values_list("png", flat=True).first()
    lines = [f"Ký số: {stamping.time_said(timezone.now())}"]
    if signer.acting:
        lines.append(f"Ký thay theo {signer.acting}")
    return stamping.Look(signer.who_signs, tuple(lines), bytes(picture or b""))


def size_of(content: bytes, slot: str) -> tuple[float, float]:
    for reference in opened(content).root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == slot:
            left, lower, right, upper = (float(side) for side in field["/Rect"])
            return right - left, upper - lower
    raise Rejection("WRONG_FIELD_SIGNED")


def accept(
    turn: turns.Turn, content: bytes, fingerprints: set[str] | None, *, uploaded: bool = False
) -> acceptance.Accepted:
    try:
        return acceptance.accept(
            turn.content,
            content,
            turn.signer.slot,
            fingerprints,
            authority.trust(),
            now=timezone.now(),
            uploaded=uploaded,
            own_field=uploaded and turn.signer.request.is_open_for_fields,
        )
    except Rejected as rejected:
        raise Rejection(rejected.code, detail=rejected.detail) from None
