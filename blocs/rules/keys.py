"""The keys by which other systems read: long enough never to be guessed, and told by how they begin."""

from __future__ import annotations

import hashlib

BEGINS = "thidua_"  # so that a key that lies about somewhere is recognised
LONGEST = 100


def fingerprint(key: str) -> str:
    """What is kept of a key. One plain hash is enough for what nobody chose and nobody can guess."""
    return hashlib.sha256(key.encode()).hexdigest()


def looks_like_one(key: str) -> bool:
    return key.startswith(BEGINS) and len(key) <= LONGEST and key.isascii()
