"""One mail with all that waits for somebody, on the days when that is worth a mail."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from emulation import tasks
from emulation.models import Digest, Notice, NoticeRhythm, User
from emulation.notices import choosing, kinds, telling
from emulation.tasks import Task

logger = logging.getLogger(__name__)


def send_all(*, at: datetime | None = None) -> int:
    """To everybody for whom it is time; says to how many. Run twice on a day, it writes once."""
    at = at or timezone.now()
    readers = User.objects.filter(is_active=True).exclude(notice_rhythm__digest=NoticeRhythm.Digest.NEVER)
    latest = readers.annotate(told=Max("digests__day")).order_by("pk").values_list("pk", "told")
    return sum(_sent(key, told, at) for key, told in list(latest))


def _sent(key: int, told: date | None, at: datetime) -> bool:
    try:
        return _send(key, told, at)
    except Exception:  # what nobody thought of holds up no other reader
        logger.exception("The digest of account %s was not written.", key)
        return False


@transaction.atomic
def _send(key: int, told: date | None, at: datetime) -> bool:
    on = timezone.localdate(at)
    if told is not None and told >= on:
        return False
    person = User.objects.get(pk=key)
    with translation.override(person.language):
        waiting = tasks.waiting(person, on=on)
        held = list(person.notices.filter(for_digest=True, digest__isnull=True))
        chosen = choosing.rhythm(person)
        if not is_due(chosen.digest, waiting, bool(held), told, on):
            return False
        digest, is_mine = Digest.objects.get_or_create(
            user=person, day=on, defaults={"tasks": len(waiting), "written_at": at}
        )
        if not is_mine:  # somebody else wrote it at this moment
            return False
        Notice.objects.filter(pk__in=[row.pk for row in held]).update(digest=digest)
        _mail(person, waiting, held, at, on)
    return True


def is_due(rhythm: str, waiting: list[Task], holds: bool, told: date | None, on: date) -> bool:
    """By the week: the first time in it that something waits. By the day: that too, and whenever a date of
    a task calls or something is new."""
    anything = bool(waiting) or holds
    is_first = told is None or told < on - timedelta(days=on.weekday())
    if rhythm == NoticeRhythm.Digest.WEEKLY or not anything:
        return anything and is_first
    return is_first or holds or any(calls(task.due, told, on) for task in waiting)


def calls(due: date | None, told: date | None, on: date) -> bool:
    """Whether one of the days to remind of this date has come since the last digest."""
    if due is None:
        return False
    days = [due - timedelta(days=ahead) for ahead in settings.REMINDER_DAYS]
    return any((told or on - timedelta(days=1)) < day <= on for day in days)


def _mail(person: User, waiting: list[Task], held: list[Notice], at: datetime, on: date) -> None:
    count = len(waiting) + len(held)
    subject = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", count)
    lines = [(task, tasks.days_left(task.due, on=on) if task.due else "") for task in waiting]
    context = {"person": person, "lines": lines, "held": held, "site": settings.SITE_ADDRESS}
    telling.mail(
        person,
        kinds.DIGEST,
        subject % {"count": count},
        render_to_string("emails/digest.txt", context),
        stops=kinds.DIGEST,
        due_at=telling.due(person, at),
    )
