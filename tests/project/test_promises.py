"""Nothing lies about unused, and nothing is missing that a new site needs."""

from io import StringIO
from pathlib import Path

import allauth
import crispy_bootstrap5
import django
import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*"))
SOURCES = [
    path
    for folder in ("emulation", "documents", "blocs", "awards", "templates")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".html", ".txt"}
]
OF_LIBRARIES = [
    Path(library.__file__).parent / place
    for library, place in [
        (allauth, "templates"),
        (django, "contrib/admin/templates"),
        (django, "forms/templates"),
        (crispy_bootstrap5, "templates"),
    ]
]
BY_LIBRARIES = {
    "429.html",  # what the sign-in shows after too many attempts
    "account/email/password_reset_key_message.html",  # beside its text
}


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out)

    assert out.getvalue().strip() == "No changes detected"


@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_read(name):
    get_template(name)


def test_every_template_is_used():
    texts = [path.read_text(encoding="utf-8") for path in SOURCES]
    unused = [
        name
        for name in NAMES
        if name not in BY_LIBRARIES
        and not any(_names(text, name) for text in texts)
        and not any((folder / name).exists() for folder in OF_LIBRARIES)
    ]

    assert unused == []


def _names(text, name):
    """Whole, without its endings as mails are, or by its parts: f"blocs/mail/{letter}.txt"."""
    folder, _slash, last = name.rpartition("/")
    stem = last.split(".")[0]
    ways = (f'"{name}"', f"'{name}'", f'"{folder}/{stem}"')
    by_parts = folder != "" and f'"{folder}/{{' in text and f'"{stem}"' in text
    return any(way in text for way in ways) or by_parts
