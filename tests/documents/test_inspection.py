"""What `check_system` says about keys for signing."""

import pytest
from django.core.management import CommandError, call_command

from documents import inspection
from documents.models import AuthorityKey, SigningKey
from documents.signing import keys
from emulation.inspection import CHECKS, State
from tests.documents import signing_cast as cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings, tmp_path):
    """The secrets of the site, in a file that may be lost."""
    made = tmp_path / "signing-keys"
    keys.make_secret_file(made)
    settings.SIGNING_KEYS_FILE = str(made)
    return made


def test_keys_that_open_are_well(officer, file):
    cast.enrol(officer)

    assert inspection.signing_keys().state is State.OK
    assert inspection.signing_keys in CHECKS.values()


def test_a_site_without_keys_is_told_how_to_make_them(file):
    finding = inspection.signing_keys()

    assert (finding.state, AuthorityKey.objects.count()) == (State.WARNING, 0)
    assert "signing_authority" in finding.to_do


@pytest.mark.parametrize("content", [None, "", "not a secret", "0a1b2c3d " + "A" * 43 + "="])
def test_a_lost_or_foreign_file_lets_nobody_sign(officer, file, content):
    cast.enrol(officer)
    file.unlink()
    if content is not None:
        file.write_text(content)

    finding = inspection.signing_keys()

    assert finding.state is State.FAILURE
    assert str(file) in finding.words
    assert file.exists() == (content is not None)


def test_a_copy_from_before_the_newest_secret_is_told(officer, file):
    old = file.read_text()
    cast.enrol(officer)
    keys.make_secret_file(file)
    SigningKey.objects.update(secret_id=next(iter(keys.known_secrets())))
    file.write_text(old)

    finding = inspection.signing_keys()

    assert finding.state is State.WARNING
    assert "1 khóa" in finding.words


def test_a_new_secret_needs_no_passphrase_and_the_older_ones_stay(officer, file, capsys):
    cast.enrol(officer)

    call_command("signing_authority", new_secret=True)

    assert len(file.read_text().splitlines()) == 2
    assert "bí mật mới" in capsys.readouterr().out
    assert inspection.signing_keys().state is State.OK


def test_keys_are_not_made_without_a_place_for_the_key_of_the_root(file):
    with pytest.raises(CommandError, match="--root-key"):
        call_command("signing_authority")
    assert not AuthorityKey.objects.exists()
