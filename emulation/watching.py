"""What those who run the site watch it by: a line of the log per request, and failures told to a collector.

None of it says who asked, from where, or for which address: some addresses are secrets themselves (links to
sign, calendars), and the log is read by people who run machines, not blocs.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

import sentry_sdk
from django.http import HttpRequest, HttpResponse
from django_guid import get_guid
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.types import Event, Hint

requests = logging.getLogger("emulation.requests")

PLAIN = "{asctime} {levelname} {name} [{request_number}] {message}"
AS_JSON = "{asctime}{levelname}{name}{request_number}{message}"


def log_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Write a line per request: method, name of the view, status, milliseconds."""

    def middleware(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        taken = {
            "method": request.method,
            "view": request.resolver_match.view_name if request.resolver_match else "-",
            "status": response.status_code,
            "ms": round((time.perf_counter() - begun) * 1000, 1),
        }
        requests.info("{method} {view} {status} {ms} ms".format(**taken), extra=taken)
        return response

    return middleware


def request_number() -> str:
    """What a person reads out to the administrator, who finds the failure in the log by it."""
    return (get_guid() or "")[:12]


def logging_for(*, debug: bool, as_json: bool) -> dict[str, Any]:
    """The LOGGING setting: each line carries the number of its request."""
    as_text = {"format": PLAIN, "style": "{"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request_number": {
                "()": "django_guid.log_filters.CorrelationId",
                "correlation_id_field": "request_number",
            }
        },
        "formatters": {
            "lines": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": AS_JSON,
                "style": "{",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
                "json_ensure_ascii": False,
            }
            if as_json
            else as_text
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["request_number"],
                "formatter": "lines",
            }
        },
        "loggers": {
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "django_guid": {"level": "WARNING"},
            "emulation.requests": {"level": "WARNING" if debug else "INFO"},  # runserver has lines of its own
        },
        "root": {"handlers": ["console"], "level": "INFO" if debug else "WARNING"},
    }


def tell_failures(address: str) -> None:
    """Send what the log calls an error to a collector that speaks Sentry's protocol; none without an address.

    What failed and where in the source goes, with the number of the request. The request, the person, values
    of variables and the words of the error stay: a database writes the very data into those.
    """
    if not address:
        return
    sentry_sdk.init(
        dsn=address,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        default_integrations=False,  # they would follow each query and each call to another machine
        auto_enabling_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR),
            ExcepthookIntegration(),
            AtexitIntegration(callback=lambda pending, timeout: None),
        ],
        before_send=_without_people,
    )


def _without_people(event: Event, hint: Hint) -> Event:
    for part in ("request", "user", "server_name", "extra", "breadcrumbs"):
        event.pop(part, None)  # type: ignore[misc]  # a name of this TypedDict, one by one
    for failure in event.get("exception", {}).get("values", []):
        failure.pop("value", None)
    if "logentry" in event:
        event["logentry"] = {"message": event["logentry"]["message"]}
    event["tags"] = {"request": request_number()}
    return event
