"""Hours in which nobody is written to."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

Hours = tuple[time, time]  # from, until; over midnight where it ends earlier than it begins


def hours_in(text: str) -> Hours | None:
    """21:00-06:30 as two times of day; nothing of an empty text."""
    if not text.strip():
        return None
    begins, _dash, ends = text.partition("-")
    found = time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip())
    if found[0] == found[1]:
        raise ValueError(f"quiet hours begin and end at the same time: {text}")
    return found


def after_quiet(at: datetime, quiet: Hours | None) -> datetime:
    """That moment, or the end of the quiet hours that it falls into."""
    if quiet is None:
        return at
    begins, ends = quiet
    now = timezone.localtime(at)
    clock = now.time()
    if begins < ends:
        falls, days = begins <= clock < ends, 0
    else:
        falls, days = clock >= begins or clock < ends, int(clock >= begins)
    if not falls:
        return at
    return now.replace(hour=ends.hour, minute=ends.minute, second=ends.second, microsecond=0) + timedelta(
        days=days
    )
