"""The demo: a database of its own where tables come and go, the tests' own where it only fills."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from blocs.models import Bloc
from emulation.models import User
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "thidua-2024"
PATIENCE = 600  # seconds: filling the demo takes a busy machine minutes


@pytest.fixture
def debugging(settings):
    settings.DEBUG = True


@pytest.fixture
def own_database(tmp_path, transactional_db):
    """The address of an empty database beside that of the tests, on the same server."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'demo.sqlite3'}"
        return
    name = f"demo_{os.getpid()}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def environment(own_database, tmp_path):
    return os.environ | {
        "DEBUG": "1",
        "DATABASE_URL": own_database,
        "MEDIA_ROOT": str(tmp_path / "media"),
        "DJANGO_SETTINGS_MODULE": "emulation.settings",
        "LANGUAGE": "en",
    }


def manage(environment, *words):
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def theme(environment):
    code = "from blocs.models import Season; print('theme:', Season.objects.get(year=2024).theme)"
    return manage(environment, "shell", "-v0", "-c", code).partition("theme:")[2].strip()


@pytest.mark.long
def test_an_empty_database_is_filled_served_kept_and_begun_anew(environment):
    port = free_port()
    said = served(environment | {"PORT": port}, f"http://127.0.0.1:{port}/accounts/login/")
    assert f"http://127.0.0.1:{port}" in said
    assert "td.lanhdao" in said
    assert PASSWORD in said
    assert theme(environment) == ""

    change = "from blocs.models import Season; Season.objects.filter(year=2024).update(theme='Kept')"
    manage(environment, "shell", "-v0", "-c", change)
    manage(environment, "demo", "--no-serve")
    assert theme(environment) == "Kept"

    manage(environment, "demo", "--no-serve", "--reset")
    assert theme(environment) == ""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def served(environment, address):
    """What the demo said until the address answered."""
    started = subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert answers(address, started) == 200
    finally:
        started.terminate()
        said, _nothing = started.communicate()
    return said


def answers(address, started):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and started.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return response.status
        except urllib.error.URLError:
            time.sleep(0.05)
    return None


def test_a_port_that_is_none_is_told(db, debugging, settings):
    settings.PORT = "eight thousand"

    with pytest.raises(CommandError, match="PORT"):
        call_command("demo", no_serve=True)


def test_without_debug_it_refuses(db):
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo", no_serve=True)

    assert not User.objects.exists()


@pytest.mark.parametrize("options", [{}, {"reset": True}])
def test_data_of_others_are_left_alone(db, debugging, options):
    factories.UserFactory()

    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("demo", no_serve=True, **options)

    assert User.objects.count() == 1
    assert not Bloc.objects.exists()
