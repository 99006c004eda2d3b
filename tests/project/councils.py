"""Sessions of the council and decisions of the world, in each state; made when a row names them."""

from datetime import date
from functools import cached_property
from typing import Any

from awards.models import CertificateLayout, CouncilSession, Decision, DecisionLine, Nomination
from awards.services import certificate_layouts, council, decisions, nominations
from awards.services.council import Named
from tests.awards import nominees
from tests.factories import NOON

SESSION = {
    "name": "Phiên họp xét khen thưởng",
    "held_on": date(2026, 3, 2),
    "place": "Sở Nội vụ",
}


class Councils:
    cast: dict[str, Any]

    @cached_property
    def appraised(self) -> list[Nomination]:
        world: Any = self
        given = {"by": self.cast["deputy_head"], "standing": self.cast["standing"]}
        proposal = nominees.received(world.long_past, world.members[:2], **given)
        rows = list(proposal.nominations.order_by("pk"))
        for row in rows:
            nominations.appraise(row, by=self.cast["standing"], at=NOON)
        return rows

    @property
    def notice_province(self) -> Any:
        """Where somebody can be named in a notice."""
        return self.appraised[0].province

    @cached_property
    def session(self) -> CouncilSession:
        """All attended, nothing is voted yet."""
        world: Any = self
        user = self.cast["council"]
        members = [Named(user.full_name, "Giám đốc Sở", user), Named("Bà Trần Thị Mẫu", "Phó Giám đốc")]
        given = SESSION | {"secretary": self.cast["standing"].full_name}
        made = council.prepare(
            world.province, members=members, agenda=self.appraised, by=self.cast["standing"], **given
        )
        told = {seat.pk: ("present", "") for seat in made.seats.all()}
        council.attend(made, told, by=self.cast["standing"])
        return made

    @property
    def council_seat(self) -> Any:
        return self.session.seats.get(user=self.cast["council"])

    @cached_property
    def voted_session(self) -> CouncilSession:
        told = {question.pk: (2, 0, 0) for question in self.session.questions.all()}
        council.vote(self.session, told, by=self.cast["standing"])
        return self.session

    @cached_property
    def recorded_session(self) -> CouncilSession:
        made = self.voted_session
        council.record(made, discussion="", conclusion="Nhất trí.", by=self.cast["standing"], at=NOON)
        return made

    @cached_property
    def decision(self) -> Decision:
        world: Any = self
        self.recorded_session  # noqa: B018  makes them ready
        rows = list(Nomination.objects.filter(pk__in=[row.pk for row in self.appraised]).for_listing())
        return decisions.prepare(world.province, nominees=rows, by=self.cast["standing"], **nominees.DECISION)

    @cached_property
    def recorded_decision(self) -> Decision:
        made = self.decision
        decisions.record(made, by=self.cast["standing"], at=NOON)
        return made

    @property
    def decision_line(self) -> DecisionLine:
        line: DecisionLine = self.recorded_decision.lines.order_by("order")[0]
        return line

    @cached_property
    def certificate_layout(self) -> CertificateLayout:
        world: Any = self
        made = CertificateLayout(name="Phôi A3")
        certificate_layouts.save(made, province=world.province, by=self.cast["standing"])
        return made
