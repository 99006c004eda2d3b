"""manage.py deliver_mail: hands what waits in the outbox to the mail server; run it every few minutes."""

from typing import Any

from django.utils.translation import gettext as _

from emulation.management.speaking import SpeakingCommand
from emulation.outbox import delivering, keeping


class Command(SpeakingCommand):
    help = "Delivers the mails that wait in the outbox, and empties those that were sent long ago."

    def handle(self, **options: Any) -> None:
        keeping.tidy()
        outcome = delivering.deliver()
        told = _("%(sent)d mails were delivered, %(waiting)d wait for another try, %(failed)d were given up.")
        self.stdout.write(told % {"sent": outcome.sent, "waiting": outcome.put_off, "failed": outcome.failed})
