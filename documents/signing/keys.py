"""Private keys at rest and at work.

At rest a key is sealed with a secret of the site, which lies in SIGNING_KEYS_FILE and never in the database.
A person's key is sealed with the person's PIN as well, so that neither the database nor the site can sign for
anybody, nor both of them together; and, where the person wants it, once more with what a passkey of theirs
gives (WebAuthn's PRF). At work it lives in memory for one signature.
"""

from __future__ import annotations

import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from asn1crypto import x509 as asn1
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

SECRET_LENGTH = 32
_NONCE = 12
_SALT = 16


class NoKeys(Exception):
    """The site's secret is missing, or is not the one that the keys were sealed with."""


class WrongPin(Exception):
    """The PIN, or the owner, is another one than the key was sealed for."""


class WrongPasskey(Exception):
    """The answer of the passkey does not hold, or it gave another secret than the key was sealed with."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A private key as it is stored; `kdf` says how its PIN was stretched, empty for keys of the site."""

    blob: bytes
    secret_id: str
    kdf: dict[str, Any]


def new_key() -> rsa.RSAPrivateKey:
    """RSA, since P-256 would have pyHanko raise the file to PDF 2.0 amidst its signatures."""
    return rsa.generate_private_key(public_exponent=65537, key_size=settings.SIGNING_KEY_BITS)


def seal(key: rsa.RSAPrivateKey, owner: bytes) -> Sealed:
    """A key of the site itself: of the authority, its clock, its seal."""
    secret_id, secret = next(iter(_secrets().items()))
    return Sealed(_encrypted(_stretched(secret), key, owner), secret_id, {})


def unseal(sealed: Sealed, owner: bytes) -> rsa.RSAPrivateKey:
    try:
        return _decrypted(_stretched(_secret(sealed.secret_id)), sealed.blob, owner)
    except InvalidTag:
        raise NoKeys(sealed.secret_id) from None


def seal_with_pin(key: rsa.RSAPrivateKey, pin: str, owner: bytes) -> Sealed:
    secret_id, secret = next(iter(_secrets().items()))
    kdf = {"salt": b64encode(os.urandom(_SALT)).decode(), **settings.SIGNING_PIN_COST}
    return Sealed(_encrypted(_stretched(_of_pin(pin, kdf) + secret), key, owner), secret_id, kdf)


def unseal_with_pin(sealed: Sealed, pin: str, owner: bytes) -> rsa.RSAPrivateKey:
    secret = _secret(sealed.secret_id)
    try:
        return _decrypted(_stretched(_of_pin(pin, sealed.kdf) + secret), sealed.blob, owner)
    except InvalidTag:
        raise WrongPin from None


def seal_with_passkey(key: rsa.RSAPrivateKey, given: bytes, owner: bytes) -> Sealed:
    """`given` is 32 bytes that nobody can guess: there is nothing to stretch."""
    secret_id, secret = next(iter(_secrets().items()))
    return Sealed(_encrypted(_stretched(given + secret, b"passkey"), key, owner), secret_id, {})


def unseal_with_passkey(sealed: Sealed, given: bytes, owner: bytes) -> rsa.RSAPrivateKey:
    secret = _secret(sealed.secret_id)
    try:
        return _decrypted(_stretched(given + secret, b"passkey"), sealed.blob, owner)
    except InvalidTag:
        raise WrongPasskey from None


def is_current(sealed: Sealed) -> bool:
    """Sealed with the newest secret and at today's cost; otherwise it is sealed anew at its next use."""
    cost = {name: value for name, value in sealed.kdf.items() if name != "salt"}
    return sealed.secret_id == next(iter(_secrets())) and (not cost or cost == settings.SIGNING_PIN_COST)


class LiveKeySigner(Signer):
    """Signs with an open key. pyHanko's own signer parses it for each call, and signs to guess the size."""

    def __init__(self, key: rsa.RSAPrivateKey, certificate: asn1.Certificate, chain: list[asn1.Certificate]):
        self._key = key
        super().__init__(
            signing_cert=certificate, cert_registry=SimpleCertificateStore.from_certs([certificate, *chain])
        )

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(self._key.key_size // 8)
        return signed(self._key, data, digest_algorithm)


def signed(key: rsa.RSAPrivateKey, data: bytes, digest_algorithm: str) -> bytes:
    algorithms = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
    return key.sign(data, padding.PKCS1v15(), algorithms[digest_algorithm])


def make_secret_file(path: Path) -> None:
    """One new secret on top of those that are there; the older ones still open what they sealed."""
    older = path.read_text() if path.exists() else ""
    line = f"{secrets.token_hex(4)} {b64encode(os.urandom(SECRET_LENGTH)).decode()}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.touch(mode=0o600)
    part.write_text(line + older)
    if older:
        part.replace(path)
        return
    try:
        os.link(part, path)  # whoever was first made it
    except FileExistsError:
        pass
    finally:
        part.unlink()


def has_secret() -> bool:
    return bool(settings.SIGNING_KEYS_FILE) and Path(settings.SIGNING_KEYS_FILE).exists()


def known_secrets() -> list[str]:
    """The names of the secrets that open something, the newest first."""
    return list(_secrets())


def _secrets() -> dict[str, bytes]:
    if not settings.SIGNING_KEYS_FILE:
        raise NoKeys("SIGNING_KEYS_FILE")
    path = Path(settings.SIGNING_KEYS_FILE)
    if not path.exists() and settings.SIGNING_KEYS_MADE:
        make_secret_file(path)
    try:
        return _read(str(path), path.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise NoKeys(str(path)) from error


@lru_cache(maxsize=4)
def _read(path: str, _changed: int) -> dict[str, bytes]:
    rows = (line.split() for line in Path(path).read_text().splitlines() if line.strip())
    found = {name: b64decode(secret, validate=True) for name, secret in rows}
    if not found or any(len(secret) != SECRET_LENGTH for secret in found.values()):
        raise ValueError(path)
    return found


def _secret(secret_id: str) -> bytes:
    try:
        return _secrets()[secret_id]
    except KeyError:
        raise NoKeys(secret_id) from None


def _of_pin(pin: str, kdf: dict[str, Any]) -> bytes:
    return hash_secret_raw(
        pin.encode(),
        b64decode(kdf["salt"]),
        time_cost=kdf["time_cost"],
        memory_cost=kdf["memory_cost"],
        parallelism=1,
        hash_len=SECRET_LENGTH,
        type=Type.ID,
    )


def _stretched(secret: bytes, use: bytes = b"") -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=b"emulation signing key 1" + use).derive(secret)


def _encrypted(secret: bytes, key: rsa.RSAPrivateKey, owner: bytes) -> bytes:
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(secret).encrypt(nonce, plain, owner)


def _decrypted(secret: bytes, blob: bytes, owner: bytes) -> rsa.RSAPrivateKey:
    plain = AESGCM(secret).decrypt(blob[:_NONCE], blob[_NONCE:], owner)
    # It was checked when it was made; checking it for each signature would take longer than signing.
    key = serialization.load_der_private_key(plain, None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key
