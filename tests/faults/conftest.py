import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as site

from tests.postgres import throwaway_server
from tests.serving import gunicorn

OFFICERS = 6


@pytest.fixture(scope="package")
def database():
    """A PostgreSQL server of its own, which may be broken."""
    with throwaway_server(synchronous_commit="on") as server:  # what it answered outlives its crash
        yield server


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="package")
def environment(database, folder):
    return {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "DATABASE_URL": database.address,
        "MEDIA_ROOT": str(folder / "media"),
    }


@pytest.fixture(scope="package")
def manage(environment):
    """Begins a command of manage.py in a process of its own."""

    def begun(*arguments):
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=site.BASE_DIR,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    return begun


@pytest.fixture(scope="package")
def upgrades(manage):
    """The tables, made by one that was killed and by two at once after it: what these said."""
    killed = manage("migrate", "--noinput")
    for line in killed.stdout:
        if "documents.0001" in line:  # some way into it
            break
    time.sleep(0.2)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    at_once = [manage("migrate", "--noinput") for _machine in range(2)]
    said = [machine.communicate()[0] for machine in at_once]
    return [(machine.returncode, words) for machine, words in zip(at_once, said, strict=True)]


@pytest.fixture(scope="package")
def told_by(upgrades, environment):
    """What a module of this folder says that is run by itself, on the database that breaks."""

    def told(module, *arguments):
        done = subprocess.run(
            [sys.executable, "-m", f"tests.faults.{module}", *map(str, arguments)],
            cwd=site.BASE_DIR,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return told


@pytest.fixture(scope="package")
def officers(told_by):
    return told_by("officers", OFFICERS)


@pytest.fixture(scope="package")
def port(officers, environment, folder):
    """Of the running site."""
    with gunicorn(folder, **environment) as port:
        yield port
