"""Signing on by the office's own OpenID Connect server: it says who somebody is, and never makes anybody."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from emulation.models import User
from emulation.verdicts import Reason

STRANGER = _("Nobody here is known by that sign-on. Sign in with your password, or ask the administrator.")
SILENT = _("The sign-on of the office did not answer. Try again, or sign in with your password.")


class SignOn(DefaultSocialAccountAdapter):
    """Known again by the server's own name for a person (`sub`), even when the address moves on."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        user = _by_address(sociallogin)
        if user is None:
            _refuse(request, STRANGER)
        else:
            sociallogin.connect(request, user)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **kwargs: Any
    ) -> None:
        if error != AuthError.CANCELLED:  # who turned back is sent to a page of its own
            _refuse(request, SILENT)


def _by_address(sociallogin: Any) -> User | None:
    """Whose address the server has verified, and who is not joined to another of its names."""
    if not settings.OIDC_MATCHES_EMAIL:
        return None
    verified = [row.email.lower() for row in sociallogin.email_addresses if row.verified]
    found = User.objects.filter(email__in=verified, is_active=True).exclude(
        socialaccount__provider=sociallogin.account.provider
    )
    return found.first() if len(verified) == 1 else None


def _refuse(request: HttpRequest, text: Reason) -> None:
    messages.error(request, str(text))
    raise ImmediateHttpResponse(redirect("account_login"))
