"""Meetings of the bloc as services, pages and minutes read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Prefetch, Q

from awards.models import AgendaItem, Attendance, Ballot, Meeting
from awards.rules import meeting as rules
from awards.rules.rights import WHO, Act, may
from awards.rules.voting import has_quorum
from awards.selectors.ballots import Room, WholeRoom
from blocs.models import Mandate, Membership, Person, Pledge, Report, Season
from blocs.models.dated import spans
from blocs.selectors import people, ranking
from blocs.selectors.papers import HOLDING
from documents.models import Paper
from emulation.verdicts import Verdict, unless

Kind, Presence, State = AgendaItem.Kind, Attendance.Presence, Meeting.State
TONES = {State.PREPARED: "neutral", State.OPEN: "wait", State.CLOSED: "info"}
PLACES: dict[str, str] = {  # the page of what a season has one of
    Kind.PLEDGE: "blocs:pledge-detail",
    Kind.REPORTS: "blocs:report-board",
    Kind.BLOC_REPORT: "blocs:bloc-report-detail",
    Kind.RANKING: "blocs:score-ranking",
}
HANDED_IN = (Report.Status.SUBMITTED, Report.Status.ACCEPTED)


@dataclass(frozen=True)
class Line:
    """An item with what the site knows of it."""

    item: AgendaItem
    room: Room | None

    @property
    def page(self) -> str:
        return PLACES.get(self.item.kind, "")


@dataclass(frozen=True)
class Gathering:
    """One meeting for one reader; five queries, whatever stands on its agenda."""

    meeting: Meeting
    someone: Person
    season: Season

    @cached_property
    def attendances(self) -> list[Attendance]:
        rows = self.meeting.attendances.select_related("organisation", "mandate__user")
        return list(rows.order_by("order", "pk"))

    @cached_property
    def lines(self) -> list[Line]:
        ballots = Prefetch("ballot", Ballot.objects.whole())
        items = self.meeting.items.prefetch_related(ballots).order_by("order", "pk")
        return [
            Line(item, WholeRoom(item.ballot, self.someone, self.season) if item.ballot else None)
            for item in items
        ]

    @property
    def represented(self) -> list[Attendance]:
        return [row for row in self.attendances if row.is_represented]

    @property
    def absent(self) -> list[Attendance]:
        return [row for row in self.attendances if row.presence == Presence.ABSENT]

    @property
    def current(self) -> Line | None:
        """What was taken up last."""
        taken = [line for line in self.lines if line.item.taken_up_at]
        return max(taken, key=lambda line: (line.item.taken_up_at, line.item.order), default=None)

    @property
    def has_quorum(self) -> bool:
        meeting = self.meeting
        return has_quorum(len(self.represented), len(self.attendances), meeting.quorum_of, meeting.quorum_in)

    @property
    def tone(self) -> str:
        return TONES[State(self.meeting.state)]

    @property
    def keeps(self) -> Verdict:
        return may_keep(self.someone, self.season, self.meeting)

    @property
    def can_begin(self) -> Verdict:
        return rules.can_begin(
            self.meeting.state,
            items=len(self.lines),
            present=len(self.represented),
            members=len(self.attendances),
            of=self.meeting.quorum_of,
            in_=self.meeting.quorum_in,
        )

    @property
    def can_end(self) -> Verdict:
        return rules.can_end(
            self.meeting.state, (line.item.ballot for line in self.lines if line.item.ballot)
        )

    @cached_property
    def paper(self) -> Paper | None:
        """The minutes in force, or being signed."""
        return Paper.objects.about(subject(self.meeting)).filter(state__in=HOLDING).first()

    @property
    def can_issue(self) -> Verdict:
        meeting, issued = self.meeting, self.paper is not None
        return rules.can_issue(meeting.state, concluded=bool(meeting.conclusion), issued=issued)

    def deals_with(self, kind: str) -> bool:
        return any(line.item.kind == kind for line in self.lines)

    @cached_property
    def handed_in(self) -> int:
        """How many members handed in the report of the year."""
        rows = Report.objects.filter(season=self.season, kind=Report.Kind.ANNUAL, status__in=HANDED_IN)
        return rows.filter(organisation__in=[row.organisation_id for row in self.attendances]).count()

    @cached_property
    def pledge(self) -> Pledge | None:
        rows = Pledge.objects.filter(season=self.season).exclude(status=Pledge.Status.VOID)
        return rows.holding_first().first()

    @cached_property
    def places(self) -> list[ranking.Line]:
        """The ranking as it is published; before that none."""
        published = ranking.newest(self.season)
        return ranking.published_lines(published) if published else []


def may_keep(someone: Person, season: Season, meeting: Meeting | None = None) -> Verdict:
    """The leader's people, and the two who answer for the minutes."""
    if meeting is not None and someone.user.pk in (meeting.chair_id, meeting.secretary_id):
        return Verdict()
    return unless(bool(may(Act.KEEP_MEETING, people.seats(someone, season))), WHO[Act.KEEP_MEETING])


def of_season(season: Season) -> list[Meeting]:
    came = Count("attendances", filter=Q(attendances__presence__in=[Presence.PRESENT, Presence.SENT]))
    rows = Meeting.objects.filter(season=season).select_related("season__bloc")
    return list(rows.annotate(roll=Count("attendances"), came=came).order_by("-held_on", "-pk"))


def subject(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}"


def members_on(season: Season, meeting: Meeting) -> list[Membership]:
    """Who belongs to the bloc on the day of the meeting, in the order of the rotation."""
    day = season.within(meeting.held_on)
    rows = Membership.objects.filter(season=season).in_order().select_related("organisation")
    return [
        row
        for row in rows
        if spans(day, row.joined_on, row.left_on)
        and (row.organisation.last_day is None or row.organisation.last_day >= day)
    ]


def representatives(meeting: Meeting, organisations: Iterable[int]) -> dict[int, list[Mandate]]:
    """By member, the people whose mandate holds on the day of the meeting, its heads first."""
    rows = Mandate.objects.on(meeting.held_on).filter(
        organisation__in=list(organisations),
        role__in=[Mandate.Role.HEAD, Mandate.Role.OFFICER],
        user__is_active=True,
    )
    found: dict[int, list[Mandate]] = {}
    for mandate in rows.select_related("user").order_by("organisation", "role", "starts", "pk"):
        found.setdefault(mandate.organisation_id, []).append(mandate)
    return found
