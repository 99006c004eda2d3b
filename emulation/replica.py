"""A standby of the database, from which reports and exports read where DATABASE_REPLICA_URL names one.

A view opens its gate on the primary, and then reads what is heavy `with replica.reading()`. The primary
answers all the same where the standby is down or late, in a transaction, after something was written, and to
whoever changed something a moment ago. Should the standby fail amidst a page, the page is made once more.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

ALIAS = "replica"
NEVER_THERE = {"account", "mfa", "sessions", "socialaccount", "usersessions"}  # and whoever is signed in
WROTE = "wrote"  # the cookie of whoever changed something a moment ago
SAFE = {"GET", "HEAD"}
LOOKED_AT = 1.0  # seconds that a look at the standby holds
LOOKED_AT_DOWN = 10.0
BREATH = 0.1  # seconds before a late standby is looked at again: most are not late, only a commit behind


class State(StrEnum):
    OK = "ok"
    BEHIND = "behind"
    DOWN = "down"


@dataclass(slots=True)
class Visit:
    """What one request may do, and did."""

    may: bool
    reading: bool = False
    used: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    state: State
    lag: float | None  # seconds
    until: float  # by the monotonic clock


_visit: ContextVar[Visit | None] = ContextVar("visit", default=None)
_last: Look | None = None


class Router:
    """Always names one of the two: an object that was read there would otherwise be written there."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        visit = _visit.get()
        if visit is None or not visit.reading or _stays(model):
            return DEFAULT_DB_ALIAS
        return DEFAULT_DB_ALIAS if connections[DEFAULT_DB_ALIAS].in_atomic_block else ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        if (visit := _visit.get()) is not None:
            visit.may = visit.reading = False  # what was just written is not there yet
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == ALIAS else None


def _stays(model: type[Model]) -> bool:
    return model._meta.app_label in NEVER_THERE or model._meta.label == settings.AUTH_USER_MODEL


def is_set() -> bool:
    return ALIAS in connections.settings


@contextmanager
def reading(*, when: bool = True) -> Iterator[None]:
    """What is asked in here may be answered by the standby."""
    visit = _visit.get()
    if not when or visit is None or not visit.may or look().state is not State.OK:
        yield
        return
    before, visit.reading, visit.used = visit.reading, True, True
    try:
        yield
    finally:
        visit.reading = before


@contextmanager
def on_primary() -> Iterator[bool]:
    """What is asked in here is answered by the primary; tells whether the standby answered before."""
    visit = _visit.get()
    if visit is None or not visit.reading:
        yield False
        return
    visit.reading = False
    try:
        yield True
    finally:
        visit.reading = visit.may


def look() -> Look:
    """How the standby is, looked up once a second; a line of the log where that changes."""
    global _last
    now = time.monotonic()
    if _last is not None and now < _last.until:
        return _last
    before = _last.state if _last else State.OK
    try:
        lag = _lag()
        if lag > settings.DATABASE_REPLICA_LAG:
            time.sleep(BREATH)
            lag = _lag()
    except Error as error:
        _note(before, State.DOWN, str(error).partition("\n")[0])
        _last = Look(State.DOWN, None, time.monotonic() + LOOKED_AT_DOWN)
        return _last
    state = State.BEHIND if lag > settings.DATABASE_REPLICA_LAG else State.OK
    _note(before, state, f"{lag:.0f} s late")
    _last = Look(state, lag, time.monotonic() + LOOKED_AT)
    return _last


def forget() -> None:
    """Look again when next asked."""
    global _last
    _last = None


def _note(before: State, now: State, why: str) -> None:
    if now is before:
        return
    if now is State.OK:
        logger.warning("The replica of the database is back; reports read there again.")
    else:
        logger.warning("The replica of the database is %s (%s); reports read the primary.", now, why)


def _lag() -> float:
    """Seconds by the primary's clock. None late is who has replayed all that the primary has written: without
    that, a standby in a quiet night would look late, and one that lost its line would not."""
    standby, primary = connections[ALIAS], connections[DEFAULT_DB_ALIAS]
    if standby.vendor != "postgresql" or primary.vendor != "postgresql":
        standby.ensure_connection()
        return 0
    with primary.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_lsn(), clock_timestamp()")
        written, now = cursor.fetchone()
    with standby.cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() >= %s::pg_lsn END,"
            " pg_last_xact_replay_timestamp()",
            [written],
        )
        all_there, replayed = cursor.fetchone()
    if all_there is None:
        raise Error("It is no standby.")
    if all_there:
        return 0
    return (now - replayed).total_seconds() if replayed else math.inf


class Reports:
    """Lets a request read there, and makes its page once more from the primary where that failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not is_set():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        safe = request.method in SAFE
        token = _visit.set(Visit(may=safe and WROTE not in request.COOKIES))
        try:
            response = self.get_response(request)
        finally:
            _visit.reset(token)
        if not safe:
            response.set_cookie(
                WROTE,
                "1",
                max_age=math.ceil(settings.DATABASE_REPLICA_LAG + LOOKED_AT),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A row may be here and not there yet, so any failure counts; one of the standby's own is told."""
        if not at_fault() or request.resolver_match is None:
            return None
        if isinstance(exception, Error):
            _fell(exception)
        _visit.set(Visit(may=False))
        view, args, kwargs = request.resolver_match
        answer: HttpResponse = view(request, *args, **kwargs)
        return answer


def at_fault() -> bool:
    """Whether the standby answered this request, so that the primary is asked before it fails."""
    visit = _visit.get()
    return visit is not None and visit.used and visit.may


def _fell(error: Error) -> None:
    global _last
    _note(_last.state if _last else State.OK, State.DOWN, str(error).partition("\n")[0])
    connections[ALIAS].close()
    _last = Look(State.DOWN, None, time.monotonic() + LOOKED_AT_DOWN)
