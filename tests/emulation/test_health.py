from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

WELL = {"status": "ok", "database": "ok", "storage": "ok", "cache": "ok", "worker": "ok"}


@pytest.fixture
def lost_storage(settings, tmp_path):
    """The folder of papers is no folder."""
    (tmp_path / "media").write_text("")
    settings.MEDIA_ROOT = str(tmp_path / "media")


def test_health_says_that_all_is_well_to_anybody(client, db):
    response = client.get(reverse("health"))

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "storage": "ok",
        "cache": "ok",
        "worker": "ok",
    }
    assert "no-store" in response["Cache-Control"]


def test_health_leaves_nothing_in_the_storage(client, db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)

    client.get(reverse("health"))

    assert list(tmp_path.rglob("*")) == []


def test_health_answers_503_without_a_database_and_does_not_say_why(client, lost_database):
    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {
        "status": "down",
        "database": "down",
        "storage": "ok",
        "cache": "ok",
        "worker": "down",
    }


def test_health_answers_503_without_a_storage(client, db, lost_storage):
    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {
        "status": "down",
        "database": "ok",
        "storage": "down",
        "cache": "ok",
        "worker": "ok",
    }


def test_health_answers_503_without_a_cache_since_nobody_signs_in_then(client, db, settings, away):
    settings.CACHES = {"default": away}

    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == WELL | {"status": "down", "cache": "down"}


def test_health_answers_503_while_nobody_takes_up_long_work(client, db):
    work = DBTaskResult.objects.create(task_path="x.y", backend_name="default", args_kwargs={})
    DBTaskResult.objects.filter(pk=work.pk).update(enqueued_at=timezone.now() - timedelta(minutes=6))

    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {
        "status": "down",
        "database": "ok",
        "storage": "ok",
        "cache": "ok",
        "worker": "down",
    }


def test_health_is_only_asked(client, db):
    assert client.post(reverse("health")).status_code == 405


def test_without_a_replica_nothing_is_told_of_one(client, db):
    assert "replica" not in client.get(reverse("health")).json()
    assert "wrote" not in client.post("/large-text/").cookies
