"""manage.py load_rules: known awards, rules and statistical forms into the database; what is there stays."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from awards import catalogue
from awards.models import Award, AwardRule, RuleSet, StatisticalForm, StatisticalLine
from emulation.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    help = "Adds awards, rules and statistical forms that are missing. May run as often as wanted."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        awards = catalogue.load(Award)
        sets, rules = catalogue.load_rules(Award, RuleSet, AwardRule)
        forms = catalogue.load_statistical_forms(StatisticalForm, StatisticalLine, Award)
        self.stdout.write(
            _("Added: %(awards)s awards, %(sets)s sets of rules, %(rules)s rules, %(forms)s yearly forms.")
            % {"awards": awards, "sets": sets, "rules": rules, "forms": forms}
        )
