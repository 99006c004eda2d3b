"""python -m tests.faults.batches REPORTS KILLS: prints a batch whose worker is killed again and again.

In a process of its own, for the same reason as officers.py; the workers are its children, so that each begins
at once. Says at last what is there, as JSON.
"""

import hashlib
import json
import os
import random
import signal
import sys
import time

import django

django.setup()

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connections

from awards.models import PrintedReport, PrintRun
from awards.services import printing
from tests import factories
from tests.awards.nominees import proposed

LONGEST = 600  # seconds for what is left at the end
State = PrintRun.State


def begun(reports):
    factories.UserFactory.reset_sequence(1000)  # the first ones are there
    members = [factories.organisation(code=f"in-{place}") for place in range(reports)]
    season = factories.season(factories.bloc("Khối in", code="khoi-in"), members, stage="voting")
    head = factories.someone(members[0], "head", user=factories.UserFactory(password=None))
    return printing.start(proposed(season, members, by=head), by=head), head


def worker():
    """A child that takes up work until it is killed."""
    connections.close_all()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        call_command("db_worker", startup_delay=False, verbosity=0, reload=False)
        os._exit(0)
    return child


def killed(child):
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def wait(is_so):
    until = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < until, "the worker never came so far"
        time.sleep(0.02)


def printed(run):
    return run.reports.filter(printed_at__isnull=False).count()


def main(reports, kills):
    run, head = begun(reports)
    chance = random.Random(2026)
    cut = 0
    for kill in range(1, kills + 1):
        child = worker()
        wait(lambda kill=kill: printed(run) >= kill)
        time.sleep(chance.uniform(0, 0.4))  # amidst the next one
        killed(child)
        cut += PrintedReport.objects.filter(run=run, printed_at__isnull=True).exists()
        run.refresh_from_db()
        if run.state == State.RUNNING:  # whoever looks at the page begins a new turn
            printing.stop(run, by=head)
            run.refresh_from_db()
            printing.resume(run, by=head)
    child = worker()
    wait(lambda: PrintRun.objects.get(pk=run.pk).state != State.RUNNING)
    killed(child)
    run.refresh_from_db()
    files = default_storage.listdir(f"printings/{run.pk}")[1]
    told = {
        "state": run.state,
        "failure": run.failure,
        "amidst": cut,
        "printed": printed(run),
        "files": len(files),
        "as_they_were_printed": sum(row.content_hash == fingerprint(row.file) for row in run.reports.all()),
    }
    json.dump(told, sys.stdout)


def fingerprint(file):
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


main(int(sys.argv[1]), int(sys.argv[2]))
