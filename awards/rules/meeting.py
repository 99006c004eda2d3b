"""What a meeting of the bloc asks before each step."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from awards.models import Ballot, Meeting
from awards.rules.voting import has_quorum
from emulation.verdicts import Verdict, unless

State = Meeting.State


def can_plan(state: str) -> Verdict:
    return unless(
        state == State.PREPARED, _("The meeting has begun: its day, agenda and people stay as they are.")
    )


def can_attend(state: str) -> Verdict:
    return unless(state != State.CLOSED, _("The meeting is over. Open it again first, then correct it."))


def can_begin(state: str, *, items: int, present: int, members: int, of: int, in_: int) -> Verdict:
    """Below the quorum nothing is decided, so nothing begins."""
    return (
        unless(state == State.PREPARED, _("The meeting has begun already."))
        & unless(items > 0, _("Set the agenda first."))
        & unless(
            has_quorum(present, members, of, in_),
            _(
                "The quorum is not reached: %(present)s of %(members)s members are represented, "
                "%(of)s/%(in)s are needed."
            )
            % {"present": present, "members": members, "of": of, "in": in_},
        )
    )


def can_end(state: str, ballots: Iterable[Ballot]) -> Verdict:
    """A vote that was begun in the meeting is finished in it."""
    verdict = unless(state == State.OPEN, _("The meeting is not under way."))
    for ballot in ballots:
        verdict &= unless(
            ballot.status not in (Ballot.Status.OPEN, Ballot.Status.CLOSED),
            _("“%(name)s” is not counted yet. Count it, or declare it void.") % {"name": ballot.question},
        )
    return verdict


def can_write(*, issued: bool) -> Verdict:
    return unless(not issued, _("The minutes are issued: they do not change any more."))


def can_issue(state: str, *, concluded: bool, issued: bool) -> Verdict:
    return (
        unless(state == State.CLOSED, _("Close the meeting first."))
        & unless(concluded, _("Write the conclusion of the chair first."))
        & can_write(issued=issued)
    )
