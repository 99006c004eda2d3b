"""The minutes of a ballot in the archive of papers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from awards.models import Ballot
from awards.selectors.ballots import Room
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.selectors.papers import HOLDING
from documents.models import Paper
from emulation.verdicts import Reason, Verdict, unless

NOT_OVER: Reason = _("Minutes are issued when the ballot is counted, or void.")


def subject(ballot: Ballot) -> str:
    return f"ballot:{ballot.pk}"


def current(ballot: Ballot) -> Paper | None:
    """The minutes in force, or being signed."""
    return Paper.objects.about(subject(ballot)).filter(state__in=HOLDING).first()


def can_issue(room: Room, *, issued: bool) -> Verdict:
    return (
        may(Act.ISSUE_LIST, people.seats(room.someone, room.season))
        & unless(room.is_counted or room.is_void, NOT_OVER)
        & unless(not issued, _("The minutes have been issued already."))
    )
