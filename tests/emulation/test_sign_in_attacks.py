"""Somebody who tries passwords by the thousand, and somebody who holds another's session."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from emulation.models import SignIn, User

PASSWORD = "mat-khau-thu-7"
TRIES = 1000


@pytest.fixture
def people(db):
    return [
        User.objects.create_user(name, f"{name}@example.vn", PASSWORD, full_name="Nguyễn Thị Mẫu")
        for name in ("mau", "khac")
    ]


def tries(client, name, password, address="203.0.113.1"):
    data = {"login": name, "password": password}
    return client.post(reverse("account_login"), data, REMOTE_ADDR=address)


@pytest.mark.parametrize(
    "address", [lambda number: "203.0.113.1", lambda number: f"203.0.{number // 250}.{number % 250 + 1}"],
    ids=["from one place", "from a thousand places"],
)  # fmt: skip
def test_a_thousand_wrong_passwords_are_stopped_at_the_first_few(people, monkeypatch, address):
    looked_at = []
    check = User.check_password
    monkeypatch.setattr(User, "check_password", lambda self, raw: looked_at.append(raw) or check(self, raw))
    attacker = Client()
    for number in range(TRIES):
        assert not is_in(tries(attacker, "mau", f"doan-{number}", address(number)))

    assert len(looked_at) <= 10
    assert SignIn.objects.filter(user=people[0], succeeded=False).count() == len(looked_at)
    refused = tries(attacker, "mau", PASSWORD, address(TRIES))
    assert not is_in(refused)
    assert "Too many" in refused.content.decode() or "quá nhiều" in refused.content.decode().lower()
    assert is_in(tries(Client(), "khac", PASSWORD, "198.51.100.9"))  # others work on
    cache.clear()  # as after the minutes that the door stays closed
    assert is_in(tries(Client(), "mau", PASSWORD))


def is_in(response):
    return response.status_code == 302


def test_a_stolen_session_ends_with_the_others_of_its_owner(people):
    owner, thief = Client(), Client()
    tries(owner, "mau", PASSWORD)
    stolen = owner.cookies["sessionid"].value
    tries(owner, "mau", PASSWORD)
    thief.cookies["sessionid"] = stolen

    second = Client()
    tries(second, "mau", PASSWORD, "198.51.100.9")
    assert thief.get(reverse("account-me")).status_code == 200
    second.post(reverse("account-sessions-end"))

    assert thief.get(reverse("account-me")).status_code == 302
    assert second.get(reverse("account-me")).status_code == 200


def test_a_session_opens_nothing_once_the_password_is_another(people):
    owner, thief = Client(), Client()
    tries(owner, "mau", PASSWORD)
    thief.cookies["sessionid"] = owner.cookies["sessionid"].value

    people[0].set_password("mot-cau-khac-dai-hon")
    people[0].save()

    assert thief.get(reverse("account-me")).status_code == 302
