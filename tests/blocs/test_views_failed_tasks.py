"""Long work that failed, begun again by an administrator."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult

from blocs.models import LogLine
from emulation.models import Letter
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = reverse("blocs:failed-tasks")


@pytest.fixture
def administrator():
    return factories.someone(factories.organisation(), "administrator")


@pytest.fixture
def _workers(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    yield
    del task_backends["default"]


def failed(**fields):
    return DBTaskResult.objects.create(
        **{
            "status": "FAILED",
            "task_path": "emulation.outbox.delivering.deliver_waiting",
            "args_kwargs": {"args": [], "kwargs": {}},
            "backend_name": "default",
            "run_after": timezone.now(),
            "finished_at": timezone.now(),
            "worker_ids": ["a", "b"],
            "exception_class_path": "smtplib.SMTPServerDisconnected",
            "traceback": 'File "/x/emulation/tasks.py", line 1, in a\n'
            'File "/x/emulation/outbox/delivering.py", line 88, in b\nbí mật của ai',
        }
        | fields
    )


def test_the_reason_is_told_and_nothing_that_may_name_people(client, administrator):
    failed(args_kwargs={"args": ["của ai"], "kwargs": {}})
    failed(task_path="gone.module.old_work", exception_class_path="", traceback="", finished_at=None)
    client.force_login(administrator)

    page = client.get(PAGE).content.decode()

    assert "SMTPServerDisconnected" in page
    assert "outbox/delivering.py:88" in page
    assert "old_work" in page
    assert "của ai" not in page


@pytest.mark.usefixtures("_workers")
def test_what_is_begun_again_is_done_by_the_next_worker_once(client, administrator):
    letter = Letter.objects.create(
        address="a@example.vn", subject="Mời ký", text="…", written_at=timezone.now(), due_at=timezone.now()
    )
    row = failed()
    client.force_login(administrator)
    address = reverse("blocs:failed-task-again", args=[row.pk])

    first = client.post(address, follow=True).content.decode()
    second = client.post(address, follow=True).content.decode()
    ready = DBTaskResult.objects.ready().get(pk=row.pk)
    ready.claim("c")  # as a worker does it
    ready.set_successful(ready.task.call())

    assert "Đã bắt đầu lại" in first
    assert "đã được bắt đầu lại" in second
    row.refresh_from_db()
    letter.refresh_from_db()
    assert (row.status, letter.state) == ("SUCCESSFUL", Letter.State.SENT)
    assert LogLine.objects.filter(step="task_again").count() == 1
    assert row.worker_ids == ["a", "b", "c"]


def test_what_has_not_failed_is_left_alone(client, administrator):
    row = failed(status="RUNNING")
    client.force_login(administrator)

    client.post(reverse("blocs:failed-task-again", args=[row.pk]))

    row.refresh_from_db()
    assert row.status == "RUNNING"
