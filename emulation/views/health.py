"""Whether this site can do its work, for load balancers and for those who watch over it."""

import logging
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from emulation import replica

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(minutes=5)


def database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def storage_keeps() -> None:
    """Write a few letters where papers are kept, read them back, and take them away."""
    written = secrets.token_hex(8).encode()
    name = default_storage.save("health.txt", ContentFile(written))
    try:
        with default_storage.open(name) as file:
            read = file.read()
    finally:
        default_storage.delete(name)
    if read != written:
        raise OSError("The storage gave back something else than was written.")


def cache_remembers() -> None:
    """Nobody signs in without it: it counts the tries."""
    written = secrets.token_hex(8)
    name = f"health:{written}"
    cache.set(name, written, timeout=60)
    read = cache.get(name)
    cache.delete(name)
    if read != written:
        raise OSError("The cache gave back something else than was put there.")


def worker_takes_up() -> None:
    """Long work may wait for its turn, but not for minutes; without workers, nothing is ever put down."""
    since = timezone.now() - LONGEST_WAIT
    put_off = Q(run_after__range=(since, timezone.now()))  # until now, on purpose
    if DBTaskResult.objects.ready().filter(enqueued_at__lt=since).exclude(put_off).exists():
        raise OSError("Long work waits, and no `manage.py db_worker` takes it up.")


PARTS: dict[str, Callable[[], None]] = {
    "database": database_answers,
    "storage": storage_keeps,
    "cache": cache_remembers,
    "worker": worker_takes_up,
}


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Says which part is down, and not why: that stands in the log."""
    states = {name: _state(name, check) for name, check in PARTS.items()}
    well = all(state == "ok" for state in states.values())
    if replica.is_set():  # told, but without it the primary answers for both
        states["replica"] = replica.look().state
    return JsonResponse({"status": "ok" if well else "down", **states}, status=200 if well else 503)


def _state(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except Exception:
        logger.exception("The %s is down.", name)
        return "down"
    return "ok"
