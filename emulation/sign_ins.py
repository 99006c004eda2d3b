"""The log of sign-ins: who, when, from where, and who was refused."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from emulation import visitors
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
        address=visitors.address_of(request),
        browser=browser[: SignIn._meta.get_field("browser").max_length],
    )


def _way(request: HttpRequest, user: User) -> str:
    records = get_authentication_records(request, user)
    methods = {record.get("method") for record in records}
    if any(record.get("passwordless") for record in records):
        return SignIn.Way.PASSKEY
    if "socialaccount" in methods:
        return SignIn.Way.PROVIDER
    return SignIn.Way.CODE if "mfa" in methods else SignIn.Way.PASSWORD
