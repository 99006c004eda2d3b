"""manage.py seal_anew: after SECRET_KEY was changed, closes what the database keeps under the new one."""

from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import ngettext

from blocs.services import resealing
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = (
        "Closes what the database keeps sealed (second steps, secrets of webhooks, mails that wait) under "
        "SECRET_KEY; the key before it must stand in SECRET_KEY_FALLBACKS, and can be forgotten afterwards."
    )

    def handle(self, **options: Any) -> None:
        outcome = resealing.seal_anew()
        told = ngettext(
            "%(count)d secret is sealed anew.", "%(count)d secrets are sealed anew.", outcome.resealed
        )
        self.stdout.write(told % {"count": outcome.resealed})
        if outcome.shut:
            told = ngettext(
                "%(count)d secret does not open: the key that sealed it is missing in SECRET_KEY_FALLBACKS.",
                "%(count)d secrets do not open: the key that sealed them is missing in SECRET_KEY_FALLBACKS.",
                outcome.shut,
            )
            raise CommandError(told % {"count": outcome.shut})
