"""Handovers as pages and papers show them: whose they are, who stands on which side, what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from blocs.models import Handover, HandoverItem, Leadership, Mandate, Milestone, Person, Report, Season
from blocs.rules.handovers import Side
from blocs.rules.rights import Seat
from blocs.selectors import people
from documents.models import Paper

PAPER_KINDS = ("pledge", "members", "score-table", "season-plan", "rules")


@dataclass(frozen=True, slots=True)
class Parties:
    """The next season, and who leads it after whom; read from the leaderships."""

    into: Season | None
    outgoing: int | None
    incoming: int | None


RELATED = ("into__bloc__province", "outgoing", "incoming", "given_by", "taken_by")  # what pages name


def of_season(season: Season) -> Handover | None:
    """One query; with all that a page or a paper names."""
    return Handover.objects.select_related(*RELATED).filter(season=season).first()


def at_hand(season: Season) -> Handover | None:
    """The same, of a season that was fetched with it."""
    return getattr(season, "handover", None)


def parties(season: Season) -> Parties:
    last = people.leads_on(season.leaderships.all(), season.last_day)
    into = (
        Season.objects.filter(bloc=season.bloc_id, year__gt=season.year)
        .prefetch_related("leaderships")
        .order_by("year")
        .first()
    )
    named = [row for row in into.leaderships.all() if row.role == Leadership.Role.LEADER] if into else []
    return Parties(
        into,
        last.organisation_id if last else None,
        named[0].organisation_id if named else None,
    )


def seats(someone: Person, season: Season, incoming: int | None) -> frozenset[Seat]:
    """Those in the season that ends, and those of whoever takes over."""
    taken = set(people.seats(someone, season))
    for mandate in someone.mandates:
        if mandate.organisation_id != incoming:
            continue
        if mandate.role == Mandate.Role.HEAD:
            taken.add(Seat.NEXT_HEAD)
        if mandate.role == Mandate.Role.OFFICER:
            taken.add(Seat.NEXT_OFFICER)
    return frozenset(taken)


def side_of(seats: frozenset[Seat]) -> Side | None:
    """For whom somebody on these seats would confirm."""
    if Seat.LEADER_HEAD in seats:
        return Side.GIVES
    return Side.TAKES if Seat.NEXT_HEAD in seats else None


def handed_over(season: Season) -> bool:
    """Is the handover confirmed, or does the leader stay?"""
    handover = Handover.objects.filter(season=season).first()
    if handover is not None:
        return handover.is_confirmed
    found = parties(season)
    return found.into is not None and found.outgoing is not None and found.outgoing == found.incoming


def open_things(season: Season) -> Iterator[HandoverItem]:
    """What the season still waits for, and the papers it has; each with the key it is gathered by."""
    for milestone in season.milestones.filter(done_on__isnull=True).order_by("due", "pk"):
        yield HandoverItem(
            kind=HandoverItem.Kind.TASK,
            text=MILESTONE_WORDS[Milestone.Kind(milestone.kind)],
            due=milestone.due,
            source=f"milestone:{milestone.pk}",
        )
    waiting = season.reports.exclude(status__in=(Report.Status.ACCEPTED, Report.Status.EXCUSED))
    for report in waiting.select_related("organisation").order_by("kind", "organisation__sort_key", "pk"):
        yield HandoverItem(
            kind=HandoverItem.Kind.TASK,
            text=f"{REPORT_WORDS[Report.Kind(report.kind)]} của {report.organisation.current_name}"[:250],
            source=f"report:{report.pk}",
        )
    subjects = [f"{kind}:{season.pk}" for kind in PAPER_KINDS]
    papers = Paper.objects.filter(Q(subject__in=subjects), state=Paper.State.ISSUED)
    for paper in papers.order_by("issued_at", "pk"):
        yield HandoverItem(
            kind=HandoverItem.Kind.FILE,
            text=f"{paper.title} (số {paper.number_text})"[:250],
            detail="Bản điện tử",
            source=f"paper:{paper.code}",
        )


# Papers are Vietnamese, whatever language their reader uses.
MILESTONE_WORDS = {
    Milestone.Kind.HANDOVER: "Bàn giao nhiệm vụ",
    Milestone.Kind.PLEDGE: "Ký kết giao ước thi đua",
    Milestone.Kind.MID_YEAR: "Sơ kết 6 tháng đầu năm",
    Milestone.Kind.CROSS_CHECK: "Kiểm tra chéo kết quả chấm điểm",
    Milestone.Kind.REPORTS: "Thu báo cáo năm của các đơn vị thành viên",
    Milestone.Kind.SCORING: "Chấm điểm thi đua",
    Milestone.Kind.BALLOT: "Tổng kết, bình xét, bỏ phiếu suy tôn",
    Milestone.Kind.DOSSIER: "Gửi hồ sơ đề nghị khen thưởng về cơ quan thường trực",
    Milestone.Kind.COUNCIL: "Theo dõi phiên họp của Hội đồng Thi đua - Khen thưởng",
    Milestone.Kind.DECISION: "Theo dõi quyết định khen thưởng",
}
REPORT_WORDS = {Report.Kind.MID_YEAR: "Báo cáo 6 tháng", Report.Kind.ANNUAL: "Báo cáo năm"}
