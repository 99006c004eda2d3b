"""What migrations fill in, filled in again: each loader leaves alone what is there."""

from django.apps import apps

from awards import catalogue as awards
from awards.models import Award, AwardRule, BallotRule, RuleSet, StatisticalForm, StatisticalLine
from blocs import catalogue as score_tables
from blocs import known_retention, usual
from blocs.models import RetentionRule, UsualLine
from documents import profiles
from documents.models import FormatProfile


def fill() -> None:
    profiles.load(FormatProfile)
    usual.load(UsualLine)
    known_retention.load(RetentionRule)
    score_tables.load(apps)
    awards.load(Award)
    awards.load_rules(Award, RuleSet, AwardRule)
    awards.load_ballot_rules(BallotRule)
    awards.load_statistical_forms(StatisticalForm, StatisticalLine, Award)
