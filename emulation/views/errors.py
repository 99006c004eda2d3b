"""Pages for what went wrong: each says what to do next."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from emulation.http import Missing
from emulation.watching import request_number

logger = logging.getLogger(__name__)

LAST_WORDS = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Lỗi hệ thống</title></head>
<body><h1>Hệ thống gặp lỗi</h1>
<p>Vui lòng thử lại sau ít phút. Nếu vẫn lỗi, hãy báo
cho người quản trị hệ thống số của lỗi: {number}.</p></body></html>
"""
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Draws no navigation: the request may be so wrong that nobody could say whose it is."""
    if isinstance(exception, TOO_LARGE):
        return too_large(request)
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    missing = exception if isinstance(exception, Missing) else None
    return render(request, "404.html", {"missing": missing}, status=404)


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """A button's address, opened as if it were a page."""
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = allowed
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "413.html", status=413)


def too_many_files(request: HttpRequest) -> HttpResponse:
    return render(request, "too_many_files.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither request nor database: either may be what is broken, and the templates as well."""
    try:
        page: str = render_to_string("500.html", {"number": request_number()})
    except Exception:
        logger.exception("The page for errors cannot be drawn.")
        page = LAST_WORDS.format(number=request_number())
    return HttpResponse(page, status=500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Most often a page left open over night: the way back keeps what was typed."""
    return render(request, "403_csrf.html", status=403)
