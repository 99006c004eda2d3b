"""Writing a backup, reading it back, and comparing what came back."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from emulation.backups import sealing, tables
from emulation.models import User

FORMAT = "thi-dua-backup/1"
MANIFEST = "manifest.json"


class Unusable(Exception):
    """A backup that cannot be restored, in words for the one who tries."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the backup holds: rows and fingerprint of each table, fingerprint of each file."""

    format: str
    made_at: str
    migrations: list[list[str]]
    tables: dict[str, tuple[int, str]]
    files: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(count for count, _fingerprint in self.tables.values())


def applied() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def write(target: Path, *, passphrase: str = "") -> Manifest:
    """All rows and all files that they name, of one moment; appears under its name only when it is whole."""
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with (
            tempfile.TemporaryDirectory(prefix="thi-dua-backup-") as name,
            unfinished.open("wb") as plain,
            _sealed(plain, passphrase) as out,
        ):
            manifest = _taken(Path(name))
            with tarfile.open(fileobj=cast("IO[bytes]", out), mode="w|gz") as tar:
                _add(tar, MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False).encode())
                for label in manifest.tables:
                    tar.add(Path(name) / label, arcname=f"tables/{label}")
                for file in manifest.files:
                    _add_file(tar, file)
        unfinished.chmod(0o600)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


@contextmanager
def _sealed(plain: BinaryIO, passphrase: str) -> Iterator[BinaryIO]:
    if not passphrase:
        yield plain
        return
    sealed = sealing.Sealing(plain, passphrase)
    yield cast("BinaryIO", sealed)
    sealed.close()


def _taken(folder: Path) -> Manifest:
    with transaction.atomic():
        tables.see_one_moment()
        kept: dict[str, tuple[int, str]] = {}
        files: set[str] = set()
        for model in tables.tables():
            kept[model._meta.label_lower] = tables.write(model, folder / model._meta.label_lower)
            files.update(tables.file_names(model))
        migrations = applied()
    fingerprints = {name: _fingerprint(name) for name in sorted(files)}
    return Manifest(FORMAT, timezone.now().isoformat(), migrations, kept, fingerprints)


def _fingerprint(name: str) -> str:
    with default_storage.open(name, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _add_file(tar: tarfile.TarFile, name: str) -> None:
    entry = tarfile.TarInfo(f"files/{name}")
    entry.size = default_storage.size(name)
    with default_storage.open(name, "rb") as file:
        tar.addfile(entry, cast("IO[bytes]", file))


def restore(source: Path, *, passphrase: str = "", force: bool = False) -> Manifest:
    """Put rows and files back, all or nothing; raises Unusable with what stands in the way."""
    if not force and _holds_people():
        raise Unusable(_("This database is not empty. Name an empty one, or replace all of it with --force."))
    with source.open("rb") as plain:
        try:
            with tarfile.open(fileobj=cast("IO[bytes]", _opened(plain, passphrase)), mode="r|gz") as tar:
                return _read(tar)
        except sealing.Unopened as error:
            raise Unusable(_("The passphrase is wrong, or the file was changed or cut off.")) from error
        except (tarfile.TarError, EOFError, OSError, ValueError, KeyError) as error:
            raise Unusable(
                _("The file is no backup, or it was changed or cut off (%(why)s).") % {"why": error}
            ) from error


def _holds_people() -> bool:
    return User.objects.exists()


def _opened(plain: BinaryIO, passphrase: str) -> BinaryIO:
    sealed = plain.read(len(sealing.MAGIC)) == sealing.MAGIC
    plain.seek(0)
    if not sealed:
        return plain
    if not passphrase:
        raise Unusable(_("This backup is sealed. Set BACKUP_PASSPHRASE to open it."))
    return cast("BinaryIO", io.BufferedReader(sealing.Opening(plain, passphrase)))


def _read(tar: tarfile.TarFile) -> Manifest:
    entries = iter(tar)
    first = next(entries, None)
    if first is None or first.name != MANIFEST:
        raise ValueError(MANIFEST)
    told = json.loads(_content(tar, first).read())
    manifest = Manifest(**told)
    if manifest.format != FORMAT:
        raise Unusable(_("This backup has a format that this version does not know: %(format)s.") % told)
    if manifest.migrations != applied():
        raise Unusable(
            _("The backup was made by another version of the site. Install that one to restore it.")
        )
    models = {model._meta.label_lower: model for model in tables.tables()}
    with transaction.atomic():
        _emptied()
        left = dict.fromkeys([*manifest.tables, *manifest.files])
        for entry in entries:
            kind, _slash, name = entry.name.partition("/")
            if kind == "tables" and name in models:
                tables.read(models[name], _content(tar, entry))
            elif kind == "files" and name in manifest.files:
                _put_back(name, _content(tar, entry))
            left.pop(name, None)
        if left:
            raise ValueError(", ".join(list(left)[:3]))
        tables.count_on()
        _compare(manifest)
    return manifest


def _emptied() -> None:
    try:
        with transaction.atomic():
            tables.empty()
    except DatabaseError as error:  # the database itself keeps some records from being deleted
        told = _("This database holds records that may never be deleted. Restore into a new one.")
        raise Unusable(told) from error


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(entry)
    if content is None:
        raise ValueError(entry.name)
    return content


def _put_back(name: str, content: IO[bytes]) -> None:
    if default_storage.exists(name):
        return  # compared with all others at the end
    saved = default_storage.save(name, File(content))
    if saved != name:
        raise ValueError(name)


def _compare(manifest: Manifest) -> None:
    """Every table and file as the manifest has it; otherwise nothing is kept."""
    differing: list[Any] = []
    with tempfile.TemporaryDirectory(prefix="thi-dua-restore-") as folder:
        for model in tables.tables():
            label = model._meta.label_lower
            if list(tables.write(model, Path(folder) / "rows")) != list(manifest.tables[label]):
                differing.append(label)
    differing += [name for name, told in manifest.files.items() if _fingerprint(name) != told]
    if differing:
        raise Unusable(
            _("Not as it was saved: %(what)s. The database stays as it was.")
            % {"what": ", ".join(differing[:10])}
        )
