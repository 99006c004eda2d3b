import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from emulation import guarding
from tests import factories
from tests.emulation.test_settings import SERVER, setting

VERIFY = reverse("documents:verify")


@pytest.fixture
def person(db):
    return factories.UserFactory()


def a_file():
    return {"by_file": "1", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}


def test_no_page_may_use_camera_microphone_or_place(client, db):
    told = client.get(VERIFY).headers["Permissions-Policy"]

    assert "camera=()" in told
    assert "microphone=()" in told
    assert "geolocation=()" in told
    assert "publickey-credentials-get=(self)" in told  # passkeys


def test_what_a_person_read_stays_in_no_cache(client, person):
    client.force_login(person)

    assert "no-store" in client.get(reverse("account-me")).headers["Cache-Control"]
    client.logout()
    assert "Cache-Control" not in client.get("/components/nothing/").headers


def test_who_sends_files_without_end_is_asked_to_wait(client, person, monkeypatch):
    monkeypatch.setattr(guarding, "FILES_A_MINUTE", 2)
    client.force_login(person)

    answers = [client.post(VERIFY, a_file()).status_code for _number in range(3)]

    assert answers == [200, 200, 429]
    assert client.post(VERIFY, {"code": "ABCDE-FGHJK"}).status_code != 429  # nothing was sent with it


def test_each_visitor_is_counted_alone(client, person, monkeypatch):
    monkeypatch.setattr(guarding, "FILES_A_MINUTE", 1)
    client.force_login(person)
    client.post(VERIFY, a_file())
    client.logout()

    assert client.post(VERIFY, a_file()).status_code == 200
    assert client.post(VERIFY, a_file(), REMOTE_ADDR="203.0.113.9").status_code == 200
    assert client.post(VERIFY, a_file()).status_code == 429


def test_with_https_no_neighbouring_host_touches_the_session():
    assert setting("SESSION_COOKIE_NAME", **SERVER) == ["__Host-sessionid"]
    assert setting("SESSION_COOKIE_NAME", **SERVER | {"SITE_ADDRESS": "http://10.0.0.5"}) == ["sessionid"]
