"""What every answer tells the browser, and how many files one visitor may send in a minute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from emulation import visitors
from emulation.views import errors

ASKED_FOR = ("clipboard-write", "fullscreen", "publickey-credentials-create", "publickey-credentials-get")
NEVER_ASKED_FOR = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
PERMISSIONS = ", ".join([f"{name}=(self)" for name in ASKED_FOR] + [f"{name}=()" for name in NEVER_ASKED_FOR])
FILES_A_MINUTE = 60  # a person with a folder of evidence sends one after another


def told_to_browsers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """No page asks for camera or place; what a person read stays in no cache of a shared computer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


class FewFiles:
    """Whoever sends files without end is asked to wait: by person, and by address before the sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if request.method != "POST" or not request.FILES:
            return None
        who = request.user.pk if request.user.is_authenticated else visitors.address_of(request)
        key = f"files:{who}"
        cache.add(key, 0, timeout=60)
        try:
            sent = cache.incr(key)
        except ValueError:  # the minute ended between the two lines
            return None
        return errors.too_many_files(request) if sent > FILES_A_MINUTE else None
