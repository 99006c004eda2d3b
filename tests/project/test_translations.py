"""Every text that people may see is there in Vietnamese, ours and that of the libraries."""

from pathlib import Path

import allauth
import crispy_bootstrap5
import crispy_forms
import django.contrib.auth
import django.forms
import pytest
from django.conf import settings
from django.utils import translation

from emulation import catalogues
from emulation.extraction import texts_of_the_site, texts_under

OUR_TEMPLATES = Path(settings.BASE_DIR) / "templates"
ACCOUNTS = Path(allauth.__file__).parent
# Parts of allauth that lead nowhere here.
SWITCHED_OFF = ("admin", "phone", "code", "passkey", "signup", "email_change.html")


def missing(texts):
    """Those whose Vietnamese is no other than their English."""
    with translation.override("vi"):
        return [
            (text.file, text.singular)
            for text in texts
            if _said(text) == text.singular and any(letter.isalpha() for letter in text.singular)
        ]


def _said(text):
    if text.plural:
        return translation.ngettext(text.singular, text.plural, 1)
    return (
        translation.pgettext(text.context, text.singular)
        if text.context
        else translation.gettext(text.singular)
    )


def test_the_catalogue_is_complete_and_in_step_with_the_sources():
    kept = catalogues.read(catalogues.VIETNAMESE)
    wanted = catalogues.merged(kept, texts_of_the_site())

    assert list(catalogues.faults(wanted)) == []
    assert catalogues.keys(kept) == catalogues.keys(wanted)


@pytest.mark.parametrize("library", [crispy_forms, crispy_bootstrap5, django.forms])
def test_forms_of_the_libraries_speak_vietnamese(library):
    assert missing(texts_under(Path(library.__file__).parent, "*.py", "*.html")) == []


def test_sign_in_speaks_vietnamese():
    texts = texts_under(ACCOUNTS / "account", "*.py")

    assert (
        missing(text for text in texts if not text.file.endswith(("admin.py", "models.py", "apps.py"))) == []
    )


def test_pages_messages_and_mails_of_sign_in_speak_vietnamese_where_we_have_none_of_our_own():
    folder = ACCOUNTS / "templates"
    shown = [
        path
        for path in sorted((folder / "account").rglob("*.*"))
        if not (OUR_TEMPLATES / path.relative_to(folder)).exists()
        and not any(part in path.name for part in SWITCHED_OFF)
    ]

    assert missing(text for path in shown for text in texts_under(path.parent, path.name)) == []


def test_the_rules_for_passwords_speak_vietnamese():
    assert missing(texts_under(Path(django.contrib.auth.__file__).parent, "password_validation.py")) == []
