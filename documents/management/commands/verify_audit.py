"""manage.py verify_audit: do the log, the files and the signatures in them still agree?"""

import sys
from typing import Any

from django.utils.translation import gettext as _

from documents.services import audit
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = "Checks the whole log of signatures; ends with 1 when something was changed, removed or cut off."

    def handle(self, **options: Any) -> None:
        found = 0
        for problem in audit.problems():
            found += 1
            self.stderr.write(problem)
        if found:
            sys.exit(1)
        self.stdout.write(
            _("Nothing was changed: %(chains)d chains, %(events)d events, %(files)d files.") % audit.counted()
        )
