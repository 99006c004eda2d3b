"""Looks over the machine that the site runs on. Each check answers with one finding and changes nothing."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum, auto
from io import BytesIO
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from emulation.text import ALPHABET, TONES

OLDEST_PYTHON = (3, 11)
SHORTEST_KEY = 50  # letters; Django warns below this, too
LEAST_SPACE = 1_000_000_000  # bytes; some 10 000 papers
MOST_DRIFT = timedelta(seconds=60)
PAPER_FONTS = "fonts/liberation-serif"
VOWELS = "aăâeêioôơuưy"
VIETNAMESE_LETTERS = unicodedata.normalize(
    "NFC",
    "".join(
        letter + letter.upper()
        for letter in [*ALPHABET, *(f"{vowel}{tone}" for vowel in VOWELS for tone in TONES)]
    ),
)


class State(StrEnum):
    OK = auto()
    WARNING = auto()  # works, but unsafe or incomplete
    FAILURE = auto()  # keeps the site from working


@dataclass(frozen=True, slots=True)
class Finding:
    state: State
    words: str
    to_do: str = ""


def ok(words: str) -> Finding:
    return Finding(State.OK, words)


def warning(words: str, to_do: str) -> Finding:
    return Finding(State.WARNING, words, to_do)


def failure(words: str, to_do: str) -> Finding:
    return Finding(State.FAILURE, words, to_do)


def python() -> Finding:
    running = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return failure(running, _("Install Python 3.11 or newer."))
    return ok(running)


def framework() -> Finding:
    return ok(f"Django {django.get_version()}")


def debugging() -> Finding:
    if settings.DEBUG:
        return warning(_("on: errors show the inside of the site"), _("Set DEBUG=0 on a server."))
    return ok(_("off"))


def secret_key() -> Finding:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < 10 or key.startswith("only-for"):
        return warning(_("easy to guess"), _("Set SECRET_KEY to at least 50 random letters; keep it secret."))
    return ok(_("long enough"))


def site_address() -> Finding:
    address = settings.SITE_ADDRESS
    if any(name in address for name in ("127.0.0.1", "localhost", "[::1]")):
        return warning(
            address,
            _("Set SITE_ADDRESS to the public address: codes on papers and links in mails lead there."),
        )
    if not settings.SECURE:
        return warning(address, _("Serve the site over https, and let SITE_ADDRESS begin with https://."))
    return ok(address)


def database() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return failure(_first_line(error), _("Start the database, or correct DATABASE_URL."))
    version = ".".join(map(str, connection.get_database_version()))
    return ok(f"{connection.display_name} {version}")


def migrations() -> Finding:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        return failure(_first_line(error), _("Start the database, or correct DATABASE_URL."))
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return failure(
            _("%(count)d not applied") % {"count": len(waiting)}, _("Run python manage.py migrate.")
        )
    return ok(_("all applied"))


def clock() -> Finding:
    """Papers carry dates, and two machines that disagree about midnight would put different ones on them."""
    words = f"{datetime.now(UTC).astimezone():%d/%m/%Y %H:%M:%S %z}, {settings.TIME_ZONE}"
    if connection.vendor == "sqlite":
        return ok(words)  # it reads our own clock
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT CURRENT_TIMESTAMP")
            drift = abs(cursor.fetchone()[0] - datetime.now(UTC))
    except DatabaseError as error:
        return warning(_first_line(error), _("Start the database, or correct DATABASE_URL."))
    if drift > MOST_DRIFT:
        return warning(
            _("%(seconds)d seconds apart from the database's clock") % {"seconds": drift.total_seconds()},
            _("Let both machines keep their time by NTP."),
        )
    return ok(words)


def papers() -> Finding:
    """WeasyPrint finds its libraries only when it is loaded."""
    try:
        from weasyprint import __version__
        from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        return failure(_first_line(error), _("Run apt-get install libpango-1.0-0 libpangoft2-1.0-0."))
    if harfbuzz_subset is None:
        return warning(
            _("WeasyPrint %(version)s, slowly") % {"version": __version__},
            _("Run apt-get install libharfbuzz-subset0: papers print nearly twice as fast."),
        )
    return ok(f"WeasyPrint {__version__}")


def fonts() -> Finding:
    """Every face of the papers is there and has every Vietnamese letter."""
    from fontTools.ttLib import TTFont, TTLibError

    folder = finders.find(PAPER_FONTS)
    faces = sorted(Path(str(folder)).glob("*.ttf")) if folder else []
    if len(faces) < 4:
        return failure(
            _("%(count)d of 4 faces are there") % {"count": len(faces)},
            _("Put back the folder static/%(name)s as it was delivered.") % {"name": PAPER_FONTS},
        )
    for face in faces:
        try:
            letters = TTFont(BytesIO(face.read_bytes()), lazy=True).getBestCmap()
            lacking = [letter for letter in VIETNAMESE_LETTERS if ord(letter) not in letters]
        except (TTLibError, OSError, KeyError):
            lacking = list(VIETNAMESE_LETTERS)
        if lacking:
            return failure(
                _("%(face)s lacks letters: %(letters)s")
                % {"face": face.name, "letters": "".join(lacking[:20])},
                _("Put back the folder static/%(name)s as it was delivered.") % {"name": PAPER_FONTS},
            )
    return ok(_("4 faces, every Vietnamese letter"))


def storage() -> Finding:
    try:
        default_storage.delete(default_storage.save("check.txt", ContentFile(b"check")))
    except OSError as error:
        return failure(
            _first_line(error), _("Give the site's user the right to write there, or correct MEDIA_ROOT.")
        )
    return ok(str(getattr(default_storage, "location", type(default_storage).__name__)))


def space() -> Finding:
    place = Path(settings.MEDIA_ROOT)
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    words = _("%(size).1f GB free") % {"size": free / 1e9}
    if free < LEAST_SPACE:
        return warning(words, _("Make room on the disk of %(folder)s.") % {"folder": settings.MEDIA_ROOT})
    return ok(words)


def mail() -> Finding:
    backend = settings.DELIVERY_BACKEND.rsplit(".", 2)[-2]
    if backend != "smtp":
        return warning(
            _("mails are not sent (%(backend)s)") % {"backend": backend},
            _("Set EMAIL_URL; without it nobody can reset a password."),
        )
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection(settings.DELIVERY_BACKEND):
            return ok(server)
    except OSError as error:  # smtplib's own errors are among them
        return warning(
            f"{server}: {_first_line(error)}",
            _("Start the mail server, or correct EMAIL_URL; mails wait in the outbox until then."),
        )


def cache() -> Finding:
    """Each process counts sign-in attempts for itself where the cache is its own."""
    backend = settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[-1]
    if backend in ("LocMemCache", "DummyCache"):
        return warning(
            _("each process has its own (%(backend)s)") % {"backend": backend},
            _("Set CACHE_URL as soon as more than one process serves the site: the rate limits need it."),
        )
    try:
        caches["default"].get("check")
    except Exception as error:  # noqa: BLE001  each kind of cache has errors of its own
        return failure(_first_line(error), _("Start the cache, or correct CACHE_URL: nobody can sign in."))
    return ok(backend)


def owner() -> Finding:
    if os.geteuid() == 0:
        return warning("root", _("Let a user without rights of its own run the site."))
    return ok(str(os.geteuid()))


CHECKS: dict[Promise | str, Callable[[], Finding]] = {
    "Python": python,
    "Django": framework,
    gettext_lazy("Database"): database,
    gettext_lazy("Migrations"): migrations,
    gettext_lazy("Papers"): papers,
    gettext_lazy("Fonts of the papers"): fonts,
    gettext_lazy("Storage"): storage,
    gettext_lazy("Disk space"): space,
    gettext_lazy("Clock"): clock,
    gettext_lazy("Mail"): mail,
    gettext_lazy("Shared cache"): cache,
    "SECRET_KEY": secret_key,
    "DEBUG": debugging,
    "SITE_ADDRESS": site_address,
    gettext_lazy("System user"): owner,
}


def look(check: Callable[[], Finding]) -> Finding:
    """What the check finds; one that breaks down has found something, too."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001  the other checks are still worth reading
        return failure(
            f"{type(error).__name__}: {_first_line(error)}", _("See the documentation of this part.")
        )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
