"""The council's sessions as services, pages and minutes read them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from awards.models import CouncilOpinion, CouncilQuestion, CouncilSeat, CouncilSession, Nomination
from awards.rules import council as rules
from awards.rules.council import Tally
from awards.rules.rights import Act, may
from blocs.models import Mandate, Person
from blocs.selectors import people
from documents.models import Paper
from emulation.verdicts import Verdict

Presence = CouncilSeat.Presence
TONES = {"": "neutral", "passed": "good", "below": "bad", "stopped": "wait"}


@dataclass(frozen=True)
class Line:
    question: CouncilQuestion
    opinions: list[CouncilOpinion]
    members: int

    @cached_property
    def tally(self) -> Tally:
        question = self.question
        agreeing = sum(row.agrees for row in self.opinions)
        return Tally(
            name=str(question.nomination),
            percent=question.percent,
            agreeing=question.agreeing,
            disagreeing=question.disagreeing,
            blank=question.blank,
            written_agreeing=agreeing,
            written_disagreeing=len(self.opinions) - agreeing,
        )

    @property
    def needed(self) -> int:
        return self.tally.needed(self.members)

    @property
    def share(self) -> str:
        """Of all members, in tenths of a hundredth; cut, never rounded up over a pass mark."""
        if not self.members:
            return "–"
        tenths = self.tally.all_agreeing * 1000 // self.members
        return f"{tenths // 10},{tenths % 10}"

    @property
    def tone(self) -> str:
        return TONES[self.question.outcome]

    @property
    def led(self) -> str:
        """The bloc that the nominee was chosen in: minutes for flags name it (law §8.2)."""
        season = self.question.nomination.season
        return season.bloc.current_name if season else ""


@dataclass(frozen=True)
class Sitting:
    """One session with its roll, its questions and their votes; four queries."""

    session: CouncilSession

    @cached_property
    def seats(self) -> list[CouncilSeat]:
        return list(self.session.seats.select_related("user").order_by("order", "pk"))

    @cached_property
    def lines(self) -> list[Line]:
        questions = self.session.questions.select_related(
            "nomination__award", "nomination__recipient__organisation", "nomination__season__bloc"
        ).order_by("order", "pk")
        opinions: dict[int, list[CouncilOpinion]] = {}
        rows = CouncilOpinion.objects.filter(question__session=self.session).select_related("seat")
        for row in rows.order_by("seat__order", "pk"):
            if row.seat.presence == Presence.WRITTEN:
                opinions.setdefault(row.question_id, []).append(row)
        return [Line(row, opinions.get(row.pk, []), len(self.seats)) for row in questions]

    def with_presence(self, presence: str) -> list[CouncilSeat]:
        return [seat for seat in self.seats if seat.presence == presence]

    @property
    def present(self) -> list[CouncilSeat]:
        return self.with_presence(Presence.PRESENT)

    @property
    def writing(self) -> list[CouncilSeat]:
        return self.with_presence(Presence.WRITTEN)

    @property
    def absent(self) -> list[CouncilSeat]:
        return self.with_presence(Presence.ABSENT)

    @property
    def is_invented(self) -> bool:
        """Is somebody of a bloc of the demo on the agenda?"""
        return any(line.question.nomination.is_invented for line in self.lines)

    @property
    def chair(self) -> str:
        return self.seats[0].name if self.seats else ""

    @property
    def can_record(self) -> Verdict:
        return rules.can_record(
            state=self.session.state,
            members=len(self.seats),
            present=len(self.present),
            untold=len(self.with_presence(Presence.UNKNOWN)),
            writing=len(self.writing),
            quorum=self.session.quorum_percent,
            tallies=[line.tally for line in self.lines],
        )

    def seat_of(self, someone: Person) -> CouncilSeat | None:
        return next((seat for seat in self.seats if seat.user_id == someone.user.pk), None)


def may_record(someone: Person, province: int) -> Verdict:
    """The standing agency, and the secretary whom the council named."""
    if province in someone.provinces_as(Mandate.Role.COUNCIL_SECRETARY):
        return Verdict()
    return may(Act.RECORD_COUNCIL, people.province_seats(someone, province))


def listed(someone: Person) -> list[CouncilSession]:
    rows = CouncilSession.objects.visible_to(someone).annotate(nominees=Count("questions"))
    return list(rows.order_by("-held_on", "-pk"))


def askable(
    provinces: frozenset[int] | set[int], *, session: CouncilSession | None = None
) -> list[Nomination]:
    """Appraised, and not on the agenda of another session that is being prepared."""
    elsewhere = CouncilQuestion.objects.filter(session__state=CouncilSession.State.PREPARED)
    if session is not None:
        elsewhere = elsewhere.exclude(session=session)
    rows = Nomination.objects.filter(province__in=provinces, state=Nomination.State.APPRAISED)
    return list(rows.exclude(pk__in=elsewhere.values("nomination")).for_listing())


def sitting_members(province: int, someone: Person) -> list[Mandate]:
    """Those whom the site knows as the council's members today."""
    rows = Mandate.objects.on(someone.on).filter(
        organisation__province=province,
        role__in=[Mandate.Role.COUNCIL_MEMBER, Mandate.Role.COUNCIL_SECRETARY],
        user__is_active=True,
    )
    return list(rows.select_related("user").order_by("starts", "pk"))


def subject(session: CouncilSession) -> str:
    return f"council:{session.pk}"


def minutes(session: CouncilSession) -> Paper | None:
    holding = (Paper.State.SIGNING, Paper.State.ISSUED)
    return Paper.objects.about(subject(session)).filter(state__in=holding).first()
