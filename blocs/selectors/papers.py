"""The papers of a season: which there are of each kind, and which may be issued now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from blocs.models import Handover, MeetingInvitation, Pledge, Season
from blocs.rules import issuing
from blocs.rules.rights import Seat
from blocs.selectors import people
from documents.models import Paper, SignatureRequest, Signer
from emulation.verdicts import Reason, Verdict

# The kinds of paper whose subject is a season, by which the archive knows whose they are.
LABELS: dict[str, Reason] = {
    "pledge": _("Emulation pledge"),
    "members": _("List of members"),
    "season-plan": _("Plan of the year"),
    "operating-rules": _("Operating rules of the bloc"),
    "meeting-invitation": _("Invitation to a meeting"),
    "bloc-report": _("Report of the bloc"),
    "handover-minutes": _("Minutes of the handover"),
    "accession": _("Annex of a member's joining"),
}

HOLDING = (Paper.State.SIGNING, Paper.State.ISSUED)


@dataclass(frozen=True, slots=True)
class PapersOfKind:
    kind: str
    current: Paper | None
    earlier: list[Paper]
    can_issue: Verdict
    can_stop: Verdict

    @property
    def all(self) -> list[Paper]:
        return ([self.current] if self.current else []) + self.earlier

    @property
    def is_final(self) -> bool:
        """A pledge that is issued: there will be no other one, unless its text is opened again."""
        return self.kind == issuing.PLEDGE and self.current is not None

    @property
    def can_be_signed(self) -> bool:
        """By the leader's head alone, on a page of its own."""
        return self.kind in issuing.BY_THE_LEADER

    @property
    def is_being_signed(self) -> bool:
        return self.current is not None and self.current.state == Paper.State.SIGNING

    @property
    def signers(self) -> list[Signer]:
        """Of the current paper, when it is signed here."""
        request = getattr(self.current, "signing", None)
        return list(request.signers.all()) if request else []


def subject(kind: str, season: Season) -> str:
    """What the archive calls the papers of this kind and season."""
    return f"{kind}:{season.pk}"


def current(kind: str, season: Season) -> Paper | None:
    """The paper of this kind that is in force, or is being signed."""
    return Paper.objects.about(subject(kind, season)).filter(state__in=HOLDING).first()


def shown(kind: str, season: Season) -> Paper | None:
    """What one reads as the paper of this kind: that which is issued, but of an amendment its draft."""
    if kind == issuing.PLEDGE:
        pledge = latest_pledge(season)
        if pledge is not None and pledge.version > 1 and pledge.paper_id is None:
            return None
    return current(kind, season)


def latest_pledge(season: Season) -> Pledge | None:
    return season.pledges.newest_first().first()


def own_fields_in(season: Season) -> bool:
    """Whether signing programs may place fields of their own, as was chosen for the pledge of the year."""
    of_pledges = SignatureRequest.objects.filter(paper__in=season.pledges.values("paper"))
    newest = of_pledges.order_by("-opened_at", "-pk").first()
    return newest is not None and newest.is_open_for_fields


def confirmed(season: Season) -> bool:
    """Have both sides confirmed the handover?"""
    handover: Handover | None = getattr(season, "handover", None)
    return handover is not None and handover.is_confirmed


def can_issue(kind: str, season: Season, *, seats: frozenset[Seat]) -> Verdict:
    return _verdict(kind, season, seats, latest_pledge(season), current(kind, season))


def of_season(season: Season, kinds: Iterable[str], *, seats: frozenset[Seat]) -> list[PapersOfKind]:
    """Every kind with its papers, the newest first; two queries, and one for the signers of some."""
    subjects = {subject(kind, season): kind for kind in kinds}
    papers: dict[str, list[Paper]] = defaultdict(list)
    found = Paper.objects.filter(subject__in=subjects).select_related("signing")
    signers = Prefetch("signing__signers", Signer.objects.select_related("user"))
    for paper in found.prefetch_related(signers).order_by("-issued_at", "-pk"):
        papers[subjects[paper.subject]].append(paper)
    pledge = latest_pledge(season)
    return [
        PapersOfKind(
            kind=kind,
            current=(now := next((paper for paper in papers[kind] if paper.state in HOLDING), None)),
            earlier=[paper for paper in papers[kind] if paper is not now],
            can_issue=_verdict(kind, season, seats, pledge, now),
            can_stop=issuing.can_stop(seats, being_signed=_is_being_signed(now)),
        )
        for kind in subjects.values()
    ]


def _verdict(
    kind: str, season: Season, seats: frozenset[Seat], pledge: Pledge | None, now: Paper | None
) -> Verdict:
    lead = people.leads_on(season.leaderships.all(), season.last_day)
    return issuing.can_issue(
        kind,
        seats,
        has_leader=lead is not None,
        pledge_status=pledge.status if pledge else "",
        issued=now is not None,
        handed_over=kind == issuing.MINUTES and confirmed(season),
        being_signed=_is_being_signed(now),
        composed=kind == issuing.INVITATION and MeetingInvitation.objects.filter(season=season).exists(),
    )


def _is_being_signed(paper: Paper | None) -> bool:
    return paper is not None and paper.state == Paper.State.SIGNING
