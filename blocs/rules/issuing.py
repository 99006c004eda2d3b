"""Whether a paper of a season may get its number and day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from blocs.models import Pledge
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Verdict, unless

PLEDGE, MEMBERS, MINUTES = "pledge", "members", "handover-minutes"
PLAN, REPORT = "season-plan", "bloc-report"
RULES, INVITATION = "operating-rules", "meeting-invitation"
BY_THE_LEADER = (MEMBERS, PLAN, RULES, REPORT)  # papers of the leader's own, which its head may sign here
AGREED_OR_LATER = frozenset(
    {Pledge.Status.AGREED, Pledge.Status.SIGNING, Pledge.Status.IN_FORCE, Pledge.Status.CLOSED}
)


def can_stop(seats: frozenset[Seat], *, being_signed: bool) -> Verdict:
    """Who issues such a paper also stops its signing."""
    return may(Act.ISSUE_LIST, seats) & unless(being_signed, _("This paper is not being signed now."))


def can_issue(
    kind: str,
    seats: frozenset[Seat],
    *,
    has_leader: bool,
    pledge_status: str,
    issued: bool,
    handed_over: bool = False,
    being_signed: bool = False,
    composed: bool = False,
) -> Verdict:
    """May somebody on these seats issue it? A pledge is not issued twice; a newer list replaces the older."""
    named = unless(has_leader, _("The bloc leader issues the paper; name the leader first."))
    if kind == INVITATION:
        return (
            may(Act.ISSUE_LIST, seats)
            & unless(composed, _("Write first when and where the meeting is."))
            & named
        )
    if kind in BY_THE_LEADER:
        return (
            may(Act.ISSUE_LIST, seats)
            & unless(
                not being_signed, _("It is being signed. Wait for the signature, or stop the signing first.")
            )
            & named
        )
    if kind == MINUTES:
        return (
            may(Act.ISSUE_LIST, seats)
            & unless(handed_over, _("Both sides have to confirm the handover first."))
            & named
        )
    return (
        may(Act.FREEZE_PLEDGE, seats)
        & unless(pledge_status in AGREED_OR_LATER, _("The text of the pledge is not settled yet."))
        & unless(not issued, _("The pledge has been issued already."))
        & named
    )
