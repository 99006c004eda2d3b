"""Members that joined after the pledge was signed, and their annexes to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from blocs.models import Membership, Pledge, Season
from blocs.models.dated import spans
from blocs.rules import accession
from blocs.selectors.papers import subject
from blocs.selectors.signing import Board, key_of
from documents.models import Paper, Signer
from emulation.verdicts import Verdict

KIND = "accession"


@dataclass(frozen=True, slots=True)
class Late:
    """One member without a place on the pledge; its annex, when it is there or under way."""

    membership: Membership
    annex: Paper | None
    can_accede: Verdict
    can_stop: Verdict

    @property
    def signers(self) -> list[Signer]:
        return list(self.annex.signing.signers.all()) if self.annex else []


def late_members(board: Board) -> list[Late]:
    """Of a pledge in force; two queries where there are any."""
    pledge = board.pledge
    if pledge.status != Pledge.Status.IN_FORCE:
        return []
    signed = {row.signer.party for row in board.rows}
    day = pledge.season.within(board.today)
    late = [
        row
        for row in pledge.season.memberships.all()
        if key_of(row.organisation_id) not in signed and spans(day, row.joined_on, row.left_on)
    ]
    if not late or pledge.paper is None:
        return []
    annexes = _annexes(pledge.season, pledge.paper)
    return [
        Late(
            row,
            annex,
            accession.can_accede(board.seats, status=pledge.status, has_annex=annex is not None),
            accession.can_stop(board.seats, being_signed=is_being_signed(annex)),
        )
        for row in late
        for annex in [annexes.get(key_of(row.organisation_id))]
    ]


def is_being_signed(annex: Paper | None) -> bool:
    return annex is not None and annex.state == Paper.State.SIGNING


def annex_of(pledge: Pledge, membership: Membership) -> Paper | None:
    assert pledge.paper is not None
    return _annexes(pledge.season, pledge.paper).get(key_of(membership.organisation_id))


def _annexes(season: Season, pledge: Paper) -> dict[str, Paper]:
    """By the key of the member; the void ones left out."""
    members = Prefetch("signing__signers", Signer.objects.select_related("user"))
    papers = Paper.objects.filter(
        kind=KIND,
        subject=subject(KIND, season),
        supplements=pledge,
        state__in=[Paper.State.SIGNING, Paper.State.ISSUED],
    )
    found = {}
    for paper in papers.select_related("signing").prefetch_related(members):
        for signer in paper.signing.signers.all():
            if signer.role == Signer.Role.MEMBER:
                found[signer.party] = paper
    return found
