import socket
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection

from documents.services import authority
from emulation import inspection
from emulation.inspection import Finding, State

SERVER = {
    "DEBUG": False,
    "SECRET_KEY": "h4nB-q0Zr7_xYw2LkTgV9sJd6PmCfA1uE5oRiX8-bNtQvM3yGzKWc",
    "SITE_ADDRESS": "https://thidua.example.vn",
    "SECURE": True,
    "DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST_USER": "",
    "EMAIL_USE_TLS": False,
    "EMAIL_USE_SSL": False,
}


class Mails(Controller):
    def factory(self):
        return SMTP(self.handler)


@pytest.fixture(scope="module")
def post():
    """A mail server to be reached, and nothing more."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = Mails(None, hostname="127.0.0.1", port=port)
    running.start()
    yield port
    running.stop()


@pytest.fixture
def server(settings, tmp_path, post):
    """Set up as a server should be."""
    for name, value in SERVER.items():
        setattr(settings, name, value)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path}
    }
    return settings


def report():
    said = StringIO()
    call_command("check_system", stdout=said, no_color=True)
    return said.getvalue()


def states():
    return {str(name): inspection.look(check).state for name, check in inspection.CHECKS.items()}


def test_a_server_set_up_well_has_nothing_missing(server, db, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    authority.create()

    assert set(states().values()) == {State.OK}


@pytest.mark.parametrize(
    ("setting", "value", "check"),
    [
        ("DEBUG", True, inspection.debugging),
        ("SECRET_KEY", "short", inspection.secret_key),
        ("SECRET_KEY", "a" * 80, inspection.secret_key),
        ("SITE_ADDRESS", "http://127.0.0.1:8000", inspection.site_address),
        ("SITE_ADDRESS", "https://localhost", inspection.site_address),
        ("SECURE", False, inspection.site_address),
        ("DELIVERY_BACKEND", "django.core.mail.backends.console.EmailBackend", inspection.mail),
        (
            "CACHES",
            {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
            inspection.cache,
        ),
    ],
)
def test_what_is_unsafe_is_told_with_what_to_do(server, setting, value, check):
    assert check().state is State.OK
    setattr(server, setting, value)

    finding = check()

    assert finding.state is State.WARNING
    assert finding.to_do


def test_a_mail_server_that_is_away_is_told(server, away):
    server.EMAIL_PORT = int(away["LOCATION"].rpartition(":")[2])

    finding = inspection.mail()

    assert finding.state is State.WARNING
    assert finding.words.startswith(f"127.0.0.1:{server.EMAIL_PORT}: ")


def test_a_cache_that_is_away_keeps_everybody_out(server, away):
    server.CACHES = {"default": away}

    finding = inspection.cache()

    assert finding.state is State.FAILURE
    assert "CACHE_URL" in finding.to_do


def test_root_should_not_run_the_site(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)

    assert inspection.owner().state is State.WARNING


def test_an_old_python_is_too_old(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 14))

    assert inspection.python() == Finding(State.FAILURE, "3.10.14", "Cài đặt Python 3.11 hoặc mới hơn.")


def test_a_storage_that_cannot_be_written_is_a_failure(settings, tmp_path):
    (tmp_path / "media").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = str(tmp_path / "media")

    assert inspection.storage().state is State.FAILURE


def test_the_storage_is_left_as_it_was(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)

    assert inspection.storage() == Finding(State.OK, str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "not" / "yet")
    monkeypatch.setattr(inspection, "LEAST_SPACE", 10**18)

    assert inspection.space().state is State.WARNING


def test_fonts_that_are_lost_are_a_failure(monkeypatch):
    monkeypatch.setattr(inspection, "PAPER_FONTS", "fonts/not-there")

    assert inspection.fonts().words == "chỉ có 0 trong 4 kiểu chữ"


def test_a_font_without_vietnamese_letters_is_a_failure(monkeypatch, settings, tmp_path):
    from fontTools import subset

    whole = Path(finders.find(inspection.PAPER_FONTS)) / "LiberationSerif-Regular.ttf"
    folder = tmp_path / "fonts" / "poor"
    folder.mkdir(parents=True)
    for number in range(4):
        subset.main([str(whole), "--unicodes=20-7e", f"--output-file={folder / str(number)}.ttf"])
    settings.STATICFILES_DIRS = [tmp_path]
    finders.get_finder.cache_clear()
    monkeypatch.setattr(inspection, "PAPER_FONTS", "fonts/poor")

    finding = inspection.fonts()

    finders.get_finder.cache_clear()
    assert finding.state is State.FAILURE
    assert "ăĂâÂ" in finding.words


def test_a_broken_font_is_a_failure(settings, tmp_path):
    folder = tmp_path / inspection.PAPER_FONTS
    folder.mkdir(parents=True)
    for number in range(4):
        (folder / f"{number}.ttf").write_bytes(b"<html>404</html>")
    settings.STATICFILES_DIRS = [tmp_path]
    finders.get_finder.cache_clear()

    finding = inspection.fonts()

    finders.get_finder.cache_clear()
    assert finding.state is State.FAILURE


def test_a_database_whose_clock_differs_is_told(db, monkeypatch):
    monkeypatch.setattr(inspection, "MOST_DRIFT", timedelta(seconds=-1))

    finding = inspection.clock()

    assert finding.state is (State.OK if connection.vendor == "sqlite" else State.WARNING)


def test_a_check_that_breaks_down_is_a_finding():
    def breaks() -> Finding:
        raise KeyError("region")

    assert inspection.look(breaks).words == "KeyError: 'region'"


def test_the_command_ends_well_when_only_something_is_unsafe(db):
    assert "SITE_ADDRESS: http://testserver" in report()


def test_the_command_ends_with_1_when_something_is_missing(db, settings, tmp_path):
    (tmp_path / "media").write_text("")
    settings.MEDIA_ROOT = str(tmp_path / "media")

    with pytest.raises(SystemExit) as end:
        report()

    assert end.value.code == 1


def test_the_command_says_that_migrations_wait_and_that_the_database_is_gone(transactional_db, lost_database):
    said = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_system", stdout=said, no_color=True)

    assert said.getvalue().count("thiếu  ") == 3
    assert "DATABASE_URL" in said.getvalue()


@pytest.mark.parametrize(("language", "words"), [("", "Dung lượng đĩa"), ("en_US:en", "Disk space")])
def test_the_command_speaks_the_language_of_the_shell(db, monkeypatch, language, words):
    monkeypatch.setenv("LANGUAGE", language)

    assert words in report()
