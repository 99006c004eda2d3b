"""manage.py remind_signers: writes to those whose signature is waited for; run it once a day."""

from typing import Any

from django.utils.translation import ngettext

from blocs.services import signing
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = (
        "Reminds those who have not signed: after three days, then every two, five times, and each day in "
        "the last two days before the end. Run twice on a day, it writes once."
    )

    def handle(self, **options: Any) -> None:
        reminded = signing.remind_missing()
        told = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", reminded)
        self.stdout.write(told % {"count": reminded})
