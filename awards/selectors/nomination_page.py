"""One nomination as its page shows it to one reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from awards.models import DossierFile, Nomination, NominationEvent, Part, RecipientKind
from awards.models.nominations import NominationQuerySet
from awards.rules import dossiers, nominating
from awards.rules.dossiers import Needed
from awards.rules.findings import Finding
from awards.rules.reports import SECTIONS_OF, Section
from awards.rules.rights import Act, may
from awards.selectors import conflicts, rules
from awards.selectors import nominations as reading
from awards.selectors.buttons import Button
from blocs.models import Person
from blocs.rules.rights import Seat
from emulation.verdicts import Reason, Verdict

State = Nomination.State
NEXT: dict[str, Reason] = {
    State.DRAFT: _("The report is written and the papers are added; then the head hands the nomination in."),
    State.SUBMITTED: _("The nomination waits for the vote, or to be put on the list of the proposal."),
    State.VOTED: _("The bloc has chosen it; the leader puts it on the list of the proposal."),
    State.PROPOSED: _("It is on its way to the standing agency."),
    State.RECEIVED: _("The standing agency appraises it."),
    State.RETURNED: _("It was returned: complete the dossier; then the proposal is sent again."),
    State.APPRAISED: _("It is appraised as in order; the council decides next."),
    State.COUNCIL_VOTED: _("The council has passed it; the decision follows."),
    State.DECIDED: _("It has been awarded; the decision stands among the honours."),
    State.REJECTED: _("It was not accepted."),
    State.WITHDRAWN: _("It was withdrawn."),
    State.ON_HOLD: _("It is on hold until there is a written conclusion."),
    State.REVOKED: _("The award was revoked."),
}
SURE = _("The checklist is kept as it now stands, and others of the bloc see the nomination.")
OFFERED: tuple[tuple[str, Reason, str, Reason, bool], ...] = (
    ("submit", _("Hand in the nomination"), "primary", SURE, False),
    ("appraise", _("Appraise as in order"), "primary", "", False),
    ("release", _("Let it go on"), "primary", "", False),
    ("take_back", _("Take the nomination back"), "outline-secondary", "", False),
    ("hold", _("Put on hold"), "outline-secondary", "", True),
    ("reject", _("Do not accept"), "outline-danger", "", True),
    ("withdraw", _("Withdraw the nomination"), "outline-danger", "", True),
)


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of the dossier with its files."""

    needed: Needed
    files: list[DossierFile]


@dataclass(frozen=True)
class NominationPage:
    nomination: Nomination
    someone: Person

    @cached_property
    def seats(self) -> frozenset[Seat]:
        return reading.seats(self.someone, self.nomination)

    @cached_property
    def rule_set(self) -> Any:
        return self.nomination.rule_set or rules.rule_set_on(self.someone.on)

    @cached_property
    def book(self) -> Any:
        return rules.book_of(self.rule_set) if self.rule_set else None

    @cached_property
    def rule(self) -> Any:
        nomination = self.nomination
        return self.book and rules.rule_for(self.book.rules, nomination.award.code, nomination.recipient.kind)

    @cached_property
    def is_frozen(self) -> bool:
        return self.nomination.state != State.DRAFT and bool(self.nomination.checklist)

    @cached_property
    def findings(self) -> list[Finding]:
        """As it stood when it was handed in or received; a draft's as it stands today."""
        if self.is_frozen:
            return reading.thawed(self.nomination.checklist)
        if self.rule is None:
            return []
        found = reading.checked(self.nomination, self.book, on=self.someone.on)
        return list(found.findings) if found else []

    @cached_property
    def conflicts(self) -> list[str]:
        return conflicts.of_nomination(self.nomination)

    @cached_property
    def _files(self) -> list[DossierFile]:
        return list(self.nomination.files.live())

    @cached_property
    def parts(self) -> list[PartLine]:
        needed = reading.dossier_of(self.nomination, self.rule)
        return [PartLine(line, [file for file in self._files if file.part == line.part]) for line in needed]

    @cached_property
    def missing(self) -> Verdict:
        return dossiers.is_complete(line.needed for line in self.parts)

    @property
    def sections(self) -> list[tuple[Section, str]]:
        template = SECTIONS_OF[RecipientKind(self.nomination.recipient.kind)]
        return [(section, str(self.nomination.sections.get(section.key, ""))) for section in template]

    @cached_property
    def events(self) -> list[NominationEvent]:
        return list(self.nomination.events.select_related("actor"))

    def can(self, name: str) -> Verdict:
        return nominating.can_step(name, state=self.nomination.state, seats=self.seats, reason="·")

    @property
    def next_words(self) -> Reason:
        return NEXT[State(self.nomination.state)]

    @property
    def buttons(self) -> list[Button]:
        """What this reader may do now."""
        return [
            Button(label, f"awards:nomination-{name.replace('_', '-')}", self.can(name), tone, asks, is_link)
            for name, label, tone, asks, is_link in OFFERED
            if self.can(name)
        ]

    @property
    def can_write(self) -> Verdict:
        return nominating.can_write(state=self.nomination.state, seats=self.seats)

    @property
    def can_file(self) -> Verdict:
        """Some part at least; the service looks at the part itself."""
        return dossiers.can_file(Part.OTHER, state=self.nomination.state, seats=self.seats)

    @property
    def appraises(self) -> Verdict:
        return may(Act.APPRAISE, self.seats)


def filtered(rows: NominationQuerySet, given: Mapping[str, Any]) -> NominationQuerySet:
    """By what the form of the list holds."""
    if given.get("q"):
        rows = rows.searched(given["q"])
    wanted = {name: given[name] for name in ("award", "state", "year") if given.get(name)}
    return rows.filter(**wanted).order_by("-year", "-award", "recipient__sort_key", "pk")
