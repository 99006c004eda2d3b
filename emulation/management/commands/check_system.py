"""manage.py check_system: what is missing or unsafe on this machine."""

import sys
from typing import Any

from django.utils.translation import pgettext_lazy

from emulation.inspection import CHECKS, State, look
from emulation.management.speaking import SpeakingCommand

MARKS = {
    State.OK: pgettext_lazy("finding", "ok"),
    State.WARNING: pgettext_lazy("finding", "unsafe"),
    State.FAILURE: pgettext_lazy("finding", "missing"),
}


class Command(SpeakingCommand):
    help = "Says what is missing or unsafe on this machine; ends with 1 when the site cannot work so."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        colours = {
            State.OK: self.style.SUCCESS,
            State.WARNING: self.style.WARNING,
            State.FAILURE: self.style.ERROR,
        }
        worst = State.OK
        for name, check in CHECKS.items():
            finding = look(check)
            self.stdout.write(f"{colours[finding.state](str(MARKS[finding.state]))}  {name}: {finding.words}")
            if finding.to_do:
                self.stdout.write(f"      {finding.to_do}")
            if finding.state is State.FAILURE:
                worst = State.FAILURE
        if worst is State.FAILURE:
            sys.exit(1)
