"""A database of its own for a benchmark, never the one that people use."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_site(database: str = "") -> Iterator[Path]:
    """Django, set up as on a server, on an empty migrated file or a given database. Once in each process."""
    with tempfile.TemporaryDirectory(prefix="thi-dua-bench-") as name:
        folder = Path(name)
        os.environ.update(
            DJANGO_SETTINGS_MODULE="emulation.settings",
            DEBUG="0",
            SECRET_KEY="only-for-benchmarks-" * 3,
            DATABASE_URL=database or f"sqlite:///{folder / 'db.sqlite3'}",
            MEDIA_ROOT=str(folder / "media"),
            SIGNING_KEYS_FILE=str(folder / "signing-keys"),
            SITE_ADDRESS="http://testserver",
            ALLOWED_HOSTS="testserver,127.0.0.1",
        )

        import django
        from django.core.management import call_command

        from emulation.catalogues import compile_changed

        compile_changed()
        django.setup()
        call_command("migrate", verbosity=0)
        yield folder
