"""A passkey made of software: it registers, answers, and gives a secret for each salt, as WebAuthn does."""

from __future__ import annotations

import hmac
import json
import secrets
from hashlib import sha256

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


class SoftPasskey:
    def __init__(self, site="testserver", origin=None):
        self.site, self.origin = site, origin or f"https://{site}"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._hidden = secrets.token_bytes(32)
        self.credential_id = secrets.token_bytes(32)

    def registered(self, user, name="Máy cơ quan"):
        """The row that the sign-in library keeps of it."""
        public = ES256.from_cryptography_key(self._key.public_key())
        data = AttestedCredentialData.create(b"\0" * 16, self.credential_id, public)
        about = AuthenticatorData.create(
            sha256(self.site.encode()).digest(), PRESENT | VERIFIED | ATTESTED, 0, data
        )
        credential = {
            "id": websafe_encode(self.credential_id),
            "rawId": websafe_encode(self.credential_id),
            "type": "public-key",
            "response": {
                "clientDataJSON": websafe_encode(self._said("webauthn.create", "AAAA")),
                "attestationObject": websafe_encode(AttestationObject.create("none", about, {})),
            },
            "clientExtensionResults": {"credProps": {"rk": True}},
        }
        return Authenticator.objects.create(
            user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
        )

    def answers(self, question, *, flags=PRESENT | VERIFIED, mute=False):
        """What the script of the page puts into the form, for the options that the page holds."""
        asked = question["publicKey"]
        said = self._said("webauthn.get", asked["challenge"])
        about = bytes(AuthenticatorData.create(sha256(self.site.encode()).digest(), flags, 0))
        signature = self._key.sign(about + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        salt = websafe_decode(asked["extensions"]["prf"]["eval"]["first"])
        answer = {
            "id": websafe_encode(self.credential_id),
            "rawId": websafe_encode(self.credential_id),
            "type": "public-key",
            "response": {
                "authenticatorData": websafe_encode(about),
                "clientDataJSON": websafe_encode(said),
                "signature": websafe_encode(signature),
            },
        }
        return answer if mute else answer | {"secret": websafe_encode(self.gives(salt))}

    def gives(self, salt):
        return hmac.digest(self._hidden, sha256(b"WebAuthn PRF\0" + salt).digest(), "sha256")

    def _said(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()
