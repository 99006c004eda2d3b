"""The submission letter gets its number. Call as letters.issue(…), letters.have_signed(…)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.documents import proposals as papers
from awards.models import Proposal
from awards.rules import proposing
from awards.selectors import proposals as reading
from awards.services import binding, proposals
from blocs.selectors import people
from blocs.services import paper_signing
from documents.content import Document
from documents.models import Paper, Signer
from documents.services import papers as archive
from emulation.models import User
from emulation.verdicts import unless

KIND, SYMBOL, SLOT = "submission", "TTr", "signer"
REPLACED = "Tờ trình được lập lại sau khi sửa đổi, bổ sung."


@transaction.atomic
def issue(proposal: Proposal, *, by: User, at: datetime | None = None) -> Paper:
    """Number, day and code, and its bytes are kept, to be signed by hand; after a change a new letter
    replaces it. Pressed twice, it is issued once."""
    at = at or timezone.now()
    if (there := _begin(proposal, by=by, at=at)) is not None:
        return there
    before = _in_force(proposal)
    reason = REPLACED if before else ""
    given = _to_issue(proposal, on=timezone.localdate(at))
    paper = archive.issue(by=by, at=at, supersedes=before, reason=reason, **given)
    return _keep(proposal, paper, by=by, at=at)


@transaction.atomic
def have_signed(proposal: Proposal, *, by: User, at: datetime | None = None) -> Paper:
    """The same, but signed here by the head of the proposing organisation; in force once that is done."""
    at = at or timezone.now()
    if (there := _begin(proposal, by=by, at=at)) is not None:
        return there
    day = timezone.localdate(at)
    style = proposal.proposer.format_profile.format()
    head = paper_signing.head(proposal.proposer, slot=SLOT, style=style, on=day, role=Signer.Role.LEADER)
    given = _to_issue(proposal, on=day)
    request = paper_signing.ask(parties=[head], by=by, replaces=_in_force(proposal), at=at, **given)
    return _keep(proposal, request.paper, by=by, at=at)


def _begin(proposal: Proposal, *, by: User, at: datetime) -> Paper | None:
    """The letter that stands already as its list and words are, if there is one."""
    proposals.lock(proposal)
    seats = reading.seats(people.person(by, on=timezone.localdate(at)), proposal)
    proposing.can_write(state=proposal.state, seats=seats).or_refuse()
    paper = proposal.paper
    stands = paper is not None and paper.state != Paper.State.VOID
    return paper if stands and reading.is_issued_as_it_stands(proposal) else None


def _in_force(proposal: Proposal) -> Paper | None:
    paper = proposal.paper
    if paper is not None:
        being_signed = paper.state == Paper.State.SIGNING
        unless(not being_signed, _("The letter is being signed; stop its signing first.")).or_refuse()
    return paper if paper is not None and paper.state == Paper.State.ISSUED else None


def _to_issue(proposal: Proposal, *, on: date) -> dict[str, Any]:
    lines = binding.lines_of(proposal, on=on)
    unless(bool(lines), _("Nobody stands on the list yet.")).or_refuse()
    proposer = proposal.proposer

    def build(taken: archive.Taken) -> Document:
        return papers.letter(proposal, lines, on=on, day=on, number=taken.number_text, code=taken.code)

    return {
        "build": build,
        "issuer_key": f"organisation:{proposer.pk}",
        "issuer_name": proposer.name_on(on),
        "issuer_symbol": proposer.symbol,
        "profile": proposer.format_profile,
        "kind": KIND,
        "symbol": SYMBOL,
        "year": on.year,
        "subject": f"proposal:{proposal.pk}",
    }


def _keep(proposal: Proposal, paper: Paper, *, by: User, at: datetime) -> Paper:
    proposal.paper = paper
    proposal.save(update_fields=["paper"])
    proposals.tell(proposal, "issue", by=by, at=at, note=paper.number_text)
    return paper
