"""Decisions as services, pages and papers read them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from awards.models import Correction, Decision, DecisionLine, Nomination, RecipientKind
from awards.selectors import nominations as nominees
from blocs.models import Person

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

    @cached_property
    def corrections(self) -> list[Correction]:
        rows = Correction.objects.filter(line__decision=self.decision).select_related("line")
        return list(rows.order_by("corrected_on", "pk"))


def _is_person(line: DecisionLine) -> bool:
    return line.nomination.recipient.kind == RecipientKind.PERSON


def listed(someone: Person) -> list[Decision]:
    rows = Decision.objects.visible_to(someone).annotate(named=Count("lines"))
    return list(rows.order_by("-decided_on", "-pk"))


def needs_council(nomination: Nomination) -> bool:
    rule = nominees.rule_of(nomination, nomination.rule_set) if nomination.rule_set else None
    return rule is not None and rule.vote_percent is not None


def decidable(provinces: frozenset[int] | set[int], *, decision: Decision | None = None) -> list[Nomination]:
    """Passed by the council, or appraised where no vote is asked; on no other list."""
    rows = Nomination.objects.filter(province__in=provinces, state__in=[State.APPRAISED, State.COUNCIL_VOTED])
    taken = DecisionLine.objects.all()
    if decision is not None:
        taken = taken.exclude(decision=decision)
    found = rows.exclude(pk__in=taken.values("nomination")).for_listing()
    return [row for row in found if row.state == State.COUNCIL_VOTED or not needs_council(row)]


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
