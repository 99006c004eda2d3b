"""What a dossier needs, what it has, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from awards.models import Nomination, Part
from awards.rules import nominating
from blocs.rules.rights import Seat
from emulation.verdicts import Reason, Verdict, all_of, unless

MADE_HERE = frozenset({Part.SUBMISSION, Part.LIST, Part.REPORT})
BY_OTHERS = frozenset({Part.COUNCIL_MINUTES, Part.PROVINCE_CONFIRMATION})  # they follow the proposal
FROM_OTHERS = BY_OTHERS | {Part.PARTY_OPINION, Part.PUBLICATION, Part.OTHER}
OVER = frozenset({Nomination.State.WITHDRAWN, Nomination.State.REJECTED, Nomination.State.REVOKED})


@dataclass(frozen=True, slots=True)
class Needed:
    """One part, and how it stands."""

    part: Part
    is_there: bool
    made_here: bool
    later: bool  # it comes from those who receive the proposal
    wanted: bool = True  # false: sent though nobody asks for it

    @property
    def tone(self) -> str:
        return "good" if self.is_there else "neutral" if self.later else "wait"

    @property
    def words(self) -> Reason:
        if self.is_there:
            return _("made here") if self.made_here else _("there")
        return _("follows later") if self.later else _("missing")

    @property
    def is_missing(self) -> bool:
        return self.wanted and not self.is_there and not self.later


def needed(parts: Iterable[str], *, files: Collection[str], made: Collection[str]) -> list[Needed]:
    """In the order in which a dossier is bound: what the rules ask for, then what was sent besides."""
    asked = set(parts)
    return [
        Needed(
            part,
            is_there=part in files or part in made,
            made_here=part in MADE_HERE,
            later=part in BY_OTHERS,
            wanted=part in asked,
        )
        for part in Part
        if part in asked or part in files
    ]


def is_complete(lines: Iterable[Needed]) -> Verdict:
    """Whatever the organisation itself has to bring is there."""
    return all_of(
        unless(not line.is_missing, _("Missing: %(part)s.") % {"part": line.part.label}) for line in lines
    )


def can_file(part: str, *, state: str, seats: frozenset[Seat]) -> Verdict:
    """Those who nominate until it is proposed; those who appraise add what comes from others, later."""
    if part in FROM_OTHERS and Seat.STANDING in seats:
        return unless(state not in OVER, _("The nomination is over; its dossier does not change."))
    return nominating.can_write(state=state, seats=seats)
