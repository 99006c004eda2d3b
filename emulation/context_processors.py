"""What every page knows of its reader, signed in or not."""

from typing import Any

from django.http import HttpRequest

from emulation import sign_on
from emulation.views.personal import LARGE_TEXT_COOKIE


def reader(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return {"large_text": user.large_text}
    return {
        "large_text": bool(request.COOKIES.get(LARGE_TEXT_COOKIE)),
        "sign_on": sign_on.called(),
    }
