"""Decisions as services, pages and papers read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from awards.models import Correction, Decision, DecisionLine, Nomination, RecipientKind
from awards.rules import deciding
from awards.selectors import nominations as nominees
from awards.selectors import rules
from blocs.models import Person
from emulation.verdicts import Verdict

State = Nomination.State
USUAL_PRAISE = "Đã hoàn thành xuất sắc toàn diện nhiệm vụ công tác"


@dataclass(frozen=True)
class Sheet:
    """A decision with its list; three queries."""

    decision: Decision

    @cached_property
    def lines(self) -> list[DecisionLine]:
        rows = self.decision.lines.select_related(
            "nomination__award", "nomination__recipient__organisation", "nomination__season__bloc"
        )
        return list(rows.prefetch_related("corrections").order_by("order", "pk"))

    @property
    def collectives(self) -> int:
        return sum(not _is_person(line) for line in self.lines)

    @property
    def people(self) -> int:
        return sum(_is_person(line) for line in self.lines)

    @property
    def is_invented(self) -> bool:
        """Is somebody of a bloc of the demo on the list?"""
        return any(line.nomination.is_invented for line in self.lines)

    @cached_property
    def corrections(self) -> list[Correction]:
        rows = Correction.objects.filter(line__decision=self.decision).select_related("line")
        return list(rows.order_by("corrected_on", "pk"))


def _is_person(line: DecisionLine) -> bool:
    return line.nomination.recipient.kind == RecipientKind.PERSON


def listed(someone: Person) -> list[Decision]:
    rows = Decision.objects.visible_to(someone).annotate(named=Count("lines"))
    return list(rows.order_by("-decided_on", "-pk"))


def need_council(nominations: Iterable[Nomination]) -> set[int]:
    """Keys of those of which the rules want a vote; two queries for all."""
    rows = [row for row in nominations if row.rule_set_id is not None]
    books = rules.books({row.rule_set_id for row in rows if row.rule_set_id})
    found = {
        row.pk: rules.rule_for(books[row.rule_set_id].rules, row.award.code, row.recipient.kind)
        for row in rows
        if row.rule_set_id
    }
    return {key for key, rule in found.items() if rule is not None and rule.vote_percent is not None}


def clear(nominations: Iterable[Nomination], on: date) -> dict[int, Verdict]:
    """By key: may it be decided? Three queries for all."""
    rows = list(nominations)
    voted, stand = need_council(rows), nominees.clear(rows, on)
    found = {}
    for row in rows:
        verdict = deciding.can_decide(str(row.recipient), state=row.state, needs_council=row.pk in voted)
        named = tuple(
            _("%(name)s: %(reason)s") % {"name": row.recipient, "reason": reason}
            for reason in stand[row.pk].reasons
        )
        found[row.pk] = verdict and Verdict(named)
    return found


def decidable(provinces: frozenset[int] | set[int], *, decision: Decision | None = None) -> list[Nomination]:
    """Passed by the council, or appraised where no vote is asked; on no other list."""
    rows = Nomination.objects.filter(province__in=provinces, state__in=[State.APPRAISED, State.COUNCIL_VOTED])
    taken = DecisionLine.objects.all()
    if decision is not None:
        taken = taken.exclude(decision=decision)
    found = list(rows.exclude(pk__in=taken.values("nomination")).for_listing())
    voted = need_council(found)
    return [row for row in found if row.state == State.COUNCIL_VOTED or row.pk not in voted]


def printed_name(nomination: Nomination) -> str:
    recipient = nomination.recipient
    if recipient.kind == RecipientKind.ORGANISATION:
        return recipient.organisation.current_name
    parts = [recipient.name, recipient.position, recipient.organisation.current_name]
    return ", ".join(part for part in parts if part)[:250]


def praise(nomination: Nomination) -> str:
    """The usual words, which the draft lets one change."""
    bloc = nomination.season.bloc.current_name if nomination.season else ""
    leading = f", dẫn đầu phong trào thi đua {bloc}" if bloc and nomination.award.family == "flag" else ""
    return f"{USUAL_PRAISE}{leading} năm {nomination.year}"[:500]
