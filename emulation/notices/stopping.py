"""Addresses under which somebody stops one kind of mail without signing in.

The address is signed and names a person and a kind: it stops that and shows nothing else. It works for as
long as the mail lies in somebody's box.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _

from emulation.models import User
from emulation.notices import kinds
from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Stop:
    user: User
    name: str
    label: Reason


def address(user: User, name: str) -> str:
    return str(settings.SITE_ADDRESS) + reverse("notices-stop", args=[token(user, name)])


def token(user: User, name: str) -> str:
    return _signer().sign(f"{user.pk}.{name}")


def headers(user: User, name: str) -> dict[str, str]:
    """By these mail programs offer the button to stop, which posts at once (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{address(user, name)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read(token: str) -> Stop | None:
    """None for any address that this site has not given out, or that stops nothing any more."""
    try:
        key, _dot, name = _signer().unsign(token).partition(".")
    except BadSignature:
        return None
    user = User.objects.filter(pk=key).first()
    kind = kinds.named(name)
    if user is None:
        return None
    if name == kinds.DIGEST:
        return Stop(user, name, _("Digest"))
    return Stop(user, name, kind.label) if kind is not None and kind.may_stop else None


def _signer() -> Signer:
    return Signer(salt="emulation.notices.stopping")
