"""The submission letter gets its number. Call as letters.issue(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.documents import proposals as papers
from awards.models import Proposal
from awards.rules import proposing
from awards.selectors import proposals as reading
from awards.services import binding, proposals
from blocs.selectors import people
from documents.models import Paper
from documents.services import papers as archive
from emulation.models import User
from emulation.verdicts import unless

KIND, SYMBOL = "submission", "TTr"
REPLACED = "Tờ trình được lập lại sau khi sửa đổi, bổ sung."


@transaction.atomic
def issue(proposal: Proposal, *, by: User, at: datetime | None = None) -> Paper:
    """Number, day and code, and its bytes are kept; after a change a new letter replaces it. Pressed twice,
    it is issued once."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    proposals.lock(proposal)
    seats = reading.seats(people.person(by, on=day), proposal)
    proposing.can_write(state=proposal.state, seats=seats).or_refuse()
    before = proposal.paper
    if before is not None and reading.is_issued_as_it_stands(proposal):
        return before
    lines = binding.lines_of(proposal, on=day)
    unless(bool(lines), _("Nobody stands on the list yet.")).or_refuse()
    proposer = proposal.proposer
    paper = archive.issue(
        lambda taken: papers.letter(
            proposal, lines, on=day, day=day, number=taken.number_text, code=taken.code
        ),
        issuer_key=f"organisation:{proposer.pk}",
        issuer_name=proposer.name_on(day),
        issuer_symbol=proposer.symbol,
        profile=proposer.format_profile,
        kind=KIND,
        symbol=SYMBOL,
        year=day.year,
        subject=f"proposal:{proposal.pk}",
        by=by,
        at=at,
        supersedes=before,
        reason=REPLACED if before else "",
    )
    proposal.paper = paper
    proposal.save(update_fields=["paper"])
    proposals.tell(proposal, "issue", by=by, at=at, note=paper.number_text)
    return paper
