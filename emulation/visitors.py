"""From where the request that is being answered came; nowhere for commands and background work."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

_answered: ContextVar[HttpRequest | None] = ContextVar("answered", default=None)


def remembered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whatever is written down meanwhile can be told from where it was done."""

    def middleware(request: HttpRequest) -> HttpResponse:
        before = _answered.set(request)
        try:
            return get_response(request)
        finally:
            _answered.reset(before)

    return middleware


def address() -> str | None:
    request = _answered.get()
    return address_of(request) if request is not None else None


def address_of(request: HttpRequest) -> str | None:
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # the proxy does not say
        return None
