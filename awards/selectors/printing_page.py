"""The printing of a submission as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from awards.models import PrintedReport, PrintRun, Proposal
from awards.rules import printing
from awards.selectors import proposals as reading
from blocs.models import Person
from emulation.verdicts import Verdict

State = PrintRun.State
TONES = {State.RUNNING: "info", State.STOPPED: "wait", State.FAILED: "bad", State.DONE: "good"}


@dataclass(frozen=True)
class PrintingPage:
    proposal: Proposal
    someone: Person

    @cached_property
    def run(self) -> PrintRun | None:
        return self.proposal.print_runs.select_related("by").first()

    @cached_property
    def reports(self) -> list[PrintedReport]:
        if self.run is None:
            return []
        return list(
            self.run.reports.select_related(
                "nomination__award", "nomination__recipient__organisation"
            ).prefetch_related("nomination__recipient__organisation__names")
        )

    @cached_property
    def done(self) -> int:
        return sum(report.printed_at is not None for report in self.reports)

    @property
    def total(self) -> int:
        """The reports, and the binding of them."""
        return len(self.reports)

    @property
    def is_binding(self) -> bool:
        return self.is_running and self.done == self.total

    @property
    def is_running(self) -> bool:
        return self.run is not None and self.run.state == State.RUNNING

    @property
    def is_done(self) -> bool:
        return self.run is not None and self.run.state == State.DONE

    @property
    def tone(self) -> str:
        return TONES[State(self.run.state)] if self.run else ""

    @cached_property
    def is_out_of_date(self) -> bool:
        """Was the list or the letter changed after the printing began?"""
        if self.run is None:
            return False
        steps = ["list", "edit", "issue", "return"]
        return self.proposal.events.filter(step__in=steps, at__gt=self.run.begun_at).exists()

    @cached_property
    def can_print(self) -> Verdict:
        return printing.can_print(reading.seats(self.someone, self.proposal))

    @property
    def can_stop(self) -> bool:
        return self.run is not None and bool(self.can_print & printing.can_stop(self.run.state))

    @property
    def can_resume(self) -> bool:
        return self.run is not None and bool(self.can_print & printing.can_resume(self.run.state))
