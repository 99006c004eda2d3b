"""The minutes of a visit: numbered, then signed by both sides. Call as visit_minutes.issue(…)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from blocs.documents.visits import KIND, SIDES, visit_minutes
from blocs.models import Visit
from blocs.rules import visits as rules
from blocs.selectors import signers
from blocs.selectors.papers import own_fields_in
from blocs.services import paper_signing, papers, visits
from documents.content import Document
from documents.models import Paper, SignatureRequest
from documents.services import papers as archive
from emulation.models import User

SYMBOL = "BB"


@transaction.atomic
def issue(visit: Visit, *, online: bool = True, by: User, at: datetime | None = None) -> Paper:
    """Nothing in them changes from here on; pressed twice, it hands out the paper that is there."""
    at = at or timezone.now()
    visits.hold(visit)
    if visit.paper is not None and visit.is_issued and visit.paper.issued_by_id == by.pk:
        return visit.paper
    seats = visits.seats_on(visit, by, at)
    rules.can_issue(visit.status, seats, issued=visit.is_issued).or_refuse()
    season, day = visit.season, timezone.localdate(at)
    on = season.within(day)
    members = signers.members_of(season, on=on)

    def build(taken: archive.Taken) -> Document:
        return visit_minutes(visit, on=on, day=day, number=taken.number_text, code=taken.code)

    given: dict[str, Any] = papers.issued_by(members) | {
        "build": build,
        "kind": KIND,
        "symbol": SYMBOL,
        "year": day.year,
        "subject": f"{KIND}:{visit.pk}",
    }
    if online:
        style = given["profile"].format()
        heads = [paper_signing.head(getattr(visit, side), slot=side, style=style, on=day) for side in SIDES]
        given["own_fields"] = own_fields_in(season)
        visit.paper = paper_signing.ask(parties=heads, by=by, at=at, **given).paper
    else:
        visit.paper = archive.issue(by=by, at=at, **given)
    visit.save(update_fields=["paper"])
    season.events.create(
        actor=by, step="visit_issue", organisation_id=visit.visited_id, note=visit.paper.number_text, at=at
    )
    return visit.paper


@transaction.atomic
def stop_signing(visit: Visit, *, reason: str, by: User, at: datetime | None = None) -> None:
    """The minutes are void; what was found can be written anew."""
    at = at or timezone.now()
    visits.hold(visit)
    rules.can_stop(visits.seats_on(visit, by, at), being_signed=visit.is_being_signed).or_refuse()
    request = SignatureRequest.objects.get(paper=visit.paper)
    paper_signing.stop(request, reason=reason, by=by, at=at)
