"""The checklist of a nomination: what the rules ask, what holds for every award, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from awards.rules import conditions
from awards.rules.findings import Finding, Met, every, known
from awards.rules.record import Record
from emulation.verdicts import Verdict, all_of


@dataclass(frozen=True, slots=True)
class Limits:
    """Customs of the province (law §6.3, X14): shown, never blocking; None where it has none."""

    fewest_months: int | None = None
    most_unpaid_days: int | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """One award's findings for one recipient."""

    rule: Finding
    judged: tuple[Finding, ...]
    general: tuple[Finding, ...]

    @property
    def met(self) -> Met:
        return every((self.rule.met, *(finding.met for finding in self.general)))

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (self.rule, *self.general, *self.judged)


def check(
    condition: conditions.Condition, judged: Iterable[str], record: Record, limits: Limits
) -> Checklist:
    return Checklist(
        rule=conditions.asked(condition, record),
        judged=tuple(Finding(words, Met.HUMAN) for words in judged),
        general=tuple(_general(record, limits)),
    )


def can_be_proposed(record: Record) -> Verdict:
    """A hold blocks; whatever else is not met is for people to weigh (N152, 4.4)."""
    return all_of(
        Verdict((_("On hold since %(day)s: %(document)s.") % _told(hold),))
        for hold in record.holds
        if hold.holds(record.on)
    )


def _told(hold: Any) -> dict[str, str]:
    return {"day": f"{hold.starts:%d/%m/%Y}", "document": hold.document}


def _general(record: Record, limits: Limits) -> Iterable[Finding]:
    holds = [hold for hold in record.holds if hold.holds(record.on)]
    yield Finding(
        _("No discipline, inspection or complaint is being dealt with"),
        known(not holds),
        "; ".join(hold.document for hold in holds),
        "N152 Đ4.4",
    )
    running = [span for span in record.disciplines if span.holds(record.on)]
    yield Finding(
        _("No disciplinary measure is in force"),
        known(not running),
        "; ".join(f"{span.starts:%d/%m/%Y}" for span in running),
        "N152 Đ4.4",
    )
    if record.is_collective:
        return
    if limits.fewest_months is not None:
        served = record.months_served
        yield Finding(
            _("Served at least %(months)s months in the year") % {"months": limits.fewest_months},
            known(None if served is None else served >= limits.fewest_months),
            _("not recorded") if served is None else str(served),
        )
    if limits.most_unpaid_days is not None:
        days = record.unpaid_days
        yield Finding(
            _("Less than %(days)s working days of leave without pay") % {"days": limits.most_unpaid_days},
            known(None if days is None else days < limits.most_unpaid_days),
            _("not recorded") if days is None else str(days),
        )
