"""manage.py fill_log: what happened before the site kept one log of everything, once after the upgrade."""

from typing import Any

from django.utils.translation import gettext as _

from blocs.services import log
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = (
        "Takes into the log what histories hold and the log does not, and gives all its place in the chain."
    )

    def handle(self, **options: Any) -> None:
        taken, linked = log.take_over(), log.link()
        self.stdout.write(
            _("Taken over: %(taken)d. Put into the chain: %(linked)d.") % {"taken": taken, "linked": linked}
        )
