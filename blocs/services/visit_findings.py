"""Saves what a visiting team writes, field by field, as reports are saved: call as visit_findings.save(…)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Visit, VisitFinding
from blocs.rules import visit_fields as fields
from blocs.rules import visits as rules
from blocs.rules.points import Points
from blocs.rules.report_fields import SORTS, token, written
from blocs.rules.visit_fields import Field, Kind
from blocs.selectors import reports, visit_checklist
from blocs.selectors.visit_checklist import EMPTY
from blocs.services import visits
from blocs.services.report_fields import Conflict, Saved, Typed
from emulation.models import User

Row = tuple[Kind, int]


@transaction.atomic
def save(visit: Visit, typed: Mapping[str, Typed], *, by: User, at: datetime | None = None) -> Saved:
    """Each field that may be kept is kept. Raises Refused when nothing may be written at all."""
    at = at or timezone.now()
    visits.hold(visit)
    rules.can_write(visit.status, visit.season.stage, visits.seats_on(visit, by, at)).or_refuse()
    asked = {name: found for name in typed if (found := fields.parse(name)) is not None}
    rows = _rows(visit, asked.values())
    saved = Saved(errors=_errors(visit, asked, typed))
    changed: dict[Row, dict[str, Any]] = {}
    for name, one in asked.items():
        if name in saved.errors:
            continue
        row = rows.get((one.kind, one.key))
        wanted, now = typed[name], _now(visit, row, one)
        if written(wanted.value) == written(now):
            saved.tokens[name] = token(now)
        elif wanted.seen != token(now):
            saved.conflicts[name] = Conflict(now, row.by if row else None, row.at if row else None)
        else:
            changed.setdefault((one.kind, one.key), {})[one.value] = wanted.value
            saved.tokens[name] = token(wanted.value)
    for (kind, key), values in changed.items():
        _write(visit, kind, key, values, by=by, at=at)
    return saved


def _rows(visit: Visit, asked: Iterable[Field]) -> dict[Row, VisitFinding]:
    kinds = {one.kind for one in asked} - {Kind.TEXT}
    if not kinds:
        return {}
    found = {}
    for row in visit.findings.select_related("by").order_by():
        for kind in kinds:
            if key := visit_checklist.key_of(row, kind):
                found[kind, key] = row
    return found


def _now(visit: Visit, row: VisitFinding | None, one: Field) -> Any:
    if one.kind == Kind.TEXT:
        return getattr(visit, one.value)
    return EMPTY[one.value] if row is None else getattr(row, one.value)


def _errors(visit: Visit, asked: Mapping[str, Field], typed: Mapping[str, Typed]) -> dict[str, list[str]]:
    """Names that are no line of this checklist, and points that do not fit their criterion."""
    unknown = [_("This is not asked on this checklist.")]
    errors = dict.fromkeys(typed.keys() - asked.keys(), unknown)
    leaves = reports.leaves(visit.season) if any(o.kind == Kind.CRITERION for o in asked.values()) else {}
    known = {(Kind.CRITERION, key) for key in leaves} | _pledged(visit, asked.values())
    for name, one in asked.items():
        value = typed[name].value
        if one.kind == Kind.TEXT:
            continue
        if (one.kind, one.key) not in known:
            errors[name] = unknown
        elif one.value in SORTS and value is not None:
            reasons = leaves[one.key].limits.admit(Points(**{one.value: value}))[one.value].reasons
            if reasons:
                errors[name] = [str(reason) for reason in reasons]
    return errors


def _pledged(visit: Visit, asked: Iterable[Field]) -> set[Row]:
    kinds = {one.kind for one in asked}
    found: set[Row] = set()
    if Kind.TARGET in kinds:
        found |= {(Kind.TARGET, row.pk) for row in visit_checklist.targets_of(visit)}
    if Kind.ITEM in kinds:
        found |= {(Kind.ITEM, row.pk) for row in visit_checklist.items_of(visit)}
    return found


def _write(visit: Visit, kind: Kind, key: int, values: Mapping[str, Any], *, by: User, at: datetime) -> None:
    if kind == Kind.TEXT:
        for name, text in values.items():
            setattr(visit, name, text)
        visit.save(update_fields=list(values))
    else:
        visits.put(visit, kind, key, values, by=by, at=at)
