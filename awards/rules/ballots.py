"""What a ballot asks before each step, and who is elected. Whole numbers throughout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from awards.models import Ballot, Option
from awards.rules.voting import has_quorum
from emulation.verdicts import Reason, Verdict, unless

Status, Outcome = Ballot.Status, Option.Outcome
AGREE, DISAGREE, NO_OPINION = "1", "0", "-"  # marks of one vote, a letter for each option
WHO: dict[str, Reason] = {
    "direct": _("Only the head of the leading organisation directs a ballot."),
    "vote": _("Only the head of a member on the roll votes here."),
    "count": _("Only the members of the tally board do this."),
    "hand_out": _("Only the tally board and the head of the leading organisation hand out paper ballots."),
}


@dataclass(frozen=True, slots=True)
class Box:
    """What lay in the box, as sums: paper ballots and what each option got on them."""

    returned: int
    spoilt: int
    blank: int
    agreeing: tuple[int, ...]

    @property
    def valid(self) -> int:
        return self.returned - self.spoilt - self.blank


@dataclass(frozen=True, slots=True)
class Totals:
    """All that came in, whichever way."""

    cast: int
    valid: int
    blank: int
    invalid: int
    agreeing: tuple[int, ...]
    disagreeing: tuple[int, ...]


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


def broken_by(standings: Sequence[Standing], outcomes: Mapping[int, str]) -> str:
    """Where votes were equal at the last seat, what went before: "women" or "score"; else empty."""
    by_outcome = {
        outcome: [each for each in standings if outcomes[each.key] == outcome]
        for outcome in (Outcome.ELECTED, Outcome.FULL)
    }
    if not all(by_outcome.values()):
        return ""
    last_in = min(by_outcome[Outcome.ELECTED], key=lambda each: each.place)
    first_out = max(by_outcome[Outcome.FULL], key=lambda each: each.place)
    if last_in.agreeing != first_out.agreeing:
        return ""
    return "women" if last_in.many_women != first_out.many_women else "score"


def count(votes: Sequence[str], *, options: int, seats: int, box: Box | None = None) -> Totals:
    """Votes one by one, those on paper as sums; who has no opinion does not disagree."""
    blank = sum(not marks.strip(NO_OPINION) for marks in votes)
    valid = [marks for marks in votes if marks.strip(NO_OPINION) and fits(marks, options, seats)]
    agreeing = [sum(marks[place] == AGREE for marks in valid) for place in range(options)]
    disagreeing = [sum(marks[place] == DISAGREE for marks in valid) for place in range(options)]
    box = box or Box(0, 0, 0, (0,) * options)
    return Totals(
        cast=len(votes) + box.returned,
        valid=len(valid) + box.valid,
        blank=blank + box.blank,
        invalid=len(votes) - len(valid) - blank + box.spoilt,
        agreeing=tuple(here + there for here, there in zip(agreeing, box.agreeing, strict=True)),
        disagreeing=tuple(
            here + box.valid - there for here, there in zip(disagreeing, box.agreeing, strict=True)
        ),
    )


def fits(marks: str, options: int, seats: int) -> bool:
    known = set(marks) <= {AGREE, DISAGREE, NO_OPINION}
    return len(marks) == options and known and marks.count(AGREE) <= seats


def faults_of(box: Box, *, handed_out: int, seats: int) -> dict[str, Reason]:
    """By the field where it is typed, what cannot be: the sums of a box prove themselves."""
    faults: dict[str, Reason] = {}
    if box.returned > handed_out:
        told = _("Only %(count)s paper ballots were handed out. Count again.")
        faults["returned"] = told % {"count": handed_out}
    if box.valid < 0:
        faults["spoilt"] = _("More spoilt and blank ballots than came back. Count again.")
        return faults
    for place, agreeing in enumerate(box.agreeing, start=1):
        if agreeing > box.valid:
            told = _("More votes than valid ballots (%(count)s). Count again.")
            faults[f"agreeing-{place}"] = told % {"count": box.valid}
    if not faults and sum(box.agreeing) > box.valid * seats:
        told = _("Together more votes than %(count)s valid ballots can hold. Count again.")
        faults["returned"] = told % {"count": box.valid}
    return faults


def many_women(percent: Decimal | None, least: int | None) -> bool:
    """Does a collective come first among equals by its women? (N152, 4.6)"""
    return percent is not None and least is not None and percent >= least


def standing_of(option: Option, ballot: Ballot) -> Standing:
    return Standing(
        option.order,
        option.agreeing or 0,
        many_women(option.women_percent, ballot.women_percent),
        option.score if ballot.score_breaks_ties else None,
    )


def base_of(kind: str, *, electors: int, cast: int, valid: int) -> int:
    return {Ballot.Base.ALL: electors, Ballot.Base.CAST: cast, Ballot.Base.VALID: valid}[Ballot.Base(kind)]


def can_vote(
    *,
    status: str,
    is_here: bool,
    is_elector: bool,
    is_head: bool,
    has_voted: bool,
    took_paper: bool,
    chosen: int,
    seats: int,
) -> Verdict:
    return (
        unless(status == Status.OPEN, _("This ballot is not open: no vote can be cast."))
        & unless(is_here, _("This vote is taken in the meeting, not on this site."))
        & unless(is_elector, _("Your organisation is not on the roll of this ballot."))
        & unless(is_head, _("You hold no mandate as head of this member today, so you cannot vote for it."))
        & unless(not has_voted, _("This member has voted already. Each member has one vote."))
        & unless(
            not took_paper,
            _("This member took a paper ballot, so it cannot vote here. Ask the board if it was not used."),
        )
        & unless(chosen <= seats, _("More names are marked than there are seats. Take some marks away."))
    )


def can_open(*, status: str, keys: int, options: int, electors: int, sealed: bool) -> Verdict:
    return (
        unless(status == Status.PREPARED, _("Only a ballot that is being prepared can be opened."))
        & unless(options > 0, _("Name at least one option first."))
        & unless(electors > 0, _("There are no members who could vote."))
        & unless(
            not sealed or keys == 3,
            _("All three members of the tally board choose their pass phrases first."),
        )
    )


def can_close(*, status: str, cast: int, electors: int, of: int, in_: int) -> Verdict:
    """Below the quorum it stays open; or it is declared void, and repeated."""
    return unless(status == Status.OPEN, _("This ballot is not open.")) & enough(
        cast, electors=electors, of=of, in_=in_
    )


def enough(cast: int, *, electors: int, of: int, in_: int) -> Verdict:
    return unless(
        has_quorum(cast, electors, of, in_),
        _("The quorum is not reached. Wait for more votes, or declare the ballot void and repeat it."),
    )
