"""Out of one database and into another: nothing lost, nothing changed, and no half a restore."""

import io
import json
import os
import subprocess
import sys
import tarfile
from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from nacl import pwhash

from blocs.models import LogLine, Organisation, Pledge, PledgeItem, Season, SeasonEvent
from blocs.services import papers, pledges
from documents import append_only
from documents.models import Paper
from emulation.backups import archive, sealing, tables
from emulation.models import User
from tests import factories
from tests.blocs.conftest import *  # noqa: F403  the same cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch):
    """A key costs a second by design."""
    monkeypatch.setattr(sealing, "OPS", pwhash.argon2id.OPSLIMIT_MIN)
    monkeypatch.setattr(sealing, "MEMORY", pwhash.argon2id.MEMLIMIT_MIN)


@pytest.fixture
def filled(season, standing, leader_head):
    """A bloc whose list of members is issued, and a pledge with one item."""
    pledge = pledges.start(season, by=standing)
    pledges.lines.add_item(pledge, section="content", text="Hoàn thành 100% kế hoạch “năm”", by=standing)
    papers.issue("members", season, by=standing, at=factories.NOON)
    return season


def emptied():
    """As after `migrate` on a new database."""
    append_only.lift(connection)
    tables.empty()
    append_only.protect(connection)
    for paper in ("papers",):
        folders, _files = default_storage.listdir(paper)
        for folder in folders:
            for name in default_storage.listdir(f"{paper}/{folder}")[1]:
                default_storage.delete(f"{paper}/{folder}/{name}")


def counts():
    return {model._meta.label_lower: model._base_manager.count() for model in tables.tables()}


def test_what_was_saved_comes_back_as_it_was(filled, tmp_path):
    before, issued = counts(), Paper.objects.get()
    bytes_before = issued.content()
    archive.write(tmp_path / "a.backup")
    emptied()

    manifest = archive.restore(tmp_path / "a.backup")

    assert counts() == before
    assert manifest.rows == sum(before.values())
    assert Paper.objects.get().content() == bytes_before
    assert PledgeItem.objects.get().text == "Hoàn thành 100% kế hoạch “năm”"
    assert Season.objects.get().bloc.current_name == "Khối thi đua Thử nghiệm"


def test_moments_come_back_to_the_microsecond(filled, tmp_path):
    moment = factories.NOON.replace(microsecond=123_456)
    SeasonEvent.objects.update(at=moment)
    archive.write(tmp_path / "a.backup")
    emptied()
    archive.restore(tmp_path / "a.backup")

    assert set(SeasonEvent.objects.values_list("at", flat=True)) == {moment}


def test_what_was_put_down_or_joined_earlier_is_not_of_the_restore(filled, standing, tmp_path):
    """Models of libraries that write the moment of saving: each site with a worker has such rows."""
    earlier = timezone.now() - timedelta(days=3)
    work = DBTaskResult.objects.create(
        task_path="x.y", backend_name="default", args_kwargs={"args": [], "kwargs": {}}, run_after=earlier
    )
    DBTaskResult.objects.filter(pk=work.pk).update(enqueued_at=earlier)
    joined = SocialAccount.objects.create(user=standing, provider="office", uid="1")
    SocialAccount.objects.filter(pk=joined.pk).update(date_joined=earlier, last_login=earlier)
    archive.write(tmp_path / "a.backup")
    emptied()

    archive.restore(tmp_path / "a.backup")

    assert DBTaskResult.objects.get().enqueued_at == earlier
    assert SocialAccount.objects.values_list("date_joined", "last_login").get() == (earlier, earlier)


def test_the_next_row_takes_a_new_key(filled, tmp_path):
    highest = max(Organisation.objects.values_list("pk", flat=True))
    archive.write(tmp_path / "a.backup")
    emptied()
    archive.restore(tmp_path / "a.backup")

    assert factories.organisation().pk > highest


def test_a_sealed_backup_opens_with_its_passphrase_only(filled, tmp_path):
    target = tmp_path / "a.backup"
    archive.write(target, passphrase="mật khẩu dài")
    assert b"manifest" not in target.read_bytes()
    emptied()

    for passphrase, told in (("", "niêm phong"), ("mật khẩu khác", "Mật khẩu sai")):
        with pytest.raises(archive.Unusable, match=told):
            archive.restore(target, passphrase=passphrase)
    archive.restore(target, passphrase="mật khẩu dài")

    assert Pledge.objects.count() == 1


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_backup_restores_nothing(filled, tmp_path, sealed, damage):
    target = tmp_path / "a.backup"
    passphrase = "mật khẩu dài" if sealed else ""
    archive.write(target, passphrase=passphrase)
    content = bytearray(target.read_bytes())
    if damage == "cut":
        del content[len(content) * 3 // 4 :]
    else:
        content[len(content) // 2] ^= 0xFF
    target.write_bytes(content)
    emptied()

    with pytest.raises(archive.Unusable):
        archive.restore(target, passphrase=passphrase)

    assert not User.objects.exists()
    assert not Season.objects.exists()


def test_a_row_that_was_changed_in_the_archive_is_noticed(filled, tmp_path):
    target = tmp_path / "a.backup"
    archive.write(target)
    emptied()
    forged = tmp_path / "forged.backup"
    with tarfile.open(target, "r:gz") as old, tarfile.open(forged, "w:gz") as new:
        for entry in old:
            content = old.extractfile(entry).read().replace("Tỉnh Đoàn".encode(), "Tỉnh Đòan".encode())
            entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))

    with pytest.raises(archive.Unusable, match=r"blocs\.organisation"):
        archive.restore(forged)
    assert not Season.objects.exists()


def test_a_database_with_people_is_not_overwritten_unless_asked(filled, tmp_path):
    archive.write(tmp_path / "a.backup")
    User.objects.filter(username__startswith="nguoi").update(full_name="Đã đổi tên")

    with pytest.raises(archive.Unusable, match="không trống"):
        archive.restore(tmp_path / "a.backup")
    assert User.objects.filter(full_name="Đã đổi tên").exists()

    with pytest.raises(archive.Unusable):  # what was done there is never deleted, not even when asked
        archive.restore(tmp_path / "a.backup", force=True)
    append_only.lift(connection)
    LogLine.objects.all().delete()
    append_only.protect(connection)
    archive.restore(tmp_path / "a.backup", force=True)
    assert not User.objects.filter(full_name="Đã đổi tên").exists()


def test_a_backup_of_another_version_says_so(filled, tmp_path):
    archive.write(tmp_path / "a.backup")
    emptied()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('blocs', '9999_later', %s)",
            [factories.NOON],
        )
    try:
        with pytest.raises(archive.Unusable, match="phiên bản khác"):
            archive.restore(tmp_path / "a.backup")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")


def test_a_stranger_s_file_is_named(tmp_path, db):
    (tmp_path / "a.txt").write_text("không phải bản sao lưu")

    with pytest.raises(archive.Unusable, match="không phải bản sao lưu"):
        archive.restore(tmp_path / "a.txt")


def test_an_unfinished_backup_never_stands_under_its_name(filled, tmp_path, monkeypatch):
    Paper.objects.update(file="papers/2026/gone.pdf")

    with pytest.raises(FileNotFoundError):
        archive.write(tmp_path / "a.backup")
    assert list(tmp_path.iterdir()) == []


def test_the_commands_save_and_restore_into_another_database(filled, tmp_path, capsys):
    call_command("backup", str(tmp_path / "a.backup"))
    assert "Đã lưu" in capsys.readouterr().out
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'other.sqlite3'}",
        "MEDIA_ROOT": str(tmp_path / "media"),
        "DJANGO_SETTINGS_MODULE": "emulation.settings",
        "DEBUG": "0",
    }

    done = subprocess.run(
        [sys.executable, "manage.py", "restore", str(tmp_path / "a.backup")],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "Đã khôi phục" in done.stdout
    saved = json.loads(json.dumps(counts()))
    assert str(sum(saved.values())) in done.stdout


def test_a_folder_that_cannot_be_written_is_told(filled, tmp_path):
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command("backup", str(tmp_path / "missing" / "a.backup"))


def test_pieces_of_any_size_come_back(tmp_path):
    for size in (0, 1, sealing.PIECE, sealing.PIECE + 1, 3 * sealing.PIECE):
        target = io.BytesIO()
        stream = sealing.Sealing(target, "x")
        stream.write(b"a" * size)
        stream.close()
        target.seek(0)
        assert len(io.BufferedReader(sealing.Opening(target, "x")).read()) == size
