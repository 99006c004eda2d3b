"""Votes under seal: bytes and keys, and no database. What it promises stands in docs/ballots.md.

Only known constructions: sealed boxes, secret boxes and Argon2id of libsodium (PyNaCl), HKDF (cryptography)
and Shamir's sharing (PyCryptodome). Around a vote lie its own sealed box, which only the board opens, and the
urn, which is shuffled and sealed anew with every vote under a secret that is not in the database.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from Crypto.Protocol.SecretSharing import Shamir
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

SHARES = 3  # the tally board has three members (law §7.2)
SHARED = 16  # bytes of the secret that is shared: what PyCryptodome's sharing takes
SALT = argon2id.SALTBYTES
RECORD = 512  # every vote fills as much, however it was cast
MARK = 32
OVERHEAD = 48  # of a sealed box
SLOT = MARK + RECORD + OVERHEAD


class WrongPhrase(Exception):
    """The pass phrase is not the one that this member chose."""


class Broken(Exception):
    """What is stored does not open: it was altered, or the secret of the site is another one."""


def keys_of(phrase: str, salt: bytes) -> PrivateKey:
    """A board member's own key, which is nowhere but in the phrase."""
    cost = settings.BALLOT_PHRASE_COST
    seed = argon2id.kdf(
        PrivateKey.SIZE,
        phrase.encode(),
        salt,
        opslimit=cost["time_cost"],
        memlimit=cost["memory_cost"] * 1024,
    )
    return PrivateKey(seed)


def new_salt() -> bytes:
    return secrets.token_bytes(SALT)


def public_of(phrase: str, salt: bytes) -> bytes:
    return bytes(keys_of(phrase, salt).public_key)


def make_shared_key(needed: int, members: Sequence[bytes]) -> tuple[bytes, list[bytes]]:
    """A ballot's public key, and each member's share sealed to the member's own key; no secret is left."""
    secret = secrets.token_bytes(SHARED)
    shares = Shamir.split(needed, len(members), secret)
    sealed = [
        SealedBox(PublicKey(key)).encrypt(bytes([place]) + share)
        for key, (place, share) in zip(members, shares, strict=True)
    ]
    return bytes(_ballot_key(secret).public_key), sealed


def open_share(sealed: bytes, phrase: str, salt: bytes, public: bytes) -> bytes:
    key = keys_of(phrase, salt)
    if bytes(key.public_key) != public:
        raise WrongPhrase
    return _opened(key, sealed)


def join_shares(shares: Iterable[bytes], public: bytes) -> PrivateKey:
    key = _ballot_key(Shamir.combine([(share[0], share[1:]) for share in shares]))
    if bytes(key.public_key) != public:
        raise Broken
    return key


def seal(record: bytes, public: bytes) -> bytes:
    """Of one length, whatever stands in it."""
    padded = sodium_pad(record, RECORD)
    if len(padded) != RECORD:
        raise ValueError("A vote is too long.")
    return SealedBox(PublicKey(public)).encrypt(padded)


def unseal(sealed: bytes, key: PrivateKey) -> bytes:
    padded = _opened(key, sealed)
    try:
        return sodium_unpad(padded, RECORD)
    except CryptoError:
        raise Broken from None


def mark_of(receipt: str) -> bytes:
    return blake2b(receipt.encode(), digest_size=MARK).digest()


def put(urn: bytes, sealed: bytes, *, receipt: str, salt: bytes) -> bytes:
    """The urn with one more vote, shuffled and sealed anew: nothing in it shows which one came last."""
    slots = [*_slots(urn, salt), mark_of(receipt) + sealed]
    secrets.SystemRandom().shuffle(slots)
    return SecretBox(_site_key(salt, b"urn")).encrypt(b"".join(slots))


def holds(urn: bytes, *, receipt: str, salt: bytes) -> bool:
    mark = mark_of(receipt)
    return any(secrets.compare_digest(slot[:MARK], mark) for slot in _slots(urn, salt))


def taken_out(urn: bytes, salt: bytes) -> list[bytes]:
    """The sealed votes, in no order."""
    return [slot[MARK:] for slot in _slots(urn, salt)]


def keep_share(share: bytes, salt: bytes) -> bytes:
    """A share that was handed in, until the last one comes."""
    return SecretBox(_site_key(salt, b"share")).encrypt(share)


def kept_share(kept: bytes, salt: bytes) -> bytes:
    return _of_site(kept, _site_key(salt, b"share"))


def keep_sums(sums: Sequence[int], salt: bytes) -> bytes:
    """What each option got on paper, until the urn is opened and both are added up."""
    return SecretBox(_site_key(salt, b"sums")).encrypt(b"".join(each.to_bytes(2, "big") for each in sums))


def kept_sums(kept: bytes, salt: bytes) -> tuple[int, ...]:
    content = _of_site(kept, _site_key(salt, b"sums"))
    return tuple(int.from_bytes(content[at : at + 2], "big") for at in range(0, len(content), 2))


def new_receipt() -> str:
    """Five groups of five letters and digits, easy to compare."""
    letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(5))


def _slots(urn: bytes, salt: bytes) -> list[bytes]:
    if not urn:
        return []
    content = _of_site(urn, _site_key(salt, b"urn"))
    return [content[start : start + SLOT] for start in range(0, len(content), SLOT)]


def _of_site(sealed: bytes, key: bytes) -> bytes:
    try:
        return SecretBox(key).decrypt(sealed)
    except CryptoError:
        raise Broken from None


def _opened(key: PrivateKey, sealed: bytes) -> bytes:
    try:
        return SealedBox(key).decrypt(sealed)
    except CryptoError:
        raise Broken from None


def _site_key(salt: bytes, use: bytes) -> bytes:
    derived = HKDF(hashes.SHA256(), length=SecretBox.KEY_SIZE, salt=salt, info=b"emulation ballot 1 " + use)
    return derived.derive(settings.BALLOT_SECRET.encode())


def _ballot_key(secret: bytes) -> PrivateKey:
    derived = HKDF(hashes.SHA256(), length=PrivateKey.SIZE, salt=None, info=b"emulation ballot key 1")
    return PrivateKey(derived.derive(secret))
