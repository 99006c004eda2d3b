"""Nominations as services and pages read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from awards.models import AwardRule, Hold, Nomination, Recipient, RuleSet
from awards.rules import checklist, dossiers, general, nominating
from awards.rules.checklist import Checklist
from awards.rules.dossiers import Needed
from awards.rules.findings import Finding, Met
from awards.rules.record import Record
from awards.selectors import dossier_states, records, rules
from awards.selectors.rules import Book
from blocs.models import Mandate, Person, Season
from blocs.rules.rights import LEADERS, Seat
from blocs.selectors import people
from emulation.verdicts import Verdict

_OWN = {Mandate.Role.OFFICER: Seat.OFFICER, Mandate.Role.HEAD: Seat.HEAD}


def seats_for(someone: Person, recipient: Recipient, season: Season | None) -> frozenset[Seat]:
    """As officer or head only of the recipient's own organisation; as leader in the nomination's season."""
    organisation = recipient.organisation
    taken = set(people.province_seats(someone, organisation.province_id))
    for mandate in someone.mandates:
        role = Mandate.Role(mandate.role)
        if mandate.organisation_id == organisation.pk and role in _OWN:
            taken.add(_OWN[role])
    if season is not None:
        taken |= people.seats(someone, season) & LEADERS
    return frozenset(taken)


def seats(someone: Person, nomination: Nomination) -> frozenset[Seat]:
    in_bloc = nomination.channel == Nomination.Channel.BLOC
    return seats_for(someone, nomination.recipient, nomination.season if in_bloc else None)


def rule_of(nomination: Nomination, rule_set: RuleSet) -> AwardRule | None:
    return rules.rule_for(rules.rules_of(rule_set), nomination.award.code, nomination.recipient.kind)


def clear(nominations: Iterable[Nomination], on: date) -> dict[int, Verdict]:
    """By key: no hold is on the recipient, and it is still there; one query for all."""
    rows = list(nominations)
    holds: dict[int, list[Hold]] = defaultdict(list)
    for hold in Hold.objects.on(on).filter(recipient__in={row.recipient_id for row in rows}):
        holds[hold.recipient_id].append(hold)
    return {
        row.pk: nominating.is_there(row.recipient.organisation, on)
        & checklist.can_be_proposed(holds[row.recipient_id])
        for row in rows
    }


def record_of(nomination: Nomination, *, on: date) -> Record:
    movement = nomination.movement
    found = records.records(
        [nomination.recipient],
        year=nomination.year,
        on=on,
        ground=nomination.basis,
        movement=records.reviewed(movement, on=on, leading=nomination.leads_movement) if movement else None,
    )
    return found[nomination.recipient_id]


def checklist_of(nomination: Nomination, rule_set: RuleSet, *, on: date) -> Checklist | None:
    """None where the rules say nothing of the award for such recipients."""
    return checked(nomination, rules.book_of(rule_set), on=on)


def checked(nomination: Nomination, book: Book, *, on: date) -> Checklist | None:
    return by_book(nomination, book, record_of(nomination, on=on))


def by_book(nomination: Nomination, book: Book, record: Record) -> Checklist | None:
    rule = rules.rule_for(book.rules, nomination.award.code, nomination.recipient.kind)
    if rule is None:
        return None
    nominee = general.nominee(record, book.limits)
    return checklist.check(rule.conditions, rule.judged, nominee, kind=nomination.award.kind)


def frozen(findings: Collection[Finding]) -> list[dict[str, Any]]:
    """Findings as they are kept with a nomination that was handed in."""
    return [
        {
            "words": str(finding.words),
            "met": finding.met.value,
            "seen": str(finding.seen),
            "article": finding.article,
            "any_part": finding.any_part,
            "parts": frozen(finding.parts),
        }
        for finding in findings
    ]


def thawed(kept: list[dict[str, Any]]) -> list[Finding]:
    return [
        Finding(
            words=row["words"],
            met=Met(row["met"]),
            seen=row["seen"],
            article=row["article"],
            parts=tuple(thawed(row["parts"])),
            any_part=row["any_part"],
        )
        for row in kept
    ]


def dossier_of(nomination: Nomination, rule: AwardRule | None) -> list[Needed]:
    """What its dossier needs and has; three queries."""
    return dossier_states.of_many([nomination], {nomination.pk: rule})[nomination.pk]


def is_complete(nomination: Nomination, rule_set: RuleSet | None) -> Verdict:
    rule = rule_of(nomination, rule_set) if rule_set else None
    return dossiers.is_complete(dossier_of(nomination, rule))
