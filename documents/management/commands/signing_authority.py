"""manage.py signing_authority --root-key FILE: the site's own keys for signing, once."""

import getpass
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from documents.rules.rejections import Rejection
from documents.services import authority
from documents.signing import keys
from emulation.management.speaking import SpeakingCommand

SHORTEST = 12


class Command(SpeakingCommand):
    help = (
        "Makes root, issuing authority, clock and seal of the site, and the secret that seals them. "
        "The root's key goes into FILE, locked with a passphrase from the terminal or from the first line of "
        "stdin; take it to a safe. With keys there already, nothing is done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--root-key", type=Path, metavar="FILE", help="needed where keys are made")
        parser.add_argument("--anew", action="store_true", help="new keys; what was signed stays trusted")
        parser.add_argument("--new-secret", action="store_true", help="a new secret for keys sealed from now")

    def handle(self, **options: Any) -> None:
        file: Path | None = options["root_key"]
        if not settings.SIGNING_KEYS_FILE:
            raise CommandError(_("Name the file of the secret in SIGNING_KEYS_FILE first."))
        if options["new_secret"] and not options["anew"] and authority.is_there():
            keys.make_secret_file(Path(settings.SIGNING_KEYS_FILE))
            words = _("%(file)s begins with a new secret. Put a copy of the file into the safe.")
            self.stdout.write(words % {"file": settings.SIGNING_KEYS_FILE})
            return
        if file is None:
            raise CommandError(_("Name the file for the root's key with --root-key."))
        if file.exists():
            raise CommandError(_("%(file)s is there already.") % {"file": file})
        if options["new_secret"] or not keys.has_secret():
            keys.make_secret_file(Path(settings.SIGNING_KEYS_FILE))
        passphrase = self._passphrase()
        try:
            with transaction.atomic():  # no keys whose root is nowhere
                root_key = authority.create(anew=options["anew"])
                if root_key is not None:
                    _write(root_key, file, passphrase)
        except (Rejection, keys.NoKeys):
            raise CommandError(_("The secret in SIGNING_KEYS_FILE cannot be read.")) from None
        if root_key is None:
            self.stdout.write(_("The keys are there already; nothing was changed."))
            return
        words = _("The keys are made. Take %(file)s to a safe place and delete it here.")
        self.stdout.write(words % {"file": file})

    def _passphrase(self) -> str:
        if sys.stdin.isatty():
            passphrase = getpass.getpass(_("Passphrase of the root's key: "))
        else:
            passphrase = sys.stdin.readline().rstrip("\n")
        if len(passphrase) < SHORTEST:
            raise CommandError(_("The passphrase has at least %(least)d signs.") % {"least": SHORTEST})
        return passphrase


def _write(key: RSAPrivateKey, file: Path, passphrase: str) -> None:
    file.touch(mode=0o600)
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(passphrase.encode()),
        )
    )
