"""Nominations and proposals at a given point of their course, for tests."""

from __future__ import annotations

from datetime import date

from awards.models import Award, Basis, Nomination, Proposal
from awards.services import dossiers, honours, letters, nominations, proposals
from tests.factories import NOON

PDF = b"%PDF-1.7 thu nghiem"
DECISION = {  # what a decision says beside its list
    "number": "125/QĐ-UBND",
    "decided_on": date(2026, 3, 2),
    "authority": "Chủ tịch Ủy ban nhân dân tỉnh",
    "signer": "Trần Văn Mẫu",
    "signer_title": "Chủ tịch",
    "abstract": "Về việc tặng Bằng khen",
}
SECTIONS = {"situation": "Hội có 12 cán bộ.", "achievements": "Hoàn thành xuất sắc 10 chỉ tiêu."}


def award(code: str = "BK_TINH") -> Award:
    return Award.objects.get(code=code)


def nominated(organisation, *, by, season=None, code="BK_TINH", basis=Basis.MERIT, at=NOON) -> Nomination:
    """A draft of an organisation."""
    return nominations.start(
        honours.of_organisation(organisation), award=award(code), season=season, by=by, basis=basis, at=at
    )


def complete(nomination: Nomination, *, by, at=NOON) -> Nomination:
    """Everything that most awards ask for: the words of the report, and the minutes as a file."""
    nominations.write(nomination, SECTIONS, by=by, at=at)
    dossiers.add(nomination, "minutes", "bien-ban.pdf", PDF, by=by, at=at)
    return nomination


def submitted(organisation, *, by, season=None, code="BK_TINH", at=NOON) -> Nomination:
    nomination = complete(nominated(organisation, by=by, season=season, code=code, at=at), by=by, at=at)
    nominations.submit(nomination, by=by, at=at)
    return nomination


def proposed(season, organisations, *, by, at=NOON) -> Proposal:
    """A draft proposal of a bloc with a nomination, handed in, for each organisation."""
    proposal = proposals.begin(season.memberships.first().organisation, season=season, by=by, at=at)
    rows = [submitted(organisation, by=by, season=season, at=at) for organisation in organisations]
    proposals.put_on_list(proposal, rows, by=by, at=at)
    return proposal


def issued(proposal: Proposal, *, by, at=NOON) -> Proposal:
    letters.issue(proposal, by=by, at=at)
    return proposal


def sent(season, organisations, *, by, at=NOON) -> Proposal:
    proposal = issued(proposed(season, organisations, by=by, at=at), by=by, at=at)
    proposals.send(proposal, way="site", by=by, at=at)
    return proposal


def received(season, organisations, *, by, standing, at=NOON) -> Proposal:
    proposal = sent(season, organisations, by=by, at=at)
    proposals.receive(proposal, by=standing, at=at)
    return proposal
