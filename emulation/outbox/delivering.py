"""Handing letters to the mail server: each is claimed, sent and settled by itself.

A letter is claimed in a transaction of its own before the server hears of it, and settled in another one
after the server took it. Whoever dies in between leaves a claim that runs out; the letter is then sent once
more under the same Message-ID. So none is lost, and one is doubled only where the server's answer got lost.
"""

from __future__ import annotations

import logging
import secrets
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task, task_backends
from django_tasks_db.models import DBTaskResult

from emulation import sealed
from emulation.models import Enclosure, Letter

logger = logging.getLogger(__name__)

SECRETS = "letters with secret links"  # what they are sealed as
LEASE = timedelta(minutes=10)  # longer than any server is talked to about one letter
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
MOST_TRIES = 20  # about two days and a half
PAUSE = timedelta(minutes=1)  # before a server that is away is asked for anybody

State = Letter.State


class Away(Exception):
    """The server cannot be talked to at all: what is true for this letter is true for all."""


class NotNow(Exception):
    """The server wants this letter at another time."""


class NeverMind(Exception):
    """The server, or what is kept, says that this letter will never go out."""


@dataclass(slots=True)
class Outcome:
    sent: int = 0
    put_off: int = 0
    failed: int = 0


@task()
def deliver_waiting() -> None:
    deliver()
    _look_again()


def begin() -> None:
    """After something was written: by a worker, or here and now where there is none."""
    if _has_workers() and _is_expected(within=timedelta()):
        return
    deliver_waiting.enqueue()


def deliver(*, at: datetime | None = None) -> Outcome:
    """All that is due. A server that is away is asked once, and everything waits for it."""
    outcome = Outcome()
    with _server() as server:
        while letter := _claimed(at or timezone.now()):
            try:
                server.send(letter)
            except Away as error:
                _put_off(letter, str(error), at, outcome)
                _let_all_wait(at or timezone.now())
                break
            except NeverMind as error:
                _settle(letter, State.FAILED, at, failure=str(error)[:500])
                outcome.failed += 1
            except NotNow as error:
                _put_off(letter, str(error), at, outcome)
            except Exception as error:  # one that nobody thought of holds up no other letter
                logger.exception("Letter %s was not sent.", letter.pk)
                _put_off(letter, f"{type(error).__name__}: {error}", at, outcome)
            else:
                _settle(letter, State.SENT, at)
                outcome.sent += 1
    return outcome


def wait_after(tries: int) -> timedelta:
    """A minute, then twice as long each time."""
    return min(FIRST_WAIT * (1 << min(tries - 1, 20)), LONGEST_WAIT)


def _claimed(at: datetime) -> Letter | None:
    with transaction.atomic():
        rows = Letter.objects.due(at).order_by("due_at", "pk")
        letter = rows.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
        if letter is None:
            return None
        letter.state, letter.claim = State.SENDING, secrets.token_hex(16)
        letter.claim_ends, letter.tries = at + LEASE, letter.tries + 1
        letter.save(update_fields=["state", "claim", "claim_ends", "tries"])
    return letter


def _put_off(letter: Letter, failure: str, at: datetime | None, outcome: Outcome) -> None:
    if letter.tries >= MOST_TRIES:
        _settle(letter, State.FAILED, at, failure=failure[:500])
        outcome.failed += 1
        return
    now = at or timezone.now()
    _held(letter).update(
        state=State.WAITING,
        claim="",
        claim_ends=None,
        due_at=now + wait_after(letter.tries),
        failure=failure[:500],
    )
    outcome.put_off += 1


def _settle(letter: Letter, state: str, at: datetime | None, *, failure: str = "") -> None:
    """What was sent is not needed any more where it holds a secret, nor are copies of files."""
    now = at or timezone.now()
    fields: dict[str, Any] = {
        "state": state,
        "claim": "",
        "claim_ends": None,
        "settled_at": now,
        "failure": failure,
    }
    if state == State.SENT and letter.is_secret:
        fields |= {"text": "", "html": "", "headers": {}, "emptied_at": now}
    with transaction.atomic():
        held = _held(letter).update(**fields)
        if held and state == State.SENT:
            Enclosure.objects.filter(letter=letter).delete()
    if state == State.FAILED:
        logger.error("Letter %s cannot be delivered.", letter.pk)


def _held(letter: Letter) -> Any:
    """The letter while the claim on it is ours."""
    return Letter.objects.filter(pk=letter.pk, state=State.SENDING, claim=letter.claim)


def _let_all_wait(now: datetime) -> None:
    Letter.objects.waiting().filter(due_at__lte=now).update(due_at=now + PAUSE)


def _has_workers() -> bool:
    return bool(task_backends["default"].supports_defer)


def _is_expected(*, within: timedelta) -> bool:
    """Whether somebody will look after the letters by then, and has not begun yet."""
    waiting = DBTaskResult.objects.filter(task_path=deliver_waiting.module_path, status="READY")
    if within:
        return waiting.filter(run_after__range=(timezone.now(), timezone.now() + within)).exists()
    return waiting.ready().exists()


def _look_again() -> None:
    """When the first of those that wait is due again, and no sooner than in a minute."""
    if not _has_workers():
        return
    dates = Letter.objects.filter(state__in=[State.WAITING, State.SENDING]).aggregate(
        waiting=Min("due_at", filter=Q(state=State.WAITING)), claimed=Min("claim_ends")
    )
    known = [date for date in dates.values() if date is not None]
    if not known:
        return
    due = max(min(known), timezone.now() + PAUSE)
    if not _is_expected(within=due - timezone.now()):
        deliver_waiting.using(run_after=due).enqueue()


class _Server:
    """The mail server behind the outbox, reached at the first letter."""

    def __init__(self) -> None:
        self.connection = get_connection(settings.DELIVERY_BACKEND)
        self.is_open = False

    def send(self, letter: Letter) -> None:
        message = _message(letter)
        try:
            if not self.is_open:
                self.connection.open()
                self.is_open = True
            self.connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            _refused(*next(iter(error.recipients.values())))
        except smtplib.SMTPDataError as error:
            _refused(error.smtp_code, error.smtp_error)
        except OSError as error:  # smtplib's other errors are among them
            self.close()
            raise Away(_in_words(error)) from error
        except ValueError as error:  # headers or addresses that no mail can have
            raise NeverMind(str(error)) from error

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self.connection.close()


@contextmanager
def _server() -> Iterator[_Server]:
    server = _Server()
    try:
        yield server
    finally:
        try:
            server.close()
        except OSError:
            logger.warning("The mail server did not say goodbye.")


def _refused(code: int, said: bytes | str) -> None:
    words = f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    if code >= 500:
        raise NeverMind(words)
    raise NotNow(words)


def _in_words(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return _("The mail server cannot be reached (%(why)s).") % {"why": error}


def _message(letter: Letter) -> EmailMultiAlternatives:
    text, html = letter.text, letter.html
    if letter.is_secret:
        try:
            text, html = (part and sealed.unseal(part, of=SECRETS) for part in (text, html))
        except InvalidToken as error:
            raise NeverMind(_("The site's secret key has changed since this was written.")) from error
    message = EmailMultiAlternatives(letter.subject, text, to=[letter.address], headers=letter.headers)
    if html:
        message.attach_alternative(html, "text/html")
    for enclosed in letter.enclosures.all():
        message.attach(enclosed.name, bytes(enclosed.content), enclosed.content_type)
    return message
