"""How the sign-in library behaves here: accounts that are opened for people, and their second step."""

import base64
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from emulation import second_step, sign_ins
from emulation.models import User


class Accounts(DefaultAccountAdapter):
    """Accounts are opened for people by an administrator; nobody opens their own. Sign-ins are kept."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        sign_ins.succeeded(request, user)
        second_step.remember(request, user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        sign_ins.failed(request, credentials.get("username") or credentials.get("email") or "")


class SecondFactor(DefaultMFAAdapter):
    """Secrets of the second step lie encrypted in the database, so that a copy of it signs nobody in."""

    def get_totp_issuer(self) -> str:
        return gettext("Emulation")

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, border=4, light="#fff")
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _cipher(_keys()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher(_keys()).decrypt(encrypted_text.encode()).decode()


def _keys() -> tuple[str, ...]:
    """The newest first; those before it still open what they have closed."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    made = (sha256(b"second step of the sign-in:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
