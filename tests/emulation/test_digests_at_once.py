"""Two machines that write digests at the same moment write one to each person."""

import pytest
from django.utils import timezone

from emulation import tasks
from emulation.models import Digest, Letter, Notice
from emulation.notices import digests
from emulation.tasks import Task
from tests.blocs.parallel import at_once
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_runs_at_once_write_one_digest(monkeypatch):
    person = UserFactory()
    monkeypatch.setattr(tasks, "_providers", [lambda user, on: [Task("Ký", "…", "/", "Ký")]])
    Notice.objects.create(
        user=person,
        name="report_accepted",
        subject="Mới",
        url="/",
        written_at=timezone.now(),
        for_digest=True,
    )

    at_once(digests.send_all, digests.send_all, digests.send_all)

    assert Digest.objects.count() == Letter.objects.filter(user=person, kind="digest").count() == 1
    assert Notice.objects.get().digest == Digest.objects.get()
