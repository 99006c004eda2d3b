"""manage.py send_digests: writes to those for whom something waits; run it once a day."""

from typing import Any

from django.utils.translation import ngettext

from emulation.management.speaking import SpeakingCommand
from emulation.notices import digests


class Command(SpeakingCommand):
    help = (
        "Writes to each person, in one mail, what waits for them: when a date is 14, 7, 3 or 1 days away or "
        "over (REMINDER_DAYS), something is new, or a week has begun. Run twice on a day, it writes once."
    )

    def handle(self, **options: Any) -> None:
        written = digests.send_all()
        told = ngettext("%(count)d digest is written.", "%(count)d digests are written.", written)
        self.stdout.write(told % {"count": written})
