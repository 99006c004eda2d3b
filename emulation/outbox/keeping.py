"""What becomes of letters by hand, and with time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from emulation.models import Enclosure, Letter
from emulation.outbox import delivering
from emulation.verdicts import Verdict, unless

State = Letter.State
EMPTY = {"text": "", "html": "", "headers": {}}


def can_send_again(letter: Letter) -> Verdict:
    return _still_here(letter) & unless(
        letter.emptied_at is None, _("What this mail said is not kept any more.")
    )


def can_stop(letter: Letter) -> Verdict:
    return _still_here(letter) & unless(
        letter.state != State.STOPPED, _("This mail has been stopped already.")
    )


def _still_here(letter: Letter) -> Verdict:
    return unless(letter.state != State.SENT, _("This mail has been sent already.")) & unless(
        letter.state != State.SENDING, _("This mail is being sent right now.")
    )


@transaction.atomic
def send_again(letter: Letter, *, at: datetime | None = None) -> None:
    """Once more from the first try; what waits is tried now."""
    _lock(letter)
    can_send_again(letter).or_refuse()
    letter.state, letter.tries, letter.due_at = State.WAITING, 0, at or timezone.now()
    letter.settled_at = None
    letter.save(update_fields=["state", "tries", "due_at", "settled_at"])
    transaction.on_commit(delivering.begin, robust=True)


@transaction.atomic
def stop(letter: Letter, *, at: datetime | None = None) -> bool:
    """Pressed twice, it is stopped once: false the second time."""
    _lock(letter)
    if letter.state == State.STOPPED:
        return False
    can_stop(letter).or_refuse()
    _stop(Letter.objects.filter(pk=letter.pk), at or timezone.now())
    return True


def stop_about(thing: models.Model, *, at: datetime | None = None) -> None:
    """What has not gone out yet and would lead nowhere any more."""
    rows = Letter.objects.about(thing).filter(state__in=[State.WAITING, State.FAILED])
    _stop(rows, at or timezone.now())


def tidy(*, at: datetime | None = None) -> int:
    """Take away what settled letters said after the days that it is kept; who got what, and when, stays."""
    now = at or timezone.now()
    old = Letter.objects.filter(
        emptied_at__isnull=True, settled_at__lt=now - timedelta(days=settings.OUTBOX_KEEPS_DAYS)
    )
    with transaction.atomic():
        Enclosure.objects.filter(letter__in=old).delete()
        return old.update(**EMPTY, emptied_at=now)


def _stop(rows: models.QuerySet[Letter], now: datetime) -> None:
    """A link that was never sent out need not be kept."""
    rows.filter(is_secret=True).update(**EMPTY, state=State.STOPPED, settled_at=now, emptied_at=now)
    rows.filter(is_secret=False).exclude(state=State.STOPPED).update(state=State.STOPPED, settled_at=now)


def _lock(letter: Letter) -> None:
    letter.refresh_from_db(from_queryset=Letter.objects.select_for_update(no_key=True))
