"""Small things that every view uses."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest
from django.utils.functional import Promise

from emulation.models import User
from emulation.verdicts import Refused


class SignedInRequest(HttpRequest):
    """A request behind the sign-in: its user is a person."""

    user: User


class Missing(Http404):
    """Not found, with its own reason in place of the usual one, and where to go from here."""

    def __init__(self, what: str | Promise, reason: str | Promise, *, way: str, to: str | Promise) -> None:
        super().__init__(str(reason))
        self.what, self.reason, self.way, self.to = what, reason, way, to


@contextmanager
def telling(request: HttpRequest, success: str | Promise = "") -> Iterator[None]:
    """Turn the outcome of a button into a message: what was done, or what stood in the way."""
    try:
        yield
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, str(reason))
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    else:
        if success:
            messages.success(request, str(success))


@contextmanager
def answering(form: forms.BaseForm) -> Iterator[None]:
    """Put a refusal, or the service's validation error, on the form: nothing typed is lost."""
    try:
        yield
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason))
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            form.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            at = name if name in form.fields and name != NON_FIELD_ERRORS else None
            form.add_error(at, ValidationError(errors))
