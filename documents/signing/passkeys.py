"""Passkeys that open a person's signing key: the question to the browser, and the test of its answer.

A passkey signs our question (WebAuthn), and gives a secret that it derives inside itself from a salt of ours
(its PRF). The first shows who is there, and what was asked; the second opens the key, and lies nowhere here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    UserVerificationRequirement,
)

from documents.signing.keys import WrongPasskey

SECRET_LENGTH = 32
_PROOF = ("clientDataJSON", "authenticatorData", "signature")


@dataclass(frozen=True, slots=True)
class Question:
    """Asked once, by this site, about one thing; the answer to another one does not fit."""

    site: PublicKeyCredentialRpEntity
    nonce: bytes

    def challenge(self, about: str) -> bytes:
        return sha256(b"emulation passkey 1" + self.nonce + about.encode()).digest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from the browser; only `signed_by` says whether it holds."""

    question: Question
    credential: dict[str, Any]
    secret: bytes

    def signed_by(self, credentials: Sequence[AttestedCredentialData], about: str) -> bytes:
        """The id of the passkey that answered, its owner verified; WrongPasskey when it does not hold."""
        state = {
            "challenge": websafe_encode(self.question.challenge(about)),
            "user_verification": UserVerificationRequirement.REQUIRED,
        }
        try:
            found = Fido2Server(self.question.site).authenticate_complete(
                state, credentials, {**self.credential, "clientExtensionResults": {}}
            )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise WrongPasskey from error
        return bytes(found.credential_id)

    def evidence(self) -> dict[str, str]:
        """What anybody can check with the passkey's public key: its signature, without the secret."""
        response = self.credential["response"]
        return {
            "passkey": str(self.credential["id"]),
            "nonce": self.question.nonce.hex(),
            **{name: str(response[name]) for name in _PROOF},
        }


def options(
    question: Question, credentials: Sequence[AttestedCredentialData], *, about: str, salt: bytes
) -> dict[str, Any]:
    """For navigator.credentials.get, with what is binary as base64url."""
    asked, _state = Fido2Server(question.site).authenticate_begin(
        credentials,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=question.challenge(about),
        extensions={"prf": {"eval": {"first": websafe_encode(salt)}}},
    )
    return dict(asked)


def secret_in(text: object) -> bytes:
    """The secret as the browser wrote it; empty when the passkey gave none."""
    try:
        secret = websafe_decode(text) if isinstance(text, str) else b""
    except ValueError:
        return b""
    return secret if len(secret) == SECRET_LENGTH else b""
