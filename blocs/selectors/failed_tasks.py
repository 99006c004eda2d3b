"""Long work that failed, whoever it was for: its arguments and words may name people, so neither is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from emulation.verdicts import Reason

NAMES: dict[str, str | Promise] = {
    "emulation.outbox.delivering.deliver_waiting": _("Deliver mails"),
    "blocs.services.webhooks.deliver": _("Tell another system"),
    "awards.services.printing.print_on": _("Print a submission"),
}
PLACE = re.compile(r'File "[^"]*?([\w.]+/[\w.]+\.py)", line (\d+)')


@dataclass(frozen=True, slots=True)
class FailedTask:
    pk: UUID
    name: Reason
    failed_at: datetime | None
    tries: int
    failure: str  # the kind of exception
    place: str  # in the code, for who looks into it


def failed() -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(status="FAILED").order_by("-finished_at", "-enqueued_at")


def described(row: DBTaskResult) -> FailedTask:
    places = PLACE.findall(row.traceback)
    return FailedTask(
        pk=row.pk,
        name=name_of(row),
        failed_at=row.finished_at,
        tries=len(row.worker_ids),
        failure=row.exception_class_path.rpartition(".")[2],
        place=":".join(places[-1]) if places else "",
    )


def name_of(row: DBTaskResult) -> Reason:
    called: str = row.task_path.rpartition(".")[2]
    return NAMES.get(row.task_path, called)
