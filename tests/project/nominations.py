"""Nominations and proposals of the world, one at each point of their course; made when a row names them."""

from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from awards.honour_file import HONOURS
from awards.models import Ballot, DossierFile, HonourImport, Nomination, Option, PrintRun, Proposal
from awards.selectors.honour_imports import digest
from awards.services import concurrences, honour_imports, nominations, printing, proposals
from blocs.exchange import sheets
from tests.awards import nominees
from tests.factories import YEAR


class Nominations:
    """Of the member where nothing is handed in, since it is on hold; otherwise of the leader and deputy."""

    cast: dict[str, Any]

    @property
    def today(self) -> str:
        return f"{timezone.localdate():%d/%m/%Y}"

    @cached_property
    def draft_nomination(self) -> Nomination:
        world: Any = self
        return nominees.nominated(world.member, season=world.season, by=self.cast["head"], at=timezone.now())

    @cached_property
    def dossier_file(self) -> DossierFile:
        nominees.complete(self.draft_nomination, by=self.cast["head"], at=timezone.now())
        return self.draft_nomination.files.get()

    @cached_property
    def leaders_draft(self) -> Nomination:
        world: Any = self
        return nominees.nominated(
            world.leader, season=world.season, by=self.cast["leader_head"], at=timezone.now()
        )

    @cached_property
    def submitted_nomination(self) -> Nomination:
        world: Any = self
        return nominees.submitted(
            world.leader, season=world.season, by=self.cast["leader_head"], at=timezone.now()
        )

    @cached_property
    def draft_proposal(self) -> Proposal:
        world: Any = self
        return nominees.proposed(
            world.season, [world.leader, world.deputy], by=self.cast["leader_head"], at=timezone.now()
        )

    @cached_property
    def empty_proposal(self) -> Proposal:
        world: Any = self
        assert self.submitted_nomination.pk  # what can be put on its list
        by = self.cast["leader_head"]
        return proposals.begin(world.leader, season=world.season, by=by, at=timezone.now())

    @cached_property
    def listed_nomination(self) -> Nomination:
        return self.draft_proposal.nominations.order_by("place")[0]

    @cached_property
    def honour_file(self) -> HonourImport:
        world: Any = self
        row = {
            "organisation": world.deputy.code,
            "award": "GK",
            "year": YEAR - 3,
            "decision_number": "77/QĐ-UBND",
            "decided_on": date(YEAR - 2, 1, 20),
        }
        content = sheets.filled(
            (HONOURS,), {"honours": [dict.fromkeys((each.name for each in HONOURS.fields), None) | row]}
        )
        return honour_imports.keep(
            "khen.xlsx", content, province=world.province, by=self.cast["standing"], at=timezone.now()
        )

    @cached_property
    def honour_import(self) -> HonourImport:
        seen = digest(honour_imports.preview(self.honour_file)[1])
        honour_imports.save(self.honour_file, seen=seen, confirmed=(), by=self.cast["standing"])
        return self.honour_file

    @cached_property
    def running_printing(self) -> PrintRun:
        return printing.start(self.draft_proposal, by=self.cast["leader_head"], at=timezone.now())

    @cached_property
    def stopped_printing(self) -> PrintRun:
        printing.stop(self.running_printing, by=self.cast["leader_head"], at=timezone.now())
        return self.running_printing

    @cached_property
    def printed(self) -> PrintRun:
        while printing.step(self.running_printing, turn=self.running_printing.turn):
            pass
        return self.running_printing

    @cached_property
    def issued_proposal(self) -> Proposal:
        nominees.issued(self.draft_proposal, by=self.cast["leader_head"], at=timezone.now())
        return self.draft_proposal

    @cached_property
    def sent_proposal(self) -> Proposal:
        proof = ("bien-nhan.pdf", nominees.PDF)
        by = self.cast["leader_head"]
        proposals.send(self.issued_proposal, way="post", proof=proof, by=by, at=timezone.now())
        return self.issued_proposal

    @cached_property
    def received_proposal(self) -> Proposal:
        proposals.receive(self.sent_proposal, by=self.cast["standing"], at=timezone.now())
        return self.sent_proposal

    @cached_property
    def received_nomination(self) -> Nomination:
        return self.received_proposal.nominations.for_listing().order_by("place")[0]

    @cached_property
    def held_nomination(self) -> Nomination:
        by = self.cast["standing"]
        nominations.hold(self.received_nomination, reason="Chờ kết luận", by=by, at=timezone.now())
        return self.received_nomination

    @cached_property
    def question(self) -> Any:
        by = self.cast["standing"]
        return concurrences.ask(self.received_proposal, agency="Thuế tỉnh", by=by, at=timezone.now())

    @cached_property
    def settled_proposal(self) -> Proposal:
        for row in self.received_proposal.nominations.for_listing():
            nominations.appraise(row, by=self.cast["standing"], at=timezone.now())
        return self.received_proposal

    @cached_property
    def counted_ballot(self) -> Ballot:
        world: Any = self
        made = Ballot.objects.create(
            season=world.season, award=nominees.award(), question="Bằng khen", mode="open", status="counted"
        )
        made.options.create(organisation=world.deputy, order=1, outcome=Option.Outcome.ELECTED, agreeing=3)
        return made
