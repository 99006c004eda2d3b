"""What of all they were told somebody has read."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from emulation.models import Notice, User


def read(user: User, *, upto: int, alone: bool = False, at: datetime | None = None) -> None:
    """This one alone, or all up to it. Read twice is read once."""
    rows = Notice.objects.filter(user=user, read_at__isnull=True)
    rows = rows.filter(pk=upto) if alone else rows.filter(pk__lte=upto)
    rows.update(read_at=at or timezone.now())
