import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from emulation import second_step
from emulation.views import errors

logger = logging.getLogger(__name__)


def language_of_the_reader(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """The person's own language, else the one chosen before signing in, else Vietnamese.

    The browser's wish is not asked: office machines here come with English browsers.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if request.user.is_authenticated:
            chosen = request.user.language
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


class TooLargePages:
    """Answers 413 with a page where Django would answer 400: a file that is too big is no attack."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        # Reads no more than the next middleware does, which looks for the CSRF token.
        try:
            request.POST  # noqa: B018  # the first look at it is what raises
        except errors.TOO_LARGE:
            return errors.too_large(request)
        except (MultiPartParserError, BadRequest) as error:
            return errors.bad_request(request, error)
        return None


class SignInFirst(LoginRequiredMiddleware):
    """Who pressed a button after the session ended comes back to the page where it stood.

    The button's own address answers POST only, and would show nothing.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        messages.warning(
            request, _("You were signed out, so nothing was saved. Sign in; what you typed is offered again.")
        )
        return redirect_to_login(
            _page_before(request), self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )


class SecondStepFirst:
    """Whose role demands a second step of the sign-in sets it up before anything else opens."""

    OPEN = (
        "mfa_",
        "account_reauthenticate",
        "account_logout",
        "language-choose",
        "large-text-toggle",
        "health",
        "metrics",
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        here = request.resolver_match.view_name if request.resolver_match else ""
        if here.startswith(self.OPEN) or not second_step.is_missing(request):
            return None
        return redirect("mfa_index")


def _page_before(request: HttpRequest) -> str:
    page = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    return urlsplit(page)._replace(scheme="", netloc="").geturl() or "/"


class OwnErrorPages:
    """Our own page where Django sends an empty one, and with DEBUG on as well, for the demo runs so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method != "OPTIONS":
            return errors.not_allowed(request, response["Allow"])
        if settings.DEBUG and response.status_code == 404 and request.resolver_match is None:
            return errors.not_found(request, Http404())
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not settings.DEBUG:
            return None  # Django asks our handlers by itself
        if isinstance(exception, Http404):
            return errors.not_found(request, exception)
        if isinstance(exception, PermissionDenied):
            return errors.permission_denied(request, exception)
        if isinstance(exception, SuspiciousOperation | BadRequest):
            return errors.bad_request(request, exception)
        logger.error("The page %s failed.", request.path, exc_info=exception)
        return errors.server_error(request)
