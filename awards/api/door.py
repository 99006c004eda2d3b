"""Who may ask: the key of a system, with the scope of what is asked, and not too often."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja.security import HttpBearer

from awards.api import problems
from awards.api.problems import Refusal
from blocs.models import OutsideSystem
from blocs.selectors import outside_systems as reading
from blocs.services import outside_systems
from documents.views.limits import asks_too_often, too_many

PER_MINUTE = 300  # of one system
WRONG_PER_MINUTE = 30  # keys that are none, from one address


class AskedBySystem(HttpRequest):
    """A request that has come through the door."""

    auth: OutsideSystem


class Key(HttpBearer):
    """The key of a system that may read this scope."""

    def __init__(self, scope: OutsideSystem.Scope) -> None:
        self.scope = scope
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> OutsideSystem | None:
        system = reading.by_key(token)
        if system is None:
            if asks_too_often(request, "interface", WRONG_PER_MINUTE):
                raise _too_often()
            return None
        if too_many(f"interface:{system.pk}", PER_MINUTE):
            raise _too_often()
        if self.scope not in system.scopes:
            detail = _("The key of this system does not open “%(scope)s”; ask the province's administrator.")
            raise Refusal(HTTPStatus.FORBIDDEN, "no_scope", detail % {"scope": self.scope.value})
        outside_systems.used(system)
        return system


def opened(patterns: list[Any]) -> list[URLPattern | URLResolver]:
    """The addresses behind the door: for programs, which have neither session nor form."""
    for pattern in patterns:
        pattern.callback = _answered(pattern.callback)
    return patterns


def _answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = _language(request)
        with translation.override(language):
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseNotAllowed):
                response = problems.not_allowed(response.headers["Allow"])
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.headers["Retry-After"] = "60"
        response.headers["Content-Language"] = language
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ("Accept-Language", "Authorization"))
        return response

    return login_not_required(csrf_exempt(answered))


def _language(request: HttpRequest) -> str:
    """A program says what it wants, unlike the browsers of an office; without a word it is Vietnamese."""
    wanted = request.headers.get("Accept-Language", "").strip().lower()
    return "en" if wanted.startswith("en") else settings.LANGUAGE_CODE


def _too_often() -> Refusal:
    return Refusal(
        HTTPStatus.TOO_MANY_REQUESTS, "too_often", _("Asked too often; go on in a minute, and more slowly.")
    )
