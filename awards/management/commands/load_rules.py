"""manage.py load_rules: the known awards and rules into the database; what is there stays as it is."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from awards import catalogue
from awards.models import Award, AwardRule, RuleSet
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = "Adds awards, sets of rules and rules that are missing. May run as often as wanted."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        awards = catalogue.load(Award)
        sets, rules = catalogue.load_rules(Award, RuleSet, AwardRule)
        self.stdout.write(
            _("Added: %(awards)s awards, %(sets)s sets of rules, %(rules)s rules.")
            % {"awards": awards, "sets": sets, "rules": rules}
        )
