"""A proposal as its desk shows it to one reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from awards.models import AwardRule, Concurrence, Nomination, Proposal, ProposalEvent
from awards.rules import nominating, proposing
from awards.rules.dossiers import Needed
from awards.rules.rights import Act, may
from awards.selectors import conflicts, dossier_states, nominee_lines, rules
from awards.selectors import proposals as reading
from awards.selectors.buttons import Button
from awards.selectors.nominee_lines import NomineeLine
from blocs.models import Person
from blocs.rules.rights import Seat
from documents.models import Paper
from emulation.verdicts import Reason, Verdict

State = Proposal.State
NEXT: dict[str, Reason] = {
    State.DRAFT: _("Put the nominations on the list, issue the letter, print, and send it."),
    State.SENT: _("It is sent; the standing agency receives it or returns it."),
    State.RECEIVED: _("Each nominee is appraised; agencies may be asked. Then the appraisal is closed."),
    State.RETURNED: _("Complete what is missing in the dossiers, then send the proposal again."),
    State.APPRAISED: _("The appraisal is closed; the proposal waits for the council."),
}
ISSUES = _("The letter gets its number, day and code. Its bytes are kept and never change.")
SIGNS = _("The letter gets its number, and the head signs it by PIN or token. It is sent once it is signed.")
CLOSES = _("Nothing of this proposal is appraised any more; it goes to the council.")


@dataclass(frozen=True, slots=True)
class DeskLine:
    line: NomineeLine
    missing: list[Needed]
    can_appraise: bool

    @property
    def nomination(self) -> Nomination:
        return self.line.nomination


@dataclass(frozen=True)
class Desk:
    proposal: Proposal
    someone: Person

    @cached_property
    def seats(self) -> frozenset[Seat]:
        return reading.seats(self.someone, self.proposal)

    @cached_property
    def rule_set(self) -> Any:
        return self.proposal.rule_set or rules.rule_set_on(self.someone.on)

    @cached_property
    def nominations(self) -> list[Nomination]:
        return reading.listed(self.proposal)

    @cached_property
    def lines(self) -> list[DeskLine]:
        """Everybody on the list, with what each dossier still lacks."""
        found = nominee_lines.lines(self.nominations, self.rule_set)
        wanted: Mapping[int, AwardRule | None] = {line.nomination.pk: line.rule for line in found}
        states = dossier_states.of_many(self.nominations, wanted)
        return [
            DeskLine(
                line,
                [part for part in states[line.nomination.pk] if part.is_missing],
                bool(nominating.can_step("appraise", state=line.nomination.state, seats=self.seats)),
            )
            for line in found
        ]

    @cached_property
    def possible(self) -> list[Nomination]:
        return reading.can_be_listed(self.proposal) if self.can_write else []

    @cached_property
    def quota(self) -> conflicts.Quota | None:
        if not any(row.award.code == conflicts.GOVERNMENT_FLAG for row in self.nominations):
            return None
        return conflicts.quota(self.proposal, self.rule_set)

    @cached_property
    def concurrences(self) -> list[Concurrence]:
        rows = self.proposal.concurrences.select_related(
            "nomination__award", "nomination__recipient__organisation"
        )
        return list(rows)

    @cached_property
    def events(self) -> list[ProposalEvent]:
        return list(self.proposal.events.select_related("actor"))

    @cached_property
    def is_issued(self) -> bool:
        if self.proposal.paper and self.proposal.paper.state == Paper.State.VOID:
            return False
        last = next((row.step for row in reversed(self.events) if row.step in ("issue", "edit", "list")), "")
        return last == "issue"

    @property
    def is_being_signed(self) -> bool:
        return bool(self.proposal.paper and self.proposal.paper.state == Paper.State.SIGNING)

    @property
    def needs_issue(self) -> bool:
        return bool(self.can_write) and bool(self.nominations) and not self.is_issued

    @property
    def complete(self) -> int:
        return sum(not line.missing for line in self.lines)

    @cached_property
    def can_write(self) -> Verdict:
        return proposing.can_write(state=self.proposal.state, seats=self.seats)

    @property
    def prepares(self) -> Verdict:
        return may(Act.PREPARE_PROPOSAL, self.seats)

    @property
    def appraises(self) -> Verdict:
        return may(Act.APPRAISE, self.seats)

    def can(self, name: str) -> Verdict:
        return proposing.can_step(name, state=self.proposal.state, seats=self.seats)

    @property
    def next_words(self) -> Reason:
        if self.is_being_signed:
            return _("The letter waits for the head's signature; then it is sent.")
        if self.needs_issue:
            return _("The list stands. Issue the submission letter, so that it has its number.")
        return NEXT[State(self.proposal.state)]

    @property
    def buttons(self) -> list[Button]:
        """What this reader may do now."""
        found = []
        if self.needs_issue:
            found.append(
                Button(_("Issue the letter"), "awards:proposal-issue", self.can_write, "primary", ISSUES)
            )
            label = _("Have the letter signed here")
            found.append(Button(label, "awards:proposal-sign", self.can_write, asks=SIGNS))
        if self.can("send"):
            tone = "outline-secondary" if self.needs_issue else "primary"
            found.append(
                Button(_("Send the proposal"), "awards:proposal-send", self.can("send"), tone, is_link=True)
            )
            found.append(
                Button(_("Words of the letter"), "awards:proposal-edit", self.can_write, is_link=True)
            )
        if self.can("receive"):
            found.append(
                Button(
                    _("Receive the proposal"),
                    "awards:proposal-receive",
                    self.can("receive"),
                    "primary",
                    is_link=True,
                )
            )
        if self.can("appraise"):
            found.append(
                Button(
                    _("Close the appraisal"),
                    "awards:proposal-appraise",
                    self.can("appraise"),
                    "primary",
                    CLOSES,
                )
            )
        if self.can("return"):
            found.append(
                Button(_("Return for supplement"), "awards:proposal-return", self.can("return"), is_link=True)
            )
        return found

    @property
    def is_draft(self) -> bool:
        return self.proposal.state == State.DRAFT

    @property
    def is_received(self) -> bool:
        return self.proposal.state == State.RECEIVED
