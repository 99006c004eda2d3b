"""Small secrets that the database keeps and a copy of it shall not tell: closed by the site's key."""

from __future__ import annotations

import base64
from functools import lru_cache
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text: str, *, of: str) -> str:
    """`of` names what the secrets are of: one kind does not open another."""
    return _cipher(of, _keys()).encrypt(text.encode()).decode()


def unseal(sealed: str, *, of: str) -> str:
    return _cipher(of, _keys()).decrypt(sealed.encode()).decode()


def seal_anew(sealed: str, *, of: str) -> str:
    """Under the newest key, whichever closed it before."""
    return _cipher(of, _keys()).rotate(sealed.encode()).decode()


def _keys() -> tuple[str, ...]:
    """The newest first; those before it still open what they have closed."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=8)
def _cipher(of: str, keys: tuple[str, ...]) -> MultiFernet:
    made = (sha256(f"{of}:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
