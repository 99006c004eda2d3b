import hashlib
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django_tasks_db.models import DBTaskResult

from awards.models import PrintedReport, PrintRun
from awards.services import printing, proposals
from documents import rendering
from emulation.verdicts import Refused
from tests.awards.nominees import proposed
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
State = PrintRun.State


@pytest.fixture
def proposal(season, members, leader_head):
    return proposed(season, members, by=leader_head)


def print_all(run):
    while printing.step(run, turn=run.turn, at=NOON):
        pass
    return run


def read(file):
    with file.open("rb") as opened:
        return opened.read()


def test_each_step_prints_one_report_and_the_last_binds_them(proposal, leader_head):
    run = printing.start(proposal, by=leader_head, at=NOON)
    printed = []
    for _step in range(3):
        printing.advance(run, at=NOON)
        printed.append(run.reports.filter(printed_at__isnull=False).count())
    assert (printed, run.state) == ([1, 2, 3], State.RUNNING)

    printing.advance(run, at=NOON)

    assert (run.state, run.finished_at) == (State.DONE, NOON)
    with pikepdf.open(io.BytesIO(read(run.whole))) as whole, whole.open_outline() as outline:
        titles = [item.title for item in outline.root]
    names = [str(row.nomination.recipient.organisation.name_on(NOON.date())) for row in run.reports.all()]
    assert titles[-3:] == [f"{name}: Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh" for name in names]


def test_the_package_holds_each_original_with_its_hash(proposal, leader_head):
    run = print_all(printing.start(proposal, by=leader_head, at=NOON))

    with zipfile.ZipFile(io.BytesIO(read(run.package))) as package:
        told = dict(line.split("  ")[::-1] for line in package.read("SHA256SUMS.txt").decode().splitlines())
        held = {name: hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist()}
    del held["SHA256SUMS.txt"]
    assert held == told
    assert sorted(name.split("/")[-1] for name in held) == sorted(
        ["00-to-trinh-va-danh-sach.pdf"] + ["00-bao-cao-thanh-tich.pdf", "01-minutes-bien-ban.pdf"] * 3
    )


def test_what_was_printed_is_kept_when_the_printing_stops(proposal, leader_head):
    run = printing.start(proposal, by=leader_head, at=NOON)
    printing.advance(run, at=NOON)
    first = run.reports.first().content_hash

    printing.stop(run, by=leader_head, at=NOON)
    printing.advance(run, at=NOON)
    assert run.reports.filter(printed_at__isnull=False).count() == 1

    printing.resume(run, by=leader_head, at=NOON)
    print_all(run)
    assert (run.state, run.reports.first().content_hash) == (State.DONE, first)


def test_a_worker_of_an_earlier_turn_prints_nothing_any_more(proposal, leader_head):
    run = printing.start(proposal, by=leader_head, at=NOON)
    earlier = run.turn
    printing.stop(run, by=leader_head, at=NOON)
    printing.resume(run, by=leader_head, at=NOON)

    assert printing.step(run, turn=earlier, at=NOON) is False
    assert run.reports.filter(printed_at__isnull=False).count() == 0


def test_starting_twice_is_one_printing(proposal, leader_head):
    first = printing.start(proposal, by=leader_head, at=NOON)

    assert printing.start(proposal, by=leader_head, at=NOON) == first


def test_a_new_printing_takes_the_place_and_the_files_of_the_old(
    proposal, leader_head, django_capture_on_commit_callbacks
):
    old = print_all(printing.start(proposal, by=leader_head, at=NOON))
    names = [old.whole.name, old.package.name, *old.reports.values_list("file", flat=True)]

    with django_capture_on_commit_callbacks(execute=True):
        new = printing.start(proposal, by=leader_head, at=NOON)

    assert list(proposal.print_runs.all()) == [new]
    assert [default_storage.exists(name) for name in names] == [False] * 5


def test_half_a_file_of_a_dead_worker_makes_room(proposal, leader_head):
    run = printing.start(proposal, by=leader_head, at=NOON)
    first = run.reports.first()
    name = f"printings/{run.pk}/{first.nomination_id}.pdf"
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"%PDF-1.7 half"))

    printing.advance(run, at=NOON)

    first.refresh_from_db()
    assert first.file.name == name
    assert hashlib.sha256(read(first.file)).hexdigest() == first.content_hash


def test_what_stood_in_the_way_is_told_and_gone_on_with(proposal, leader_head, monkeypatch, caplog):
    run = printing.start(proposal, by=leader_head, at=NOON)
    monkeypatch.setattr(default_storage, "save", full_disk)

    printing.advance(run, at=NOON)

    assert (run.state, "No space left" in run.failure) == (State.FAILED, True)
    assert "Printing" in caplog.text
    monkeypatch.undo()
    printing.resume(run, by=leader_head, at=NOON)
    assert print_all(run).state == State.DONE


def full_disk(name, content):
    raise OSError("No space left on device")


def test_an_empty_list_is_not_printed(season, leader_head):
    empty = proposals.begin(season.memberships.first().organisation, season=season, by=leader_head, at=NOON)

    with pytest.raises(Refused, match="Nobody is on the list"):
        printing.start(empty, by=leader_head, at=NOON)


def test_a_member_does_not_print_what_the_leader_prepares(proposal, head):
    with pytest.raises(Refused, match="Only the bloc leader"):
        printing.start(proposal, by=head, at=NOON)


@pytest.fixture
def with_workers(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.usefixtures("with_workers")
def test_after_a_silence_the_work_is_handed_over_again(
    proposal, leader_head, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        run = printing.start(proposal, by=leader_head, at=NOON)
        printing.advance(run, at=NOON + timedelta(minutes=1))
    assert DBTaskResult.objects.count() == 1

    with django_capture_on_commit_callbacks(execute=True):
        printing.advance(run, at=NOON + timedelta(minutes=3))

    assert DBTaskResult.objects.count() == 2
    assert run.turn == 2


@pytest.fixture
def own_folder(settings, tmp_path):
    """Nothing that other tests printed is in it."""
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_folder", "with_workers")
def test_a_killed_worker_loses_and_doubles_nothing(proposal, leader_head):
    run = printing.start(proposal, by=leader_head, at=NOON)
    for least in (1, 2):
        with worker():
            wait(lambda least=least: run.reports.filter(printed_at__isnull=False).count() >= least)
        if PrintRun.objects.get(pk=run.pk).state == State.RUNNING:
            printing.stop(run, by=leader_head, at=NOON)
            printing.resume(run, by=leader_head, at=NOON)
    with worker():
        wait(lambda: PrintRun.objects.get(pk=run.pk).state != State.RUNNING)

    run.refresh_from_db()
    assert (run.state, run.failure) == (State.DONE, "")
    reports = list(PrintedReport.objects.all())
    assert len(reports) == 3
    for report in reports:
        expected = rendering.pdf(printing.binding.achievement_report(report.nomination, on=run.on))
        assert read(report.file) == expected
    folder = default_storage.listdir(f"printings/{run.pk}")[1]
    assert sorted(folder) == sorted(
        ["whole.pdf", "package.zip", *(f"{row.nomination_id}.pdf" for row in reports)]
    )


class worker:
    """A real process of `manage.py db_worker` on this test's database; killed without a word at the end."""

    def __enter__(self):
        told = connection.settings_dict
        address = f"sqlite:///{told['NAME']}"
        if connection.vendor == "postgresql":  # the tests' database on the same server
            address = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{told['NAME']}"
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "db_worker", "--no-startup-delay", "--no-reload", "-v0"],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DEBUG": "0",
                "SECRET_KEY": settings.SECRET_KEY,
                "SITE_ADDRESS": settings.SITE_ADDRESS,
                "DATABASE_URL": address,
                "MEDIA_ROOT": settings.MEDIA_ROOT,
                "SIGNING_KEYS_FILE": settings.SIGNING_KEYS_FILE,
                "TASKS_IN_DATABASE": "1",
                "DJANGO_SETTINGS_MODULE": "emulation.settings",
            },
        )

    def __exit__(self, *_error):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def wait(is_so, longest=180):
    """For what another process does; however slow the machine is."""
    until = time.monotonic() + longest
    while not is_so():
        assert time.monotonic() < until, "the worker never came so far"
        time.sleep(0.05)
