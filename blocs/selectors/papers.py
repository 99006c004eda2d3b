"""The papers of a season: which there are of each kind, and which may be issued now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from blocs.models import Handover, Pledge, Season
from blocs.rules import issuing
from blocs.rules.rights import Seat
from blocs.selectors import people
from documents.models import Paper
from emulation.verdicts import Reason, Verdict

# The kinds of paper whose subject is a season, by which the archive knows whose they are.
LABELS: dict[str, Reason] = {
    "pledge": _("Emulation pledge"),
    "members": _("List of members"),
    "season-plan": _("Plan of the year"),
    "handover-minutes": _("Minutes of the handover"),
}

HOLDING = (Paper.State.SIGNING, Paper.State.ISSUED)


@dataclass(frozen=True, slots=True)
class PapersOfKind:
    kind: str
    current: Paper | None
    earlier: list[Paper]
    can_issue: Verdict

    @property
    def all(self) -> list[Paper]:
        return ([self.current] if self.current else []) + self.earlier

    @property
    def is_final(self) -> bool:
        """A pledge that is issued: there will be no other one, unless its text is opened again."""
        return self.kind == issuing.PLEDGE and self.current is not None


def subject(kind: str, season: Season) -> str:
    """What the archive calls the papers of this kind and season."""
    return f"{kind}:{season.pk}"


def current(kind: str, season: Season) -> Paper | None:
    """The paper of this kind that is in force, or is being signed."""
    return Paper.objects.about(subject(kind, season)).filter(state__in=HOLDING).first()


def latest_pledge(season: Season) -> Pledge | None:
    return season.pledges.order_by("-version").first()


def confirmed(season: Season) -> bool:
    """Have both sides confirmed the handover?"""
    handover: Handover | None = getattr(season, "handover", None)
    return handover is not None and handover.is_confirmed


def can_issue(kind: str, season: Season, *, seats: frozenset[Seat]) -> Verdict:
    return _verdict(kind, season, seats, latest_pledge(season), issued=current(kind, season) is not None)


def of_season(season: Season, kinds: Iterable[str], *, seats: frozenset[Seat]) -> list[PapersOfKind]:
    """Every kind with its papers, the newest first; two queries."""
    subjects = {subject(kind, season): kind for kind in kinds}
    papers: dict[str, list[Paper]] = defaultdict(list)
    for paper in Paper.objects.filter(subject__in=subjects).order_by("-issued_at", "-pk"):
        papers[subjects[paper.subject]].append(paper)
    pledge = latest_pledge(season)
    return [
        PapersOfKind(
            kind=kind,
            current=(now := next((paper for paper in papers[kind] if paper.state in HOLDING), None)),
            earlier=[paper for paper in papers[kind] if paper.state not in HOLDING],
            can_issue=_verdict(kind, season, seats, pledge, issued=now is not None),
        )
        for kind in subjects.values()
    ]


def _verdict(
    kind: str, season: Season, seats: frozenset[Seat], pledge: Pledge | None, *, issued: bool
) -> Verdict:
    lead = people.leads_on(season.leaderships.all(), season.last_day)
    return issuing.can_issue(
        kind,
        seats,
        has_leader=lead is not None,
        pledge_status=pledge.status if pledge else "",
        issued=issued,
        handed_over=kind == issuing.MINUTES and confirmed(season),
    )
