"""The log of sign-ins: who, when, from where, and who was refused."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from emulation.models import SignIn, User


def succeeded(request: HttpRequest, user: User) -> None:
    _write(request, user, succeeded=True, way=_way(request, user))


def failed(request: HttpRequest, login: str) -> None:
    """For an account that there is; who guesses at names leaves nothing behind."""
    user = User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login)).first()
    if user is not None:
        _write(request, user, succeeded=False, way=SignIn.Way.PASSWORD)


def _write(request: HttpRequest, user: User, *, succeeded: bool, way: str) -> None:
    browser = request.headers.get("user-agent", "")
    SignIn.objects.create(
        user=user,
        at=timezone.now(),
        succeeded=succeeded,
        way=way,
        address=_address(request),
        browser=browser[: SignIn._meta.get_field("browser").max_length],
    )


def _address(request: HttpRequest) -> str | None:
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # the proxy does not say
        return None


def _way(request: HttpRequest, user: User) -> str:
    records = get_authentication_records(request, user)
    methods = {record.get("method") for record in records}
    if any(record.get("passwordless") for record in records):
        return SignIn.Way.PASSKEY
    if "socialaccount" in methods:
        return SignIn.Way.PROVIDER
    return SignIn.Way.CODE if "mfa" in methods else SignIn.Way.PASSWORD
