import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "h4nB-q0Zr7_xYw2LkTgV9sJd6PmCfA1uE5oRiX8-bNtQvM3yGzKWc"
SERVER = {
    "DEBUG": "0",
    "SECRET_KEY": KEY,
    "SITE_ADDRESS": "https://thidua.example.vn",
    "ALLOWED_HOSTS": "thidua.example.vn",
    "DATABASE_URL": "sqlite:///:memory:",
}


def run(*arguments, **environment):
    clean = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def setting(*names, **environment):
    """What these settings become in this environment."""
    values = f"[getattr(settings, name) for name in {names}]"
    done = run(
        "-c", f"import json; from emulation import settings; print(json.dumps({values}))", **environment
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_without_a_key_the_site_does_not_start():
    done = run("-c", "from emulation import settings", DEBUG="0", SECRET_KEY="")

    assert done.returncode == 1
    assert "Set SECRET_KEY" in done.stderr


def test_debugging_is_off_unless_asked_for():
    assert setting("DEBUG", SECRET_KEY=KEY, DEBUG="0") == [False]
    assert setting("DEBUG", SECRET_KEY=KEY, DEBUG="1") == [True]


def test_an_https_address_makes_cookies_and_redirects_secure():
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")

    assert setting(*names, **SERVER) == [True, True, True, 31536000]
    assert setting(*names, **SERVER | {"SITE_ADDRESS": "http://10.0.0.5"}) == [False, False, False, 0]


def test_the_protocol_told_by_a_proxy_is_believed_only_when_there_is_one():
    assert setting("SECURE_PROXY_SSL_HEADER", **SERVER) == [None]
    assert setting("SECURE_PROXY_SSL_HEADER", **SERVER, BEHIND_PROXY="1") == [
        ["HTTP_X_FORWARDED_PROTO", "https"]
    ]


@pytest.mark.parametrize(
    ("address", "engine"),
    [
        ("postgres://thidua:x@db.example.vn:5432/thidua", "django.db.backends.postgresql"),
        ("sqlite:////var/lib/thi-dua/db.sqlite3", "django.db.backends.sqlite3"),
    ],
)
def test_the_database_is_chosen_by_its_address(address, engine):
    [databases] = setting("DATABASES", **SERVER | {"DATABASE_URL": address})

    assert databases["default"]["ENGINE"] == engine


def test_django_finds_nothing_to_say_against_a_server_set_up_by_the_book():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **SERVER)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        pytest.param(
            {"SITE_ADDRESS": "https://localhost"},
            "emulation.W001",
            id="papers would carry this machine's address",
        ),
        pytest.param(
            {"METRICS_TOKEN": "a-word"}, "emulation.W002", id="each process would tell figures of its own"
        ),
    ],
)
def test_what_is_set_up_half_is_told_before_anybody_is_let_in(setting, told):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **SERVER | setting)

    assert done.returncode == 1
    assert told in done.stderr


def test_every_name_that_the_settings_read_is_in_the_example():
    settings = (ROOT / "emulation" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings))
    told = set(
        re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert read - told == set()


def test_no_migration_is_missing():
    done = run("manage.py", "makemigrations", "--check", "--dry-run", **SERVER)

    assert done.returncode == 0, done.stdout
