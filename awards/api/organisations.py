"""Organisations and blocs of the province."""

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from awards.api.door import AskedBySystem, Key
from awards.api.paging import Named, part
from awards.api.problems import ANSWERS
from awards.api.words import asked_for, one_of
from awards.selectors import interface as reading
from blocs.models import Bloc, Organisation, OutsideSystem

Scope = OutsideSystem.Scope
router = Router(tags=["Organisations and blocs"])


class DatedName(Schema):
    name: str
    short_name: str
    valid_from: date | None
    valid_to: date | None


class OrganisationTold(Schema):
    id: int
    code: str
    kind: str = one_of(Organisation.Kind)
    name: str = Field(description="As it is, or was, called on the day asked about.")
    short_name: str
    parent: str | None = Field(description="Code of the body that it belongs to.")
    last_day: date | None = Field(description="Of an organisation that was merged, divided or dissolved.")
    names: list[DatedName]
    updated_at: datetime | None


class Organisations(Schema):
    items: list[OrganisationTold]
    next: str | None = Field(description="Address of the next part.")


class BlocTold(Schema):
    id: int
    code: str
    kind: str = one_of(Bloc.Kind)
    scope: str = one_of(Bloc.Scope)
    name: str = Field(description="As it is, or was, called on the day asked about.")
    decision: str = Field(description="By which it was set up.")
    names: list[DatedName]
    updated_at: datetime | None


class Blocs(Schema):
    items: list[BlocTold]
    next: str | None = Field(description="Address of the next part.")


class OrganisationsAsked(Named):
    kind: str | None = asked_for(Organisation.Kind)


class BlocsAsked(Named):
    kind: str | None = asked_for(Bloc.Kind)


@router.get(
    "organisations/",
    auth=Key(Scope.ORGANISATIONS),
    response={200: Organisations, **ANSWERS},
    url_name="organisation-list",
    operation_id="organisations",
)
def organisation_list(request: AskedBySystem, asked: Query[OrganisationsAsked]) -> Any:
    """All organisations of the province, those that are no more included. Scope: `organisations`."""
    rows = reading.organisations(request.auth.province_id)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    day = asked.on or timezone.localdate()
    return part(request, asked, rows, lambda row: _organisation(row, day))


@router.get(
    "organisations/{slug:code}/",
    auth=Key(Scope.ORGANISATIONS),
    response={200: OrganisationTold, **ANSWERS},
    url_name="organisation-detail",
    operation_id="organisation",
)
def organisation_detail(request: AskedBySystem, code: str) -> Any:
    """One organisation. Scope: `organisations`."""
    row = get_object_or_404(reading.organisations(request.auth.province_id), code=code)
    return _organisation(row, timezone.localdate())


@router.get(
    "blocs/",
    auth=Key(Scope.BLOCS),
    response={200: Blocs, **ANSWERS},
    url_name="bloc-list",
    operation_id="blocs",
)
def bloc_list(request: AskedBySystem, asked: Query[BlocsAsked]) -> Any:
    """All emulation blocs and clusters of the province. Scope: `blocs`."""
    rows = reading.blocs(request.auth.province_id)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    day = asked.on or timezone.localdate()
    return part(request, asked, rows, lambda row: _bloc(row, day))


@router.get(
    "blocs/{slug:code}/",
    auth=Key(Scope.BLOCS),
    response={200: BlocTold, **ANSWERS},
    url_name="bloc-detail",
    operation_id="bloc",
)
def bloc_detail(request: AskedBySystem, code: str) -> Any:
    """One bloc. Scope: `blocs`."""
    row = get_object_or_404(reading.blocs(request.auth.province_id), code=code)
    return _bloc(row, timezone.localdate())


def _organisation(row: Any, day: date) -> dict[str, Any]:
    return {
        "id": row.pk,
        "code": row.code,
        "kind": row.kind,
        "parent": row.parent.code if row.parent else None,
        "last_day": row.last_day,
        "updated_at": row.updated_at,
        **_named(row, day),
        "short_name": row.short_name_on(day),
    }


def _bloc(row: Any, day: date) -> dict[str, Any]:
    return {
        "id": row.pk,
        "code": row.code,
        "kind": row.kind,
        "scope": row.scope,
        "decision": row.decision,
        "updated_at": row.updated_at,
        **_named(row, day),
    }


def _named(row: Any, day: date) -> dict[str, Any]:
    fields = ("name", "short_name", "valid_from", "valid_to")
    dated = sorted(row.names.all(), key=lambda each: (each.valid_from or date.min, each.pk))
    names = [{field: getattr(each, field) for field in fields} for each in dated]
    return {"name": row.name_on(day), "names": names}
