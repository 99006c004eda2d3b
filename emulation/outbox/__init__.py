"""Every mail of the site is a row first, in the same transaction as what it tells of: the outbox.

Any mail that is sent comes here, since `Outbox` is the site's mail backend. `delivering` hands the rows to
the mail server that EMAIL_URL names. Nobody waits for that server but in the smallest setup, without workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.mime.base import MIMEBase
from email.utils import make_msgid
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.utils import DNS_NAME
from django.db import models, transaction
from django.utils import timezone

from emulation import sealed
from emulation.models import Enclosure, Letter, User, about
from emulation.outbox import delivering


@dataclass(frozen=True, slots=True)
class Written:
    """What the outbox knows of a mail beside its words. Who says nothing of theirs has them kept secret."""

    kind: str = ""
    user: User | None = None
    about: models.Model | None = None
    is_secret: bool = True
    due_at: datetime | None = None  # not before then


class Mail(EmailMultiAlternatives):
    """A mail of our own: `written` says who gets it, and what it is about."""

    def __init__(self, *args: Any, written: Written, html: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written = written
        if html:
            self.attach_alternative(html, "text/html")


class Outbox(BaseEmailBackend):
    """Keeps mails instead of sending them, and has them delivered once all is saved for good."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        messages = [message for message in email_messages if message.recipients()]
        if not messages:
            return 0
        with transaction.atomic():
            for message in messages:
                _keep(message)
            transaction.on_commit(delivering.begin, robust=True)
        return len(messages)


def _keep(message: EmailMessage) -> None:
    """One row for each who gets it: so that one refused address holds up nobody else."""
    now = timezone.now()
    known: Written = getattr(message, "written", Written())
    text, html = _words(message)
    if known.is_secret:
        text, html = (part and sealed.seal(part, of=delivering.SECRETS) for part in (text, html))
    for address in message.recipients():
        letter = Letter.objects.create(
            user=known.user,
            address=address,
            kind=known.kind,
            about=about(known.about) if known.about else "",
            subject=str(message.subject)[:500],
            text=text,
            html=html,
            headers={"Message-ID": _message_id()}
            | {name: str(v) for name, v in message.extra_headers.items()},
            is_secret=known.is_secret,
            written_at=now,
            due_at=known.due_at or now,
        )
        Enclosure.objects.bulk_create(_enclosures(letter, message.attachments))


def _message_id() -> str:
    """The same at every try: whoever gets a mail twice can tell."""
    return make_msgid(domain=str(DNS_NAME))


def _words(message: EmailMessage) -> tuple[str, str]:
    if message.content_subtype == "html":
        return "", str(message.body)
    others = getattr(message, "alternatives", [])
    html = next((str(content) for content, kind in others if kind == "text/html"), "")
    return str(message.body), html


def _enclosures(letter: Letter, attachments: Iterable[Any]) -> Iterator[Enclosure]:
    for attached in attachments:
        if isinstance(attached, MIMEBase):
            name, kind = attached.get_filename() or "", attached.get_content_type()
            content = attached.get_payload(decode=True)
        else:
            name, content, kind = attached
        if isinstance(content, str):
            content = content.encode()
        yield Enclosure(
            letter=letter, name=name or "", content_type=kind or "application/octet-stream", content=content
        )
