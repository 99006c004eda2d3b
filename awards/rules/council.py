"""How the council decides. The base is all its members: who is silent has not agreed (law §7.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from awards.models import CouncilQuestion, CouncilSession
from awards.rules.voting import has_quorum, needed, passes
from emulation.verdicts import Verdict, unless

Outcome, State = CouncilQuestion.Outcome, CouncilSession.State


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one nominee: ballots of those present, and written opinions of the absent."""

    name: str
    percent: int
    agreeing: int | None = None
    disagreeing: int | None = None
    blank: int | None = None
    written_agreeing: int = 0
    written_disagreeing: int = 0

    @property
    def all_agreeing(self) -> int:
        return (self.agreeing or 0) + self.written_agreeing

    @property
    def ballots(self) -> int:
        return (self.agreeing or 0) + (self.disagreeing or 0) + (self.blank or 0)

    def passes(self, members: int) -> bool:
        return passes(self.all_agreeing, members, self.percent)

    def needed(self, members: int) -> int:
        return needed(members, self.percent)


def can_change(state: str) -> Verdict:
    return unless(state == State.PREPARED, _("The session is recorded and does not change any more."))


def fits(tally: Tally, *, present: int, writing: int) -> Verdict:
    """No more ballots than people present, no more written opinions than members who sent one."""
    name = {"name": tally.name}
    written = tally.written_agreeing + tally.written_disagreeing
    return unless(
        tally.agreeing is not None and tally.disagreeing is not None,
        _("%(name)s: enter how many agree and how many disagree.") % name,
    ) & unless(
        tally.ballots <= present and written <= writing,
        _("%(name)s: more votes are entered than members took part.") % name,
    )


def can_record(
    *,
    state: str,
    members: int,
    present: int,
    untold: int,
    writing: int,
    quorum: int,
    tallies: Sequence[Tally],
) -> Verdict:
    """May the results be recorded? All gaps are told at once."""
    verdict = (
        can_change(state)
        & unless(bool(tallies), _("Nobody stands on the agenda of this session."))
        & unless(not untold, _("Enter for every member whether they attended."))
        & unless(
            bool(untold) or has_quorum(present, members, quorum, 100),
            _("Too few members attended: %(present)s of %(members)s, and %(quorum)s%% are needed.")
            % {"present": present, "members": members, "quorum": quorum},
        )
    )
    for tally in tallies:
        verdict &= fits(tally, present=present, writing=writing)
    return verdict
