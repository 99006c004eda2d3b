"""What the head of a member does: opens the paper, signs, declines, withdraws the signature."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation, Pledge
from blocs.services.signing import letters
from blocs.services.signing.common import may_sign_today
from documents.models import RemoteCredential, Revision, Signature, Signer
from documents.services import signing as machinery
from documents.signing.passkeys import Answer
from emulation.models import User

NOT_SIGNED_YET = _("This is the file as you downloaded it. Sign it in your program first, and save it.")


def view(signer: Signer, *, by: User, at: datetime | None = None) -> None:
    """The person has the paper before the eyes."""
    if signer.user_id == by.pk and signer.state == Signer.State.INVITED:
        machinery.view(signer, by=by, at=at)


def sign(
    pledge: Pledge,
    signer: Signer,
    organisation: Organisation,
    *,
    by: User,
    pin: str = "",
    passkey: Answer | None = None,
    seen: str,
) -> Signature:
    """Sign for the member. The mandate is looked at now, whatever it was when the paper was printed.

    `seen` is the fingerprint of the paper that the person read.
    """
    may_sign_today(pledge, signer, organisation, by, timezone.localdate())
    signature = machinery.sign(signer, by=by, pin=pin, passkey=passkey, seen=seen)
    after_signing(signature)
    return signature


def sign_remote(
    pledge: Pledge, signer: Signer, organisation: Organisation, *, by: User, **given: str
) -> Signature:
    """The same with a key at the remote service; `given` is what `signed_there` takes."""
    may_sign_today(pledge, signer, organisation, by, timezone.localdate())
    return signed_there(signer, by=by, **given)


def signed_there(signer: Signer, *, by: User, key: str, pin: str, otp: str, seen: str) -> Signature:
    """`key` is the name that the service gave to the person's key; it is kept for the next time."""
    known = RemoteCredential.objects.filter(user=by, name=key).exists()
    if not known:
        machinery.register_remote(by, name=key, by=by)
    signature = machinery.sign_remote(signer, by=by, pin=pin, otp=otp, seen=seen)
    after_signing(signature)
    return signature


def after_signing(signature: Signature) -> None:
    """The receipt to who signed, and the question to those whose turn it has become."""
    signer = signature.signer
    letters.receipt(signature)
    made_at = signature.revision.made_at
    next_ones = signer.request.signers.filter(state=Signer.State.INVITED, invited_at=made_at)
    letters.ask(signer.request, next_ones)


def take_file(pledge: Pledge, signer: Signer, organisation: Organisation, *, by: User) -> Revision:
    """The file to sign with a token of one's own, kept for this person for a quarter of an hour."""
    may_sign_today(pledge, signer, organisation, by, timezone.localdate())
    return machinery.keep_for_upload(signer, by=by).revision


def give_back(signer: Signer, *, by: User) -> None:
    machinery.give_back(signer, by=by)


def bring_file(
    pledge: Pledge, signer: Signer, organisation: Organisation, content: bytes, *, by: User
) -> Signature:
    """The same file, signed; taken only if nothing else in it changed."""
    may_sign_today(pledge, signer, organisation, by, timezone.localdate())
    if sha256(content).hexdigest() == signer.request.newest().sha256:
        raise ValidationError({"file": NOT_SIGNED_YET})
    signature = machinery.upload(signer, content, by=by)
    after_signing(signature)
    return signature


def decline(
    pledge: Pledge,
    signer: Signer,
    organisation: Organisation,
    *,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> None:
    """Nobody has to sign. All members read the reason, and the bloc leader decides how to go on."""
    may_sign_today(pledge, signer, organisation, by, timezone.localdate(at))
    machinery.decline(signer, reason=reason, by=by, at=at)
    letters.declined(signer)


def withdraw(
    pledge: Pledge,
    signer: Signer,
    organisation: Organisation,
    *,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> None:
    """Take the signature back while others are missing. It stays in the file, never in force from then on."""
    may_sign_today(pledge, signer, organisation, by, timezone.localdate(at))
    if machinery.withdraw(signer, reason=reason, by=by, at=at):
        letters.withdrawn(signer)
