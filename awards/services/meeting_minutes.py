"""What the minutes of a meeting say in words, and their issue. Call as meeting_minutes.write(…)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.documents.meetings import CHAIR, SECRETARY, meeting_minutes
from awards.models import Meeting
from awards.rules import meeting as rules
from awards.selectors import meetings as reading
from awards.services import minutes
from awards.services.meetings import gathering, keeps, lock, tell
from blocs.services import paper_signing
from documents.content import Document
from documents.models import Paper
from documents.services import papers as archive
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def write(
    meeting: Meeting,
    told: Mapping[int, tuple[str, str]],
    *,
    conclusion: str,
    by: User,
    seen: int | None = None,
    at: datetime | None = None,
) -> None:
    """By key of the item: opinions and conclusion. `seen` is the version that the writer had before."""
    at = at or timezone.now()
    lock(meeting)
    keeps(meeting, by, at)
    rules.can_write(issued=gathering(meeting, by, at).paper is not None).or_refuse()
    changed = meeting.conclusion != conclusion.strip()
    for item in meeting.items.filter(pk__in=told):
        words = tuple(text.strip() for text in told[item.pk])
        if (item.opinions, item.conclusion) != words:
            item.opinions, item.conclusion = words
            item.full_clean(exclude=["meeting", "ballot"], validate_unique=False)
            item.save(update_fields=["opinions", "conclusion"])
            changed = True
    if not changed:
        return  # sent twice
    unless(
        seen in (None, meeting.version),
        _("Somebody else changed this text meanwhile. Open the page in a new window and compare."),
    ).or_refuse()
    meeting.conclusion, meeting.version = conclusion.strip(), meeting.version + 1
    meeting.save(update_fields=["conclusion", "version"])
    tell(meeting, "write", by, at)


@transaction.atomic
def issue(meeting: Meeting, *, by: User, signed_here: bool = False, at: datetime | None = None) -> Paper:
    """Number, day and code for the minutes, once; signed here by secretary and chair, or in ink."""
    at = at or timezone.now()
    lock(meeting)
    keeps(meeting, by, at)
    held = gathering(meeting, by, at)
    if held.paper is not None and held.paper.issued_by_id == by.pk:
        return held.paper  # pressed twice
    held.can_issue.or_refuse()

    day = timezone.localdate(at)

    def build(taken: archive.Taken) -> Document:
        return meeting_minutes(held, day=day, number=taken.number_text, code=taken.code)

    parties = [
        paper_signing.person(meeting.secretary, slot=SECRETARY, title="Thư ký"),
        paper_signing.person(meeting.chair, slot=CHAIR, title="Chủ trì"),
    ]
    paper = minutes.keep(
        build,
        minutes.of_bloc(meeting.season, on=day),
        kind="meeting-minutes",
        subject=reading.subject(meeting),
        parties=parties if signed_here else (),
        by=by,
        at=at,
    )
    tell(meeting, "ask" if signed_here else "issue", by, at, paper.number_text)
    return paper
