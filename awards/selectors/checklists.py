"""What a recipient may be proposed for next, and what is missing: the checklist of every award."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from awards.models import Award, Recipient, RecipientKind, RuleSet
from awards.rules import checklist, general
from awards.rules.checklist import Checklist
from awards.rules.findings import Met
from awards.rules.general import Nominee
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


def of_recipient(recipient: Recipient, *, year: int, on: date) -> list[AwardCheck] | None:
    """Every award that suits it, those that are met first; None where no rules hold on the day."""
    rule_set = rules.rule_set_on(on)
    if rule_set is None:
        return None
    record = records.records([recipient], year=year, on=on)[recipient.pk]
    book = rules.book_of(rule_set)
    return checked(general.nominee(record, book.limits), book.rules, Award.objects.all())


def checked(nominee: Nominee, known: rules.Rules, awards: Iterable[Award]) -> list[AwardCheck]:
    """The checklists of one nominee; asks the database nothing."""
    kind = nominee.record.kind
    suits = SUITS[RecipientKind(kind)]
    found = []
    for award in awards:
        rule = rules.rule_for(known, award.code, kind) if getattr(award, suits) else None
        if rule is not None:
            made = checklist.check(rule.conditions, rule.judged, nominee, kind=award.kind)
            found.append(AwardCheck(award, made))
    return sorted(found, key=lambda each: _FIRST.index(each.met))


def of_many(
    recipients: list[Recipient], *, year: int, on: date, rule_set: RuleSet
) -> Mapping[int, list[AwardCheck]]:
    """By key of the recipient, in a bounded number of queries."""
    book = rules.book_of(rule_set)
    limits = book.limits
    awards = list(Award.objects.all())
    found = records.records(recipients, year=year, on=on)
    return {
        key: checked(general.nominee(record, limits), book.rules, awards) for key, record in found.items()
    }
