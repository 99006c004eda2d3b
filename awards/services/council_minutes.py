"""The minutes of a session get their number and are kept. Call as council_minutes.issue(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.council_papers import SYMBOL, council_minutes, issuer
from awards.models import CouncilSession
from awards.selectors import council as reading
from awards.selectors.council import Sitting
from blocs.documents.common import SAFE_PROFILE
from blocs.selectors import people
from documents.content import Document
from documents.models import FormatProfile, Paper
from documents.services import papers as archive
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def issue(session: CouncilSession, *, by: User, at: datetime | None = None) -> Paper:
    """Number, day and code for the minutes of a recorded session; once."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    session.refresh_from_db(from_queryset=CouncilSession.objects.select_for_update())
    reading.may_record(people.person(by, on=day), session.province_id).or_refuse()
    before = reading.minutes(session)
    if before is not None:
        return before
    unless(session.is_recorded, _("Record the results first.")).or_refuse()

    def build(taken: archive.Taken) -> Document:
        return council_minutes(Sitting(session))

    paper = archive.issue(
        build,
        issuer_key=f"council:{session.province_id}",
        issuer_name=issuer(session.province),
        issuer_symbol=SYMBOL,
        profile=FormatProfile.objects.get(pk=SAFE_PROFILE),
        kind="council-minutes",
        symbol="BB",
        year=day.year,
        subject=reading.subject(session),
        by=by,
        at=at,
    )
    session.events.create(actor=by, step="issue", note=paper.number_text, at=at)
    return paper
