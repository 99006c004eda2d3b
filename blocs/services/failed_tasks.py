"""Long work that failed is begun again. Each task can bear that: it looks first at what is done already."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult, get_date_max

from blocs.rules.rights import Act, may
from blocs.selectors import failed_tasks, own_data, people
from emulation.models import User
from emulation.verdicts import Refused


@transaction.atomic
def begin_again(row: DBTaskResult, *, by: User, at: datetime | None = None) -> None:
    """The same work under the same number; a second press finds it begun."""
    at = at or timezone.now()
    may(Act.MANAGE_TASKS, people.all_seats(people.person(by, on=timezone.localdate(at)))).or_refuse()
    begun = DBTaskResult.objects.filter(pk=row.pk, status="FAILED").update(
        status="READY",
        run_after=get_date_max(),
        started_at=None,
        finished_at=None,
        exception_class_path="",
        traceback="",
    )
    if not begun:
        raise Refused(_("This work has been begun again already."))
    province = own_data.province_of(by)
    if province is not None:
        name = str(failed_tasks.name_of(row))
        by.account_changes.create(province=province, actor=by, step="task_again", note=name, at=at)
