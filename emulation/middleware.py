import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, MiddlewareNotUsed, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import translation

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


class OwnErrorPages:
    """Our own pages with DEBUG on as well, for the demo runs so. The log has the traceback."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and request.resolver_match is None:
            return errors.not_found(request, Http404())
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Http404):
            return errors.not_found(request, exception)
        if isinstance(exception, PermissionDenied):
            return errors.permission_denied(request, exception)
        if isinstance(exception, SuspiciousOperation | BadRequest):
            return errors.bad_request(request, exception)
        logger.error("The page %s failed.", request.path, exc_info=exception)
        return errors.server_error(request)
