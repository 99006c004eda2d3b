"""Signing keys opened by a passkey: adding one, taking it off, and opening. Call as passkeys.open_key(…)."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from fido2.webauthn import AttestedCredentialData

from documents.models import Certificate, PasskeyUnlock, Signer
from documents.rules.rejections import Rejection
from documents.services import certificates
from documents.signing import keys
from documents.signing.passkeys import Answer, Question, options
from emulation.models import User


def about(signer: Signer) -> str:
    """What a passkey is asked when its owner signs: this place of this paper, as it was frozen."""
    return f"sign {signer.request.paper.content_hash} {signer.slot} {signer.user_id}"


def about_adding(certificate: Certificate) -> str:
    return f"add {certificate.sha256}"


def those_of(user: User) -> list[Authenticator]:
    """The passkeys that this person signs in with."""
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return list(rows.order_by("created_at", "pk"))


def that_open(user: User) -> list[PasskeyUnlock]:
    """Those that open the key this person signs with."""
    usable = Certificate.objects.usable(timezone.now()).filter(user=user)
    rows = PasskeyUnlock.objects.filter(key__certificate__in=usable)
    return list(rows.select_related("passkey", "key__certificate"))


def question_of_adding(certificate: Certificate, question: Question) -> dict[str, Any]:
    """For the browser: any passkey of the person that does not open the key yet."""
    known = {unlock.passkey_id for unlock in that_open(certificate.user)}
    rows = [row for row in those_of(certificate.user) if row.pk not in known]
    return options(question, _credentials(rows), about=about_adding(certificate), salt=_salt(certificate))


def question_of_signing(signer: Signer, opening: list[PasskeyUnlock], question: Question) -> dict[str, Any]:
    """For the browser: any of the passkeys that open the key of who is to sign."""
    salt = _salt(opening[0].key.certificate)
    rows = [unlock.passkey for unlock in opening]
    return options(question, _credentials(rows), about=about(signer), salt=salt)


def add(user: User, *, pin: str, answer: Answer) -> PasskeyUnlock:
    """The key is opened by the PIN once more, and sealed for this passkey as well."""
    if not answer.secret:
        raise Rejection("PASSKEY_MUTE")
    opened = certificates.open_key(user, pin)
    certificate = opened.certificate
    with certificates.trying(user):
        passkey = _answering(those_of(user), answer, about_adding(certificate))
    sealed = keys.seal_with_passkey(opened.signer._key, answer.secret, _owner(certificate, passkey))
    with transaction.atomic():
        unlock, _created = PasskeyUnlock.objects.update_or_create(
            key=certificate.key,
            passkey=passkey,
            defaults={"blob": sealed.blob, "secret_id": sealed.secret_id, "added_at": timezone.now()},
        )
        certificates.log("passkey_added", by=user, serial=certificate.serial, passkey=passkey.pk)
    return unlock


@transaction.atomic
def remove(user: User, pk: int) -> None:
    """The PIN opens the key as before; the passkey still signs in. Done already is done."""
    unlock = PasskeyUnlock.objects.filter(pk=pk, key__certificate__user=user).select_related("key").first()
    if unlock is not None:
        serial = unlock.key.certificate.serial
        unlock.delete()
        certificates.log("passkey_removed", by=user, serial=serial, passkey=unlock.passkey_id)


def open_key(user: User, answer: Answer, asked: str) -> certificates.OpenKey:
    """For one signature, about which the passkey was asked. A wrong answer counts like a wrong PIN."""
    if not answer.secret:
        raise Rejection("PASSKEY_MUTE")
    with certificates.trying(user) as certificate:
        unlocks = {unlock.passkey: unlock for unlock in that_open(user)}
        passkey = _answering(list(unlocks), answer, asked)
        unlock = unlocks[passkey]
        sealed = keys.Sealed(bytes(unlock.blob), unlock.secret_id, {})
        owner = _owner(certificate, passkey)
        key = keys.unseal_with_passkey(sealed, answer.secret, owner)
    if not keys.is_current(sealed):
        anew = keys.seal_with_passkey(key, answer.secret, owner)
        PasskeyUnlock.objects.filter(pk=unlock.pk).update(blob=anew.blob, secret_id=anew.secret_id)
    passkey.record_usage()
    return certificates.opened(certificate, key)


def _answering(rows: list[Authenticator], answer: Answer, asked: str) -> Authenticator:
    known = {bytes(each.credential_id): row for each, row in zip(_credentials(rows), rows, strict=True)}
    return known[answer.signed_by(_credentials(rows), asked)]


def _credentials(rows: list[Authenticator]) -> list[AttestedCredentialData]:
    return [row.wrap().authenticator_data.credential_data for row in rows]


def _salt(certificate: Certificate) -> bytes:
    """Not secret: with it a passkey gives another secret for each certificate, and none that others get."""
    return sha256(b"emulation signing key by passkey 1" + certificate.owner).digest()


def _owner(certificate: Certificate, passkey: Authenticator) -> bytes:
    return certificate.owner + f":{passkey.pk}".encode()
