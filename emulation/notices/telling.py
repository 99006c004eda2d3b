"""The one door through which people are told of things."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from emulation.models import Notice, User, about
from emulation.notices import choosing, kinds, stopping
from emulation.notices.hours import after_quiet
from emulation.notices.kinds import Way
from emulation.outbox import Mail, Written

Enclosed = tuple[str, bytes, str]  # its name, what is in it, of which kind


def tell(
    person: User,
    name: str,
    subject: str,
    text: str,
    *,
    url: str,
    thing: models.Model,
    enclosed: Enclosed | None = None,
    before: datetime | None = None,
) -> None:
    """Told in the reader's language, in the transaction of what it tells of.

    `text` is the body with its greeting; `url` the page of the site that it leads to. `before` is when the
    mail would come too late: then it goes out in spite of quiet hours.
    """
    now = timezone.now()
    kind = kinds.of_letter(name)
    way = choosing.way(person, kind)
    Notice.objects.create(
        user=person,
        name=name,
        about=about(thing),
        subject=subject,
        url=url,
        written_at=now,
        for_digest=way == Way.DIGEST,
    )
    if way != Way.ONCE:
        return
    mail(
        person,
        name,
        subject,
        text,
        stops=kind.name if kind is not None and kind.may_stop else "",
        due_at=now if kind is None else _due(person, now, before),
        thing=thing,
        enclosed=enclosed,
    )


def mail(
    person: User,
    name: str,
    subject: str,
    text: str,
    *,
    stops: str,
    due_at: datetime,
    thing: models.Model | None = None,
    enclosed: Enclosed | None = None,
) -> None:
    """As text and as HTML with the same words; `stops` is the kind that its foot lets one stop."""
    written = Written(kind=name, user=person, about=thing, is_secret=False, due_at=due_at)
    context: dict[str, Any] = {
        "subject": subject,
        "body": text.strip(),
        "site_address": settings.SITE_ADDRESS,
        "settings_address": settings.SITE_ADDRESS + reverse("account-notices"),
        "stop_address": stopping.address(person, stops) if stops else "",
    }
    Mail(
        subject,
        render_to_string("emails/letter.txt", context),
        to=[person.email],
        headers=stopping.headers(person, stops) if stops else {},
        attachments=[enclosed] if enclosed else [],
        written=written,
        html=render_to_string("emails/letter.html", context),
    ).send()


def due(person: User, now: datetime) -> datetime:
    """When a mail to somebody may go out."""
    return after_quiet(now, choosing.quiet_hours(choosing.rhythm(person)))


def _due(person: User, now: datetime, before: datetime | None) -> datetime:
    wanted = due(person, now)
    return now if before is not None and before <= wanted else wanted
