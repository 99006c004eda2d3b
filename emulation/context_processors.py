"""What every page knows of its reader, signed in or not."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from emulation.views.personal import LARGE_TEXT_COOKIE


def reader(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return {"large_text": user.large_text}
    return {
        "large_text": bool(request.COOKIES.get(LARGE_TEXT_COOKIE)),
        "sign_on": (settings.OIDC_NAME or _("the sign-on of the office")) if settings.OIDC_SERVER_URL else "",
    }
