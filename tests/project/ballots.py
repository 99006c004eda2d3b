"""The ballots of the world, one in each state; made when a row names them."""

from datetime import date
from functools import cached_property
from typing import Any

from awards import sealing
from awards.models import Ballot, BallotRule
from awards.services import ballot_rules, ballots, tallying

PHRASE = "mua-thu-ha-noi-2026"


class Ballots:
    cast: dict[str, Any]

    @cached_property
    def ballot_rule(self) -> BallotRule:
        world: Any = self
        rule = BallotRule(starts=date(2025, 1, 1), source="Quy chế của tỉnh")
        ballot_rules.save(rule, province=world.province, by=self.cast["standing"])
        return rule

    @cached_property
    def prepared_ballot(self) -> Ballot:
        made = self._prepared("secret")
        for user in self.board:
            ballots.take_key(made, phrase=PHRASE, by=user)
        return made

    @cached_property
    def ballot(self) -> Ballot:
        return self._open()

    @cached_property
    def full_ballot(self) -> Ballot:
        """An open vote of two members, enough for the quorum."""
        made = self._prepared("open")
        ballots.open_voting(made, by=self.cast["leader_head"])
        self._vote(made)
        return made

    @cached_property
    def closed_ballot(self) -> Ballot:
        made = self._open()
        self._vote(made)
        ballots.close(made, by=self.cast["leader_head"])
        return made

    @cached_property
    def void_ballot(self) -> Ballot:
        made = self._prepared("secret")
        ballots.void(made, reason="Sai danh sách.", by=self.cast["leader_head"])
        return made

    @cached_property
    def mixed_ballot(self) -> Ballot:
        """The deputy took a paper ballot, the leader voted here."""
        made = self._prepared("mixed")
        for user in self.board:
            ballots.take_key(made, phrase=PHRASE, by=user)
        ballots.open_voting(made, by=self.cast["leader_head"])
        world: Any = self
        deputy = made.electors.get(organisation=world.deputy)
        tallying.hand_out(made, [deputy.pk], by=self.cast["leader_head"])
        return made

    @property
    def free_elector(self) -> Any:
        """Somebody on the roll who has not voted."""
        world: Any = self
        return self.mixed_ballot.electors.get(organisation=world.member)

    @property
    def paper_elector(self) -> Any:
        world: Any = self
        return self.mixed_ballot.electors.get(organisation=world.deputy)

    @cached_property
    def box_ballot(self) -> Ballot:
        """Closed with paper ballots in its box."""
        made = self.mixed_ballot
        ballots.close(made, by=self.cast["leader_head"])
        return made

    @cached_property
    def hands_ballot(self) -> Ballot:
        made = self._prepared("hands")
        ballots.open_voting(made, by=self.cast["leader_head"])
        return made

    @property
    def board(self) -> list[Any]:
        return [self.cast[name] for name in ("leader_officer", "deputy_head", "officer")]

    def _open(self) -> Ballot:
        made = self._prepared("secret")
        for user in self.board:
            ballots.take_key(made, phrase=PHRASE, by=user)
        ballots.open_voting(made, by=self.cast["leader_head"])
        return made

    def _prepared(self, mode: str) -> Ballot:
        world: Any = self
        return ballots.prepare(
            world.season,
            question="Suy tôn đơn vị dẫn đầu",
            options=[*world.members, "Ông Nguyễn Văn Mẫu"],
            board=self.board if mode in ("secret", "mixed") else [],
            mode=mode,
            quorum_of=1,
            quorum_in=99,
            by=self.cast["leader_head"],
        )

    def _vote(self, ballot: Ballot) -> None:
        world: Any = self
        for member, head in ((world.leader, "leader_head"), (world.deputy, "deputy_head")):
            ballots.cast(ballot, member, agreed=[1], receipt=sealing.new_receipt(), by=self.cast[head])
