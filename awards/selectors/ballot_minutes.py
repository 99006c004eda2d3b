"""The minutes of a ballot in the archive of papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from awards.models import Ballot
from awards.selectors.ballots import Room
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.selectors.papers import HOLDING
from documents.models import Paper
from emulation.verdicts import Reason, Verdict, unless

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CERTIFIED = _("Counted and certified")
NOT_OVER: Reason = _("Minutes are issued when the ballot is counted, or void.")


def subject(ballot: Ballot) -> str:
    return f"ballot:{ballot.pk}"


def current(ballot: Ballot) -> Paper | None:
    """The minutes in force, or being signed."""
    return Paper.objects.about(subject(ballot)).filter(state__in=HOLDING).first()


def certified(ballots: Iterable[Ballot]) -> dict[int, StrOrPromise]:
    """By key, for those counted whose minutes are issued: the word for it. A ballot has no state of its own
    for this, so that it can't disagree with its minutes."""
    counted = {subject(ballot): ballot.pk for ballot in ballots if ballot.status == Ballot.Status.COUNTED}
    found = Paper.objects.current().filter(subject__in=counted).values_list("subject", flat=True)
    return {counted[each]: CERTIFIED for each in found}


def can_issue(room: Room, *, issued: bool) -> Verdict:
    return (
        may(Act.ISSUE_LIST, people.seats(room.someone, room.season))
        & unless(room.is_counted or room.is_void, NOT_OVER)
        & unless(not issued, _("The minutes have been issued already."))
    )
