"""What was told long ago goes, read or not: what it told of stands where it happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from emulation.models import Notice


def tidy(*, at: datetime | None = None) -> int:
    old = (at or timezone.now()) - timedelta(days=settings.NOTICES_KEEP_DAYS)
    deleted, _by_kind = Notice.objects.filter(written_at__lt=old).delete()
    return deleted
