"""Files as they come in, for every kind that is kept. Call as kept_files.read(…), kept_files.lay(…)."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext as _

from blocs.models.kept_file import KeptFile
from emulation import sent_kinds, viruses
from emulation.models import User
from emulation.sent_kinds import SentKind
from emulation.text import one_line
from emulation.verdicts import unless

LARGEST = 20 * 1024 * 1024
_PATH = re.compile(r"[/\\:*?\"<>|]+")


def too_large(size: int) -> str:
    told = {"size": -(-size // 1024 // 1024), "most": LARGEST // 1024 // 1024}
    return _("The file has %(size)d MB; at most %(most)d MB are taken. Divide it or make it smaller.") % told


def read(content: bytes) -> SentKind:
    """What it is. Raises Refused with the reason for what is not taken."""
    unless(bool(content), _("The file is empty.")).or_refuse()
    unless(len(content) <= LARGEST, too_large(len(content))).or_refuse()
    kind = sent_kinds.of(content)
    viruses.refuse_infected(content)
    return kind


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def twice(kept: KeptFile) -> str:
    return _("This file is here already, as “%(name)s”.") % {"name": kept.name}


def lay(row: KeptFile, name: str, content: bytes, kind: SentKind, *, by: User, at: datetime) -> None:
    """Fill in the row and save it; bytes that one of its kind holds already are not written again."""
    row.name, row.media_type, row.size = clean_name(name, kind), kind.media_type, len(content)
    row.content_hash, row.by, row.at = digest(content), by, at
    same: models.QuerySet[Any] = type(row)._default_manager.filter(content_hash=row.content_hash)
    kept = same.exclude(file="").first()  # empty: disposed of
    if kept is not None:
        row.file.name = kept.file.name
    else:
        row.file.save(row.name, ContentFile(content), save=False)
    row.save()


def take_out(row: KeptFile, *, by: User, at: datetime) -> bool:
    """Whether it was still in; the file stays, since somebody may have looked at it."""
    row.refresh_from_db()
    if row.removed_at is not None:
        return False
    row.removed_at, row.removed_by = at, by
    row.save(update_fields=["removed_at", "removed_by"])
    return True


def clean_name(name: str, kind: SentKind) -> str:
    """Without a path, and with the ending of what the file is."""
    plain = _PATH.sub(" ", one_line(re.split(r"[/\\]", name)[-1])).strip(" .")[:200] or _("Evidence")
    stem, dot, ending = plain.rpartition(".")
    if dot and ending.lower() in kind.endings:
        return plain
    return f"{stem if dot and len(ending) <= 5 else plain}.{kind.endings[0]}"
