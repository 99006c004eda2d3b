"""Sessions while the server of the shared cache is away."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from redis import RedisError

from emulation.models import User

PAGE = reverse("account-me")


@pytest.fixture
def signed_in(client, db):
    client.force_login(User.objects.create_user("mau", "mau@example.vn", full_name="Nguyễn Thị Mẫu"))
    return client


def test_whoever_is_signed_in_works_on(signed_in, settings, away):
    settings.CACHES = {"default": away}

    assert signed_in.get(PAGE).status_code == 200


def test_whose_session_is_not_in_the_database_is_not_let_in(signed_in, settings, away):
    settings.CACHES = {"default": away}
    Session.objects.all().delete()

    assert signed_in.get(PAGE).status_code == 302


def test_nobody_signs_in_past_the_limits_that_lie_in_the_cache(client, db, settings, away):
    User.objects.create_user("mau", "mau@example.vn", "mat-khau-thu-7")
    settings.CACHES = {"default": away}

    with pytest.raises(RedisError):
        client.post(reverse("account_login"), {"login": "mau", "password": "mat-khau-thu-7"})

    assert "sessionid" not in client.cookies
