"""Signing on by the office's own OpenID Connect server: it says who somebody is, and never makes anybody."""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.signals import social_account_removed
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.models import User
from emulation.verdicts import Reason, unless

PROVIDER = "office"
STRANGER = _("Nobody here is known by that sign-on. Sign in with your password, or ask the administrator.")
SILENT = _("The sign-on of the office did not answer. Try again, or sign in with your password.")
SOMEBODY_ELSES = _("Somebody else's account here is joined to that sign-on. Nothing was changed.")
TOO_LATE = _("That took longer than a few minutes. Press the button once more.")
JOINED = _("Joined. From now on you can sign in with it.")
JOINED_ALREADY = _("Your account is joined to that sign-on already.")
NO_PASSWORD = _("Choose a password first, or you could not sign in any more.")


class SignOn(DefaultSocialAccountAdapter):
    """Known again by the server's own name for a person (`sub`), even when the address moves on."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            _join(request, sociallogin)
        if sociallogin.is_existing:
            return
        user = _by_address(sociallogin)
        if user is None:
            _refuse(request, STRANGER)
        else:
            with transaction.atomic():  # with its line of the log
                sociallogin.connect(request, user)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **kwargs: Any
    ) -> None:
        if error != AuthError.CANCELLED:  # who turned back is sent to a page of its own
            _refuse(request, SILENT)


def called() -> str:
    """What people call it; empty where there is none."""
    return (settings.OIDC_NAME or gettext("the sign-on of the office")) if settings.OIDC_SERVER_URL else ""


def lead_there(request: HttpRequest) -> HttpResponse:
    """To the office's server and back, to join its account to that of the person who is signed in."""
    provider = get_adapter().get_provider(request, PROVIDER)
    response: HttpResponse = provider.redirect(request, process=AuthProcess.CONNECT)
    return response


def joined_to(user: User) -> list[SocialAccount]:
    return list(SocialAccount.objects.filter(user=user).order_by("date_joined", "pk"))


def name_of(account: SocialAccount) -> str:
    """What its person would call it; the server's own name for them only where it told nothing else."""
    told = account.extra_data.get("userinfo") or account.extra_data.get("id_token") or account.extra_data
    found = (told.get(key) for key in ("email", "preferred_username", "name"))
    return next((str(value) for value in found if value), account.uid)


@transaction.atomic
def part(request: HttpRequest, user: User, pk: int) -> bool:
    """Whether there was anything to part: pressed twice, it is parted once."""
    held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    account = SocialAccount.objects.filter(user=held, pk=pk).first()
    if account is None:
        return False
    unless(held.has_usable_password(), NO_PASSWORD).or_refuse()
    account.delete()
    held.known_by_address = False  # or the next sign-on would join it again by itself
    held.save(update_fields=["known_by_address"])
    social_account_removed.send(sender=SocialAccount, request=request, socialaccount=account)
    return True


def _join(request: HttpRequest, sociallogin: Any) -> NoReturn:
    """Tie the server's account to the own one, of somebody who has just shown to be the person."""
    if not did_recently_reauthenticate(request):
        _refuse(request, TOO_LATE)
    assert request.user.is_authenticated
    if sociallogin.is_existing:
        _refuse(request, JOINED_ALREADY if sociallogin.user == request.user else SOMEBODY_ELSES)
    try:
        with transaction.atomic():
            user = User.objects.select_for_update(no_key=True).get(pk=request.user.pk)  # it saves all fields
            sociallogin.connect(request, user)
    except IntegrityError:  # somebody joined it this very moment
        _refuse(request, SOMEBODY_ELSES)
    messages.success(request, str(JOINED))
    raise ImmediateHttpResponse(redirect("account-me"))


def _by_address(sociallogin: Any) -> User | None:
    """Whose address the server has verified, and who is not joined to another of its names."""
    if not settings.OIDC_MATCHES_EMAIL:
        return None
    verified = [row.email.lower() for row in sociallogin.email_addresses if row.verified]
    found = User.objects.filter(email__in=verified, is_active=True, known_by_address=True).exclude(
        socialaccount__provider=sociallogin.account.provider
    )
    return found.first() if len(verified) == 1 else None


def _refuse(request: HttpRequest, text: Reason) -> NoReturn:
    messages.error(request, str(text))
    raise ImmediateHttpResponse(back(request))


def back(request: HttpRequest) -> HttpResponse:
    """Where somebody stood who went to the office's server."""
    return redirect("account-me" if request.user.is_authenticated else "account_login")
