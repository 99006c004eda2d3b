"""Saves what is typed into a report, field by field: call as report_fields.save(…).

Drafts save themselves while others write beside. A field that somebody changed meanwhile is not overwritten:
it comes back as a conflict with both texts, and the other fields are kept all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Report, ReportEvent, Score, ScorePublication
from blocs.rules import publishing, reporting
from blocs.rules import report_fields as rules
from blocs.rules.points import Limits, Points
from blocs.rules.reckoning import Reckoning
from blocs.rules.report_fields import Field, Kind
from blocs.selectors import people
from blocs.selectors import report_fields as reading
from blocs.selectors.report_fields import Values
from blocs.services import reckonings
from emulation.models import User

STEPS = {
    Kind.SECTION: "section",
    Kind.TARGET: "results",
    Kind.MOVEMENT: "results",
    Kind.SCORE: "score",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A value, and the token of what stood in the field when it was drawn."""

    value: Any
    seen: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a colleague wrote into the same field meanwhile."""

    value: Any
    by: User | None
    at: datetime | None


@dataclass(slots=True)
class Saved:
    """What became of each field, by its name; `tokens` know those that stand as they were typed."""

    tokens: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    changed: list[Field] = field(default_factory=list)
    reckoning: Reckoning | None = None  # where figures changed from which points follow


@transaction.atomic
def save(report: Report, typed: Mapping[str, Typed], *, by: User, at: datetime | None = None) -> Saved:
    """Each field that may be kept is kept. Raises Refused when the report is not to be written at all."""
    at = at or timezone.now()
    lock(report)
    someone = people.acting(by, on=timezone.localdate(at))
    seats = reading.own_seats(someone, report)
    reporting.can_write(report.status, report.season.stage, seats).or_refuse()
    fields = {name: found for name in typed if (found := rules.parse(name)) is not None}
    values = reading.values(report, fields.values())
    saved = Saved(errors=_unknown(report, fields, typed))
    for name, one in fields.items():
        if name in saved.errors:
            continue
        wanted, now = typed[name], values.get(one)
        if rules.written(wanted.value) == rules.written(now):
            saved.tokens[name] = rules.token(now)
        elif wanted.seen != rules.token(now):
            saved.conflicts[name] = _conflict(report, name, now)
        else:
            values.set(one, wanted.value)
            saved.tokens[name] = rules.token(wanted.value)
            saved.changed.append(one)
    if saved.changed:
        _write(report, values, saved.changed, by=by, at=at)
        _tell(report, saved.changed, by=by, at=at)
        if any(one.kind != Kind.SECTION for one in saved.changed):
            saved.reckoning = reckonings.renew(report, at=at)
    return saved


def preview(report: Report, typed: Mapping[str, Typed], *, by: User, at: datetime | None = None) -> Saved:
    """What saving would do; nothing is kept. Raises Refused as saving does."""
    revision = report.revision
    with transaction.atomic():
        saved = save(report, typed, by=by, at=at)
        transaction.set_rollback(True)
    report.revision = revision
    return saved


def lock(report: Report) -> None:
    """Read again and held: two may write at once, or one submits while another scores.

    Raises Refused once the season's points are published.
    """
    rows = Report.objects.held().prefetch_related("season__memberships", "season__leaderships")
    report.refresh_from_db(from_queryset=rows)
    not_published(report)


def not_published(report: Report) -> None:
    """Asked while it is held, by itself: publishing may have waited for it, or gone before it."""
    if report.kind == Report.Kind.ANNUAL:
        published = ScorePublication.objects.filter(season=report.season_id).exists()
        publishing.not_published(published=published).or_refuse()


def _unknown(report: Report, fields: Mapping[str, Field], typed: Mapping[str, Typed]) -> dict[str, list[str]]:
    """Names that are no field of this report, and points that do not fit their criterion."""
    errors = {name: [_("This is not asked in this report.")] for name in typed.keys() - fields.keys()}
    known = reading.known(report, fields.values())
    limits = reading.limits(report, fields.values())
    for name, one in fields.items():
        value = typed[name].value
        if one not in known:
            errors[name] = [_("This is not asked in this report.")]
        elif one.kind == Kind.SCORE and one.value in rules.SORTS and value is not None:
            reasons = _points_fit(limits[one.key], one.value, value)
            if reasons:
                errors[name] = reasons
    return errors


def _points_fit(limits: Limits, sort: str, value: Decimal) -> list[str]:
    return [str(reason) for reason in limits.admit(Points(**{sort: value}))[sort].reasons]


def _conflict(report: Report, name: str, now: Any) -> Conflict:
    event = report.events.filter(note=name).select_related("actor").order_by("-revision", "-pk").first()
    return Conflict(now, event.actor if event else None, event.at if event else None)


def _write(report: Report, values: Values, changed: list[Field], *, by: User, at: datetime) -> None:
    rows = {(one.kind, one.key, one.section) for one in changed}
    revision = report.revision + 1
    for kind, key, section in sorted(rows):
        given = values.of(kind, key)
        if kind == Kind.SECTION:
            text = values.get(Field(kind, section=section))
            _put(report.sections, {"kind": section}, {"text": text, "changed_in": revision})
        elif kind == Kind.TARGET:
            _put(report.results, {"target_id": key}, {"value": given["value"], "note": given["note"] or ""})
        elif kind == Kind.MOVEMENT:
            _put(report.movement_results, {"movement_id": key}, {"text": given[""] or ""})
        else:
            _write_score(report, key, given, by=by, at=at)


def _put(rows: Any, which: dict[str, Any], values: dict[str, Any]) -> None:
    """The report is held: nobody else makes the row meanwhile, so that no lock of its own is needed."""
    if not rows.filter(**which).update(**values):
        rows.create(**which, **values)


def _write_score(report: Report, key: int, given: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """No points at all are none yet; one sort of them makes the others nought."""
    points = {sort: given[sort] for sort in rules.SORTS}
    own: dict[str, Any] = {"criterion_id": key, "level": Score.Level.OWN}
    if all(value is None for value in points.values()):
        report.scores.filter(**own).delete()
    else:
        whole = {sort: value or Decimal(0) for sort, value in points.items()}
        _put(report.scores, own, whole | {"computed": False, "why": "", "by": by, "at": at})
    note = {"text": given["note"] or "", "figure": given["figure"]}
    if note["text"] or note["figure"] is not None:
        _put(report.evidence_notes, {"criterion_id": key}, note)
    else:
        report.evidence_notes.filter(criterion=key).delete()


def _tell(report: Report, changed: list[Field], *, by: User, at: datetime) -> None:
    """One line for each field, so that a colleague can be told who changed it."""
    report.events.bulk_create(_events(report, changed, by=by, at=at))
    report.save(update_fields=["revision"])


def _events(report: Report, changed: list[Field], *, by: User, at: datetime) -> Iterator[ReportEvent]:
    for one in changed:
        report.revision += 1
        yield ReportEvent(
            report=report, actor=by, step=STEPS[one.kind], revision=report.revision, note=one.name, at=at
        )
