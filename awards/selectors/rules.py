"""Which rules hold on a day, a set taking from the ones before what it says nothing of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from awards.models import AwardRule, RecipientKind, RuleSet

WHOM = {
    RecipientKind.ORGANISATION: AwardRule.Whom.COLLECTIVE,
    RecipientKind.SUB_COLLECTIVE: AwardRule.Whom.COLLECTIVE,
    RecipientKind.PERSON: AwardRule.Whom.PERSON,
    RecipientKind.HOUSEHOLD: AwardRule.Whom.HOUSEHOLD,
}
Rules = Mapping[tuple[str, str], AwardRule]


def rule_set_on(day: date) -> RuleSet | None:
    """The set in force on the day a dossier is received; None where nobody has entered one."""
    return RuleSet.objects.in_force(day).order_by("-starts").first()


def rules_of(rule_set: RuleSet) -> Rules:
    """By code of the award and by whom it is for; two queries."""
    sets = {row.pk: row for row in RuleSet.objects.all()}
    line = [rule_set.pk]
    while (parent := sets[line[-1]].parent_id) is not None and parent not in line:
        line.append(parent)
    found: dict[tuple[str, str], AwardRule] = {}
    rows = AwardRule.objects.filter(rule_set__in=line).select_related("award", "rule_set")
    for row in sorted(rows, key=lambda row: line.index(row.rule_set_id), reverse=True):
        found[row.award.code, row.whom] = row  # a nearer set overwrites a farther one
    return found


def rule_for(rules: Rules, award: str, kind: str) -> AwardRule | None:
    return rules.get((award, WHOM[RecipientKind(kind)])) or rules.get((award, AwardRule.Whom.ALL))
