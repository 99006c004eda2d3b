"""What stands in the way of an answer, as JSON that a person can read, too."""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError
from pydantic import Field

from emulation import replica
from emulation.watching import request_number

logger = logging.getLogger(__name__)


class Wrong(Schema):
    """One thing asked for that cannot be read."""

    where: str = Field(description="The parameter.")
    what: str


class Problem(Schema):
    """Every answer but 200."""

    status: int
    code: str = Field(description="For programs; it does not change with the language.")
    detail: str = Field(description="For people: Vietnamese, or English by Accept-Language.")
    errors: list[Wrong] = []


ANSWERS = dict.fromkeys((400, 401, 403, 404, 405, 429), Problem)  # beside 200


class Refusal(Exception):
    """Raised anywhere below the door, which answers with it."""

    def __init__(self, status: HTTPStatus, code: str, detail: str | Promise, *errors: Wrong) -> None:
        super().__init__(code)
        self.status, self.code, self.detail, self.errors = status, code, detail, errors

    def answer(self) -> HttpResponse:
        problem = Problem(
            status=self.status, code=self.code, detail=str(self.detail), errors=list(self.errors)
        )
        told = problem.model_dump()
        return JsonResponse(told, status=self.status, json_dumps_params={"ensure_ascii": False})


def no_key() -> Refusal:
    detail = _("This address asks for the key of a system: “Authorization: Bearer …”. A key may end.")
    return Refusal(HTTPStatus.UNAUTHORIZED, "no_key", detail)


def not_found() -> Refusal:
    detail = _("There is nothing at this address, or this system may not see it. Addresses end with a slash.")
    return Refusal(HTTPStatus.NOT_FOUND, "not_found", detail)


def not_allowed(allowed: str) -> HttpResponse:
    detail = _("Here data are only read: ask with %(method)s.") % {"method": "GET"}
    answer = Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "not_allowed", detail).answer()
    answer.headers["Allow"] = allowed
    return answer


def misread(*errors: Wrong) -> Refusal:
    detail = _("The question cannot be read. What is wrong stands at each parameter.")
    return Refusal(HTTPStatus.BAD_REQUEST, "bad_request", detail, *errors)


def register(api: NinjaAPI) -> None:
    """Whatever is raised below becomes a problem; failures are logged under the number of the request."""

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        answer: HttpResponse = error.answer()
        return answer

    def unsigned(request: HttpRequest, error: Any) -> HttpResponse:
        answer = no_key().answer()
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    def nothing(request: HttpRequest, error: Any) -> HttpResponse:
        return not_found().answer()

    def unread(request: HttpRequest, error: Any) -> HttpResponse:
        return misread(*_wrong(error)).answer()

    def failed(request: HttpRequest, error: Any) -> HttpResponse:
        if replica.at_fault():
            raise error  # to whoever makes the answer once more from the primary
        assert request.resolver_match is not None
        logger.error("The address %s failed.", request.resolver_match.view_name, exc_info=error)
        detail = _("The site failed. Try again later; if it stays so, tell this number: %(number)s.")
        number = {"number": request_number()}
        return Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "failed", detail % number).answer()

    for kind, handler in (
        (Refusal, refused),
        (AuthenticationError, unsigned),
        (Http404, nothing),
        (ValidationError, unread),
        (Exception, failed),
    ):
        api.add_exception_handler(kind, handler)


def _wrong(error: ValidationError) -> Iterator[Wrong]:
    for each in error.errors:
        yield Wrong(where=str(each["loc"][-1]), what=_in_words(str(each["type"])))


def _in_words(kind: str) -> str:
    if kind.startswith(("date_from", "date_parsing", "date_type")):
        return _("Write a day as 2026-01-31.")
    if kind.startswith(("datetime", "timezone")):
        return _("Write a moment with its zone, as 2026-01-31T08:00:00+07:00.")
    if kind.startswith(("int", "greater", "less")):
        return _("Write a whole number within the limits of the description.")
    return _("This cannot be read; the description tells what may stand here.")
