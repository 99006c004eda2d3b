"""What a recipient may be proposed for next, and what is missing: the checklist of every award."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from awards.models import Award, Recipient, RecipientKind, RuleSet
from awards.rules import checklist
from awards.rules.checklist import Checklist, Limits
from awards.rules.findings import Met
from awards.rules.record import Record
from awards.selectors import records, rules

SUITS = {
    RecipientKind.ORGANISATION: "for_collectives",
    RecipientKind.SUB_COLLECTIVE: "for_collectives",
    RecipientKind.PERSON: "for_people",
    RecipientKind.HOUSEHOLD: "for_households",
}
_FIRST = [Met.YES, Met.UNKNOWN, Met.NO, Met.HUMAN]


@dataclass(frozen=True, slots=True)
class AwardCheck:
    """One award, and how the recipient stands to it."""

    award: Award
    checklist: Checklist

    @property
    def met(self) -> Met:
        return self.checklist.met


def limits_of(rule_set: RuleSet) -> Limits:
    return Limits(rule_set.fewest_months, rule_set.most_unpaid_days)


def of_recipient(recipient: Recipient, *, year: int, on: date) -> list[AwardCheck] | None:
    """Every award that suits it, those that are met first; None where no rules hold on the day."""
    rule_set = rules.rule_set_on(on)
    if rule_set is None:
        return None
    record = records.records([recipient], year=year, on=on)[recipient.pk]
    return checked(record, rule_set, rules.rules_of(rule_set), Award.objects.all())


def checked(
    record: Record, rule_set: RuleSet, known: rules.Rules, awards: Iterable[Award]
) -> list[AwardCheck]:
    """The checklists of one record; asks the database nothing."""
    suits = SUITS[RecipientKind(record.kind)]
    found = []
    for award in awards:
        rule = rules.rule_for(known, award.code, record.kind) if getattr(award, suits) else None
        if rule is not None:
            found.append(
                AwardCheck(award, checklist.check(rule.conditions, rule.judged, record, limits_of(rule_set)))
            )
    return sorted(found, key=lambda each: _FIRST.index(each.met))


def of_many(
    recipients: list[Recipient], *, year: int, on: date, rule_set: RuleSet
) -> Mapping[int, list[AwardCheck]]:
    """By key of the recipient, in a bounded number of queries."""
    known = rules.rules_of(rule_set)
    awards = list(Award.objects.all())
    found = records.records(recipients, year=year, on=on)
    return {key: checked(record, rule_set, known, awards) for key, record in found.items()}
