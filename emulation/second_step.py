"""Who has to have a second step of the sign-in. Which roles those are is known to the apps above."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.http import HttpRequest

from emulation.models import User

FLAG = "second_step_is_demanded"  # in the session, set at the sign-in
KINDS = ["totp", "webauthn"]

_demands: list[Callable[[User], bool]] = []


def register(demand: Callable[[User], bool]) -> None:
    _demands.append(demand)


def is_demanded(user: User) -> bool:
    return any(demand(user) for demand in _demands)


def remember(request: HttpRequest, user: User) -> None:
    """For this session; a demand that comes later holds from the next sign-in on."""
    if is_demanded(user):
        request.session[FLAG] = True
    else:
        request.session.pop(FLAG, None)


def is_missing(request: HttpRequest) -> bool:
    """Asked at every page, so that one taken off meanwhile has to be set up anew; free for all others."""
    return bool(request.session.get(FLAG)) and not get_adapter().is_mfa_enabled(request.user, KINDS)
