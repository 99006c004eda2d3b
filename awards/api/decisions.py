"""Decisions on awards, as they were recorded: what anybody may read of them, too."""

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from awards.api.door import AskedBySystem, Key
from awards.api.paging import Changed, part
from awards.api.problems import ANSWERS
from awards.api.words import one_of
from awards.models import Correction, RecipientKind
from awards.selectors import interface as reading
from blocs.models import OutsideSystem
from blocs.models.season import FIRST_YEAR, LAST_YEAR

router = Router(tags=["Decisions"])
KEY = Key(OutsideSystem.Scope.DECISIONS)


class Corrected(Schema):
    what: str = one_of(Correction.What)
    was: str
    becomes: str
    number: str
    corrected_on: date


class Awarded(Schema):
    order: int = Field(description="Its number in the golden book.")
    award: str = Field(description="Code of the award.")
    award_name: str
    year: int
    kind: str = one_of(RecipientKind)
    name: str = Field(description="As printed, corrections included.")
    organisation: str = Field(description="Code of the organisation, or of the one that a person belongs to.")
    praise: str
    revoked_on: date | None
    corrections: list[Corrected]


class DecisionTold(Schema):
    id: int
    number: str
    decided_on: date
    authority: str
    signer: str
    signer_title: str
    abstract: str
    awarded: list[Awarded]
    updated_at: datetime | None = Field(description="Revoking an award does not move it.")


class Decisions(Schema):
    items: list[DecisionTold]
    next: str | None = Field(description="Address of the next part.")


class DecisionsAsked(Changed):
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="In which it was decided.")


@router.get(
    "decisions/",
    auth=KEY,
    response={200: Decisions, **ANSWERS},
    url_name="decision-list",
    operation_id="decisions",
)
def decision_list(request: AskedBySystem, asked: Query[DecisionsAsked]) -> Any:
    """Recorded decisions with those they name. Scope: `decisions`."""
    rows = reading.decisions(request.auth.province_id)
    if asked.year:
        rows = rows.filter(decided_on__year=asked.year)
    return part(request, asked, rows, _decision)


@router.get(
    "decisions/{int:pk}/",
    auth=KEY,
    response={200: DecisionTold, **ANSWERS},
    url_name="decision-detail",
    operation_id="decision",
)
def decision_detail(request: AskedBySystem, pk: int) -> Any:
    """One decision. Scope: `decisions`."""
    return _decision(get_object_or_404(reading.decisions(request.auth.province_id), pk=pk))


def _decision(row: Any) -> dict[str, Any]:
    plain = ("number", "decided_on", "authority", "signer", "signer_title", "abstract", "updated_at")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in plain},
        "awarded": [_awarded(line) for line in row.lines.all()],
    }


def _awarded(line: Any) -> dict[str, Any]:
    nomination = line.nomination
    told = ("what", "was", "becomes", "number", "corrected_on")
    return {
        "order": line.order,
        "award": nomination.award.code,
        "award_name": nomination.award.name,
        "year": nomination.year,
        "kind": nomination.recipient.kind,
        "name": line.name,
        "organisation": nomination.recipient.organisation.code,
        "praise": line.praise,
        "revoked_on": line.honour.revoked_on if line.honour else None,
        "corrections": [{name: getattr(each, name) for name in told} for each in line.corrections.all()],
    }
