"""The checklist of a nomination: what the rules ask, what holds for every award, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from awards.models import Award
from awards.rules import conditions
from awards.rules.findings import Finding, Met, every
from awards.rules.general import Nominee
from emulation.verdicts import Verdict, all_of


@dataclass(frozen=True, slots=True)
class Checklist:
    """One award's findings for one recipient."""

    rule: Finding
    judged: tuple[Finding, ...]
    general: tuple[Finding, ...]
    beside: tuple[Finding, ...] = ()

    @property
    def met(self) -> Met:
        return every((self.rule.met, *(finding.met for finding in self.general)))

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (self.rule, *self.general, *self.beside, *self.judged)


def check(
    condition: conditions.Condition, judged: Iterable[str], nominee: Nominee, *, kind: str
) -> Checklist:
    """By the condition of an award of this kind (of Award.Kind)."""
    of_titles = nominee.of_titles if kind == Award.Kind.TITLE else ()
    return Checklist(
        rule=conditions.asked(condition, nominee.record),
        judged=tuple(Finding(words, Met.HUMAN) for words in judged),
        general=nominee.always + of_titles,
        beside=nominee.beside,
    )


def can_be_proposed(holds: Iterable[Any]) -> Verdict:
    """Each hold of the day blocks; whatever else is not met is for people to weigh (N152, 4.4)."""
    return all_of(Verdict((_("On hold since %(day)s: %(document)s.") % _told(hold),)) for hold in holds)


def _told(hold: Any) -> dict[str, str]:
    return {"day": f"{hold.starts:%d/%m/%Y}", "document": hold.document}
