"""What a ballot asks before each step, and who is elected. Whole numbers throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from awards.models import Ballot, Option
from awards.rules.voting import has_quorum
from emulation.verdicts import Reason, Verdict, unless

Status, Outcome = Ballot.Status, Option.Outcome
WHO: dict[str, Reason] = {
    "direct": _("Only the head of the leading organisation directs a ballot."),
    "vote": _("Only the head of a member on the roll votes here."),
    "count": _("Only the members of the tally board do this."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An option after the count, with what breaks a tie."""

    key: int
    agreeing: int
    many_women: bool = False
    score: Decimal | None = None

    @property
    def place(self) -> tuple[int, bool, Decimal]:
        return self.agreeing, self.many_women, self.score if self.score is not None else Decimal(-1)


def passes(agreeing: int, base: int, of: int, in_: int, *, more_than: bool) -> bool:
    """2 of 3, or more than 1 of 2, of the base agree."""
    if base <= 0:
        return False
    return agreeing * in_ > of * base if more_than else agreeing * in_ >= of * base


def elected(standings: Sequence[Standing], *, passing: set[int], seats: int) -> dict[int, str]:
    """The outcome of each: more votes first; then women (X6); then the score; then only a re-ballot.

    A rule that breaks no ties by women or by the score hands over neither.
    """
    ranked = sorted(
        (each for each in standings if each.key in passing), key=lambda each: each.place, reverse=True
    )
    outcomes: dict[int, str] = {each.key: Outcome.BELOW for each in standings}
    outcomes |= {each.key: Outcome.ELECTED if at < seats else Outcome.FULL for at, each in enumerate(ranked)}
    if len(ranked) > seats and ranked[seats - 1].place == ranked[seats].place:
        tied = ranked[seats].place
        outcomes |= {each.key: Outcome.TIED for each in ranked if each.place == tied}
    return outcomes


def many_women(percent: Decimal | None, least: int | None) -> bool:
    """Does a collective come first among equals by its women? (N152, 4.6)"""
    return percent is not None and least is not None and percent >= least


def base_of(kind: str, *, electors: int, cast: int, valid: int) -> int:
    return {Ballot.Base.ALL: electors, Ballot.Base.CAST: cast, Ballot.Base.VALID: valid}[Ballot.Base(kind)]


def can_vote(
    *, status: str, is_elector: bool, is_head: bool, has_voted: bool, chosen: int, seats: int
) -> Verdict:
    return (
        unless(status == Status.OPEN, _("This ballot is not open: no vote can be cast."))
        & unless(is_elector, _("Your organisation is not on the roll of this ballot."))
        & unless(is_head, _("You hold no mandate as head of this member today, so you cannot vote for it."))
        & unless(not has_voted, _("This member has voted already. Each member has one vote."))
        & unless(chosen <= seats, _("More names are marked than there are seats. Take some marks away."))
    )


def can_open(*, status: str, keys: int, options: int, electors: int, secret: bool) -> Verdict:
    return (
        unless(status == Status.PREPARED, _("Only a ballot that is being prepared can be opened."))
        & unless(options > 0, _("Name at least one option first."))
        & unless(electors > 0, _("There are no members who could vote."))
        & unless(
            not secret or keys == 3,
            _("All three members of the tally board choose their pass phrases first."),
        )
    )


def can_close(*, status: str, cast: int, electors: int, of: int, in_: int) -> Verdict:
    """Below the quorum it stays open; or it is declared void, and repeated."""
    return unless(status == Status.OPEN, _("This ballot is not open.")) & unless(
        has_quorum(cast, electors, of, in_),
        _("The quorum is not reached. Wait for more votes, or declare the ballot void and repeat it."),
    )
