"""Everything that changes a report. Call as reports.start(…), reports.submit(…)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from blocs.models import (
    Movement,
    Organisation,
    Report,
    ReportEvent,
    ReportSection,
    Season,
    TargetResult,
)
from blocs.rules import reporting
from blocs.rules.rights import Seat, may
from blocs.selectors import movement_results, people
from blocs.selectors import reports as reading
from blocs.services import reckonings, report_letters, report_versions, webhooks
from blocs.services.pledges.common import Stale
from blocs.services.report_fields import lock
from emulation.models import User
from emulation.verdicts import unless

LONGEST = 4000  # of what a report says of one movement


@transaction.atomic
def start(
    season: Season, organisation: Organisation, *, kind: str, by: User, at: datetime | None = None
) -> Report:
    """The member's report, begun or as it is. Targets and movements are read from where they stand."""
    at = at or timezone.now()
    season.refresh_from_db(from_queryset=Season.objects.select_for_update(no_key=True))
    report = season.reports.filter(organisation=organisation, kind=kind).first()
    if report is not None:
        return report
    day = season.within(timezone.localdate(at))
    unless(
        season.memberships.on(day).filter(organisation=organisation).exists(),
        _("Only a member of the season reports."),
    ).or_refuse()
    report = Report(season=season, organisation=organisation, kind=kind)
    seats = seats_of(report, by=by, at=at)
    allowed = reporting.can_write(report.status, season.stage, seats)
    if not allowed and seats & {Seat.STANDING}:
        allowed = reporting.in_time(season.stage)  # so that who reports nothing can be excused
    allowed.or_refuse()
    report.full_clean(exclude=["season", "organisation"])
    report.save()
    _take_over_movements(report)
    tell(report, "start", by=by, at=at)
    reckonings.renew(report, at=at)
    return report


def _take_over_movements(report: Report) -> None:
    """What the member has given on the pages of its movements need not be typed again."""
    season = report.season
    movements = Movement.objects.of_season(season)
    halves = [1] if report.kind == Report.Kind.MID_YEAR else [1, 2]
    with translation.override("vi"):  # as the report prints
        told = movement_results.of_organisation(report.organisation, movements, season.year, halves)
    for key, text in sorted(told.items()):
        report.movement_results.create(movement_id=key, text=text[:LONGEST])


@transaction.atomic
def write(
    report: Report, section: str, *, text: str, seen: int, by: User, at: datetime | None = None
) -> ReportSection:
    """One section as far as it is written. `seen` is its changed_in when drawn, else Stale is raised."""
    at = at or timezone.now()
    _begin(report, by=by, at=at)
    found = report.sections.filter(kind=section).first() or ReportSection(report=report, kind=section)
    if found.text == text:
        return found
    if found.changed_in != seen:
        event = report.events.filter(revision=found.changed_in).select_related("actor").first()
        raise Stale(found, by=event.actor if event else None, at=event.at if event else None)
    found.text, found.changed_in = text, report.revision + 1
    found.full_clean(exclude=["report"])
    found.save()
    tell(report, "section", by=by, at=at, note=section)
    return found


@transaction.atomic
def enter_results(
    report: Report,
    results: Mapping[int, tuple[Decimal | None, str]],
    *,
    by: User,
    at: datetime | None = None,
) -> None:
    """Figure and note of each target, by its key; 0 is a figure, None takes one back."""
    at = at or timezone.now()
    _begin(report, by=by, at=at)
    known = {target.pk for target in reading.targets_of(report)}
    unless(results.keys() <= known, _("This target is not in the member's pledge.")).or_refuse()
    before = {row.target_id: row for row in report.results.all()}
    changed = False
    for key, (value, note) in results.items():
        row = before.get(key) or TargetResult(report=report, target_id=key)
        if row.pk is not None and (row.value, row.note) == (value, note):
            continue
        row.value, row.note = value, note
        row.full_clean(exclude=["report", "target"])
        row.save()
        changed = True
    if changed:
        tell(report, "results", by=by, at=at)
        reckonings.renew(report, at=at)


@transaction.atomic
def enter_movement(
    report: Report, movement: Movement, *, text: str, by: User, at: datetime | None = None
) -> None:
    at = at or timezone.now()
    _begin(report, by=by, at=at)
    unless(
        Movement.objects.of_season(report.season).filter(pk=movement.pk).exists(),
        _("The movement does not run in this season."),
    ).or_refuse()
    row = report.movement_results.filter(movement=movement).first()
    if row is not None and row.text == text:
        return
    row = row or report.movement_results.model(report=report, movement=movement)
    row.text = text
    row.full_clean(exclude=["report", "movement"])
    row.save()
    tell(report, "results", by=by, at=at)
    reckonings.renew(report, at=at)


@transaction.atomic
def submit(report: Report, *, late_reason: str = "", by: User, at: datetime | None = None) -> None:
    """Hand it in; from here the member changes nothing until it is returned."""
    _take("submit", report, by=by, at=at, late_reason=late_reason)


@transaction.atomic
def recall(report: Report, *, by: User, at: datetime | None = None) -> None:
    """Take it back as long as nobody who checks has looked at it."""
    _take("recall", report, by=by, at=at)


def look(report: Report, *, by: User, at: datetime | None = None) -> None:
    """Somebody who checks has opened it; from now on it is returned, not recalled."""
    if report.status == Report.Status.SUBMITTED and report.looked_at is None:
        waiting = Report.objects.filter(pk=report.pk, status=Report.Status.SUBMITTED, looked_at__isnull=True)
        report.looked_at = at or timezone.now()
        waiting.update(looked_at=report.looked_at)


@transaction.atomic
def send_back(
    report: Report,
    *,
    reason: str,
    remarks: Mapping[str, str] | None = None,
    by: User,
    at: datetime | None = None,
) -> None:
    """To be completed: why, and what in each part."""
    at = at or timezone.now()
    if _take("send_back", report, by=by, at=at, reason=reason):
        for part, text in (remarks or {}).items():
            report.remarks.create(part=part, text=text, by=by, at=at)
        report_letters.returned(report, reason=reason)


@transaction.atomic
def accept(report: Report, *, by: User, at: datetime | None = None) -> None:
    if _take("accept", report, by=by, at=at):
        report_letters.accepted(report)


@transaction.atomic
def excuse(report: Report, *, reason: str, by: User, at: datetime | None = None) -> None:
    """The member need not report; the season waits for it no longer."""
    _take("excuse", report, by=by, at=at, reason=reason)


@transaction.atomic
def resume(report: Report, *, by: User, at: datetime | None = None) -> None:
    """Ask for a report that had been excused after all."""
    _take("resume", report, by=by, at=at)


def _take(
    name: str, report: Report, *, by: User, at: datetime | None, reason: str = "", late_reason: str = ""
) -> bool:
    """False when it had been pressed already."""
    at = at or timezone.now()
    lock(report)
    step = reporting.STEPS[name]
    seats = seats_of(report, by=by, at=at)
    if report.status == step.target:
        may(step.act, seats).or_refuse()
        return False
    if name == "submit":
        reckonings.renew(report, at=at)
    facts = reading.facts(report) if name == "submit" else None
    reporting.can_step(
        name,
        status=report.status,
        stage=report.season.stage,
        seats=seats,
        facts=facts,
        reason=reason,
        looked_at=report.looked_at is not None,
    ).or_refuse()
    if name == "submit":
        late = reading.is_late(report, on=timezone.localdate(at))
        told = late_reason.strip() or (report.late_reason if report.status == Report.Status.RETURNED else "")
        unless(not late or bool(told), _("Say why the report is late.")).or_refuse()
        report.submitted_at, report.looked_at = at, None
        report.late_reason = told if late else ""
        report_versions.keep(report, by=by, at=at)
    came_from, report.status = report.status, step.target
    report.save(update_fields=["status", "submitted_at", "looked_at", "late_reason"])
    line = tell(report, name, by=by, at=at, note=reason or report.late_reason, came_from=came_from)
    if name == "submit":
        _told(report, line)
    _reckon_after(name, report, at=at)
    return True


def _told(report: Report, line: ReportEvent) -> None:
    bloc = report.season.bloc
    path = reverse("interface:season-detail", args=[bloc.code, report.season.year])
    webhooks.tell("submitted", report, line, province=bloc.province_id, path=path)


def _reckon_after(name: str, report: Report, *, at: datetime) -> None:
    """Who is excused has no points of its own; a late report at mid-year counts in that of the year."""
    if name == "excuse":
        report.scores.filter(computed=True).delete()
    elif name == "resume":
        reckonings.renew(report, at=at)
    elif name == "submit" and report.kind == Report.Kind.MID_YEAR:
        of_year = report.season.reports.filter(
            organisation=report.organisation_id, kind=Report.Kind.ANNUAL, status__in=reporting.WRITTEN
        )
        for annual in of_year:
            annual.season = report.season
            reckonings.renew(annual, at=at)


def _begin(report: Report, *, by: User, at: datetime) -> None:
    lock(report)
    seats = seats_of(report, by=by, at=at)
    reporting.can_write(report.status, report.season.stage, seats).or_refuse()


def seats_of(report: Report, *, by: User, at: datetime) -> frozenset[Seat]:
    return reading.seats(people.acting(by, on=timezone.localdate(at)), report)


def tell(
    report: Report, step: str, *, by: User, at: datetime, note: str = "", came_from: str = ""
) -> ReportEvent:
    report.revision += 1
    Report.objects.filter(pk=report.pk).update(revision=report.revision)
    went_to = report.status if came_from else ""
    return ReportEvent.objects.create(
        report=report,
        actor=by,
        step=step,
        came_from=came_from,
        went_to=went_to,
        revision=report.revision,
        note=note,
        at=at,
    )
