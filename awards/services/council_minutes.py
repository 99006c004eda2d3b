"""The minutes of a session get their number and are kept. Call as council_minutes.issue(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.council_papers import CHAIR, SECRETARY, council_minutes
from awards.models import CouncilSession
from awards.selectors import council as reading
from awards.selectors.council import Sitting
from awards.services import minutes
from blocs.models import Person
from blocs.selectors import people
from blocs.services import paper_signing
from documents.content import Document
from documents.models import Paper
from documents.services import papers as archive
from documents.services.signing import Party
from emulation.models import User
from emulation.verdicts import Refused, unless


@transaction.atomic
def issue(
    session: CouncilSession, *, by: User, signed_here: bool = False, at: datetime | None = None
) -> Paper:
    """Number, day and code for the minutes of a recorded session; once.

    Signed here by secretary and chair, or printed and signed in ink.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    session.refresh_from_db(from_queryset=CouncilSession.objects.select_for_update(no_key=True))
    someone = people.person(by, on=day)
    reading.may_record(someone, session.province_id).or_refuse()
    before = reading.minutes(session)
    if before is not None:
        return before
    unless(session.is_recorded, _("Record the results first.")).or_refuse()
    sitting = Sitting(session)
    paper = minutes.keep(
        lambda taken: _written(sitting, taken),
        minutes.of_council(session.province),
        kind="council-minutes",
        subject=reading.subject(session),
        parties=_signers(sitting, someone) if signed_here else (),
        by=by,
        at=at,
    )
    session.events.create(actor=by, step="ask" if signed_here else "issue", note=paper.number_text, at=at)
    return paper


def _written(sitting: Sitting, taken: archive.Taken) -> Document:
    return council_minutes(sitting, number=taken.number_text, code=taken.code)


def _signers(sitting: Sitting, someone: Person) -> list[Party]:
    """Whom the minutes name, by their accounts."""
    session = sitting.session
    known = (
        {someone.user.full_name: someone.user}
        | {row.user.full_name: row.user for row in reading.sitting_members(session.province_id, someone)}
        | {seat.name: seat.user for seat in sitting.seats if seat.user is not None}
    )
    parties = []
    for name, slot, title in (
        (session.secretary, SECRETARY, "Thư ký"),
        (sitting.chair, CHAIR, "Chủ trì"),
    ):
        user = known.get(name)
        if user is None:
            told = _(
                "%(name)s holds no account here as a member or secretary of the council. An administrator "
                "gives the mandate first; or issue the minutes and have them signed in ink."
            )
            raise Refused(told % {"name": name})
        parties.append(paper_signing.person(user, slot=slot, title=title))
    unless(parties[0].user != parties[1].user, _("The chair and the secretary are two people.")).or_refuse()
    return parties
