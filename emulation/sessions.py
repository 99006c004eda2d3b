"""Where somebody is signed in now: the sign-in library's list, less what has ended meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from emulation import devices
from emulation.models import User


@dataclass(frozen=True, slots=True)
class OpenSession:
    pk: int
    since: datetime
    address: str
    device: str
    is_this: bool


def of(user: User, *, this: str | None, now: datetime | None = None) -> list[OpenSession]:
    """The session in which it is asked first, then the newest; `this` is its key. Two queries."""
    known = list(UserSession.objects.filter(user=user).order_by("-created_at", "-pk"))
    keys = [row.session_key for row in known]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=now or timezone.now())
    hashes = {row.session_key: row.get_decoded().get(HASH_SESSION_KEY) for row in alive}
    own = user.get_session_auth_hash()  # a session from before the password changed opens nothing any more
    shown = [
        OpenSession(row.pk, row.created_at, row.ip, devices.in_words(row.user_agent), row.session_key == this)
        for row in known
        if hashes.get(row.session_key) == own
    ]
    return sorted(shown, key=lambda session: not session.is_this)


def end(user: User, pk: int) -> bool:
    """Whether there was one; whoever uses it is asked to sign in at the next step."""
    session = UserSession.objects.filter(user=user, pk=pk).first()
    if session is not None:
        session.end()
    return session is not None


def end_others(user: User, *, this: str | None) -> int:
    others = UserSession.objects.filter(user=user).exclude(session_key=this or "")
    for session in others:
        session.end()
    return len(others)
