"""Whoever's sign-in was changed is told at once, so that nobody else changes it unnoticed."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as sign_on
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy

from emulation import devices
from emulation.models import User
from emulation.notices import telling
from emulation.verdicts import Reason

Type = Authenticator.Type
PASSWORD = gettext_lazy("the password was changed")
ADDED: dict[str, Reason] = {
    Type.TOTP: gettext_lazy("codes from a telephone were set up"),
    Type.WEBAUTHN: gettext_lazy("a passkey was added"),
}
REMOVED: dict[str, Reason] = {
    Type.TOTP: gettext_lazy("codes from a telephone were switched off"),
    Type.WEBAUTHN: gettext_lazy("a passkey was removed"),
}
JOINED = gettext_lazy("your account was joined to the office's sign-on")
PARTED = gettext_lazy("your account was parted from the office's sign-on")
RENEWED: dict[str, Reason] = {Type.RECOVERY_CODES: gettext_lazy("the codes for emergencies were made anew")}


def follow() -> None:
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_password)
    factors.authenticator_added.connect(_added)
    factors.authenticator_removed.connect(_removed)
    factors.authenticator_reset.connect(_renewed)
    sign_on.social_account_added.connect(_joined)
    sign_on.social_account_removed.connect(_parted)


def _password(request: HttpRequest, user: User, **signal: Any) -> None:
    _tell(request, user, PASSWORD)


def _added(request: HttpRequest, user: User, authenticator: Authenticator, **signal: Any) -> None:
    _tell(request, user, ADDED.get(authenticator.type, ""))


def _removed(request: HttpRequest, user: User, authenticator: Authenticator, **signal: Any) -> None:
    _tell(request, user, REMOVED.get(authenticator.type, ""))


def _renewed(request: HttpRequest, user: User, authenticator: Authenticator, **signal: Any) -> None:
    _tell(request, user, RENEWED.get(authenticator.type, ""))


def _joined(request: HttpRequest, sociallogin: Any, **signal: Any) -> None:
    _tell(request, sociallogin.user, JOINED)


def _parted(request: HttpRequest, socialaccount: Any, **signal: Any) -> None:
    _tell(request, socialaccount.user, PARTED)


def _tell(request: HttpRequest, user: User, what: Reason) -> None:
    """By no choice of theirs, and in no quiet hours: it may be somebody else who does it."""
    if not what:
        return
    now = timezone.now()
    with translation.override(user.language):
        context = {
            "person": user,
            "what": what,
            "at": now,
            "device": devices.in_words(request.headers.get("User-Agent", "")),
            "link": settings.SITE_ADDRESS + reverse("account-me"),
        }
        text = render_to_string("emails/sign_in_changed.txt", context)
        subject = gettext("Your sign-in was changed")
        telling.mail(user, "account", subject, text, stops="", due_at=now)
