"""Sets of rules as their pages show them: what each asks, whom a change touches, two of them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from awards.models import AwardRule, Nomination, RuleSet
from awards.rules import articles, checklist, conditions, general
from awards.rules.checklist import Checklist
from awards.rules.findings import Finding, Met
from awards.rules.record import Record
from awards.selectors import nominations as reading
from awards.selectors import records, rules
from blocs.models import Person

State = Nomination.State
NOT_RECEIVED = (State.DRAFT, State.SUBMITTED, State.VOTED, State.PROPOSED, State.RETURNED)
FAVOURABLE = (Met.YES, Met.UNKNOWN, Met.HUMAN, Met.NO)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What a set asks for an award, and from which set it takes that."""

    rule: AwardRule
    rule_set: RuleSet

    @property
    def is_inherited(self) -> bool:
        return self.rule.rule_set_id != self.rule_set.pk

    @property
    def source(self) -> str:
        return articles.spelled(self.rule.source)

    @property
    def asks(self) -> Finding:
        """The condition in words, put to nobody."""
        year = self.rule_set.starts.year
        kind = "person" if self.rule.whom == AwardRule.Whom.PERSON else "organisation"
        return conditions.asked(self.rule.conditions, Record(kind=kind, year=year, on=self.rule_set.starts))


def lines(rule_set: RuleSet, book: rules.Book) -> list[RuleLine]:
    """In the order of the catalogue."""
    found = book.rules.values()
    return [RuleLine(rule, rule_set) for rule in sorted(found, key=lambda row: (row.award_id, row.whom))]


@dataclass(frozen=True, slots=True)
class Touched:
    """A nomination under way whose checklist would read otherwise."""

    nomination: Nomination
    before: Checklist | None
    after: Checklist


def touched(changed: AwardRule, *, starts: date, someone: Person) -> list[Touched]:
    """Among the nominations of the province that nobody has received yet; a bounded number of queries."""
    rule_set = rules.rule_set_on(starts)
    book = rules.book_of(rule_set) if rule_set else None
    kinds = [kind for kind, whom in rules.WHOM.items() if changed.whom in (whom, AwardRule.Whom.ALL)]
    rows = Nomination.objects.filter(
        award=changed.award,
        province__in=someone.whole_provinces,
        state__in=NOT_RECEIVED,
        recipient__kind__in=kinds,
    )
    limits = book.limits if book else general.Limits()
    found = []
    for row, record in _with_records(list(rows.for_listing()), on=starts):
        nominee = general.nominee(record, limits)
        old_rule = rules.rule_for(book.rules, row.award.code, row.recipient.kind) if book else None
        old = _checked(old_rule, nominee) if old_rule else None
        new = _checked(changed, nominee)
        if old is None or old.met != new.met:
            found.append(Touched(row, old, new))
    return found


def _checked(rule: AwardRule, nominee: general.Nominee) -> Checklist:
    return checklist.check(rule.conditions, rule.judged, nominee, kind=rule.award.kind)


def _with_records(rows: list[Nomination], *, on: date) -> Iterator[tuple[Nomination, Record]]:
    """The record of each, as its own year, ground and movement ask for it."""
    alike: dict[tuple[Any, ...], list[Nomination]] = {}
    for row in rows:
        alike.setdefault((row.year, row.basis, row.movement_id, row.leads_movement), []).append(row)
    for (year, basis, _movement, leads), group in alike.items():
        movement = group[0].movement
        reviewed = records.reviewed(movement, on=on, leading=leads) if movement else None
        found = records.records(
            [row.recipient for row in group], year=year, on=on, ground=basis, movement=reviewed
        )
        yield from ((row, found[row.recipient_id]) for row in group)


@dataclass(frozen=True, slots=True)
class Side:
    """One nomination by one set of rules; nothing where the set says nothing of such an award."""

    rule_set: RuleSet
    rule: AwardRule | None
    checklist: Checklist | None

    @property
    def met(self) -> Met:
        return self.checklist.met if self.checklist else Met.NO

    @property
    def pass_mark(self) -> str:
        return f"{self.rule.vote_percent} %" if self.rule and self.rule.vote_percent else "–"

    @property
    def source(self) -> str:
        return articles.spelled(self.rule.source) if self.rule else "–"

    @property
    def prize(self) -> Any:
        return self.rule.prize_coefficient if self.rule else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One nomination by the rules of its receipt and by another set, where rules change amid a season."""

    nomination: Nomination
    own: Side
    other: Side

    @property
    def more_favourable(self) -> Side | None:
        """By the conditions first, then by the pass mark; None where neither is."""
        for worth in (_worth_of_conditions, _worth_of_vote):
            own, other = worth(self.own), worth(self.other)
            if own != other:
                return self.own if own < other else self.other
        return None

    @property
    def conclusion(self) -> str:
        better = self.more_favourable
        if better is None:
            return _("Both sets of rules come to the same for this nomination.")
        if better is self.own:
            return _("The rules that hold for this nomination are the more favourable ones.")
        return _("“%(rules)s” would be more favourable for this nomination.") % {
            "rules": better.rule_set.name
        }


def _worth_of_conditions(side: Side) -> int:
    return FAVOURABLE.index(side.met) if side.checklist else len(FAVOURABLE)


def _worth_of_vote(side: Side) -> int:
    return (side.rule.vote_percent or 0) if side.rule else 0


def compared(
    nomination: Nomination, other: RuleSet, *, on: date, sets: Iterable[RuleSet] | None = None
) -> Comparison | None:
    """None where no rules hold for the nomination itself. All sets are handed in where they were read."""
    own = nomination.rule_set or rules.rule_set_on(on)
    if own is None:
        return None
    record = reading.record_of(nomination, on=on)
    books = rules.books([own.pk, other.pk], sets)
    own_side, other_side = (_side(nomination, each, books[each.pk], record) for each in (own, other))
    return Comparison(nomination, own_side, other_side)


def _side(nomination: Nomination, rule_set: RuleSet, book: rules.Book, record: Record) -> Side:
    rule = rules.rule_for(book.rules, nomination.award.code, nomination.recipient.kind)
    return Side(rule_set, rule, reading.by_book(nomination, book, record))
