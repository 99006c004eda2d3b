"""/api/v1/: what other systems of the province read, described by itself at openapi.json."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, re_path, reverse
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from awards.api import decisions, door, organisations, problems, seasons


class Readable(JSONRenderer):
    """Vietnamese as Vietnamese, which is also the shorter way."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Thi đua",
    version="1",
    description=(
        "Organisations, blocs, their years, pledges, published scores and decisions of one province, to be "
        "read by other systems. Each system has a key with scopes, given by the province's administrator."
    ),
    docs_url=None,
    renderer=Readable(),
    urls_namespace="interface",
)
problems.register(api)
api.add_router("", organisations.router)
api.add_router("", seasons.router)
api.add_router("", decisions.router)


def home(request: HttpRequest) -> HttpResponse:
    """Where to begin; no data."""
    lists = {
        str(scope): request.build_absolute_uri(reverse(f"interface:{name}-list"))
        for scope, name in LISTS.items()
    }
    return JsonResponse(
        {"description": request.build_absolute_uri(reverse("interface:openapi-json")), "lists": lists}
    )


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    return problems.not_found().answer()


LISTS = {
    "organisations": "organisation",
    "blocs": "bloc",
    "seasons": "season",
    "pledges": "pledge",
    "scores": "score",
    "decisions": "decision",
}
_own, _app, _namespace = api.urls
_patterns: list[Any] = [
    path("", home, name="api-root"),
    *(pattern for pattern in _own if getattr(pattern, "name", "") != "api-root"),
    re_path(r"^(?P<rest>[\s\S]+)$", nowhere, name="nowhere"),
]
urls = (door.opened(_patterns), _app, _namespace)
