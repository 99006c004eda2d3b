"""Evidence of a report: added, taken out. Call as evidence.add(…), evidence.remove(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Criterion, Evidence, Report
from blocs.rules import reporting
from blocs.selectors import people
from blocs.selectors import report_fields as reading
from blocs.services import kept_files
from blocs.services.report_fields import lock
from emulation.models import User
from emulation.verdicts import Refused, unless

MOST = 200  # files of one report


def add(
    report: Report, name: str, content: bytes, *, criterion: int | None, by: User, at: datetime | None = None
) -> Evidence:
    """Beside a criterion, by its key, or for the whole report. Raises Refused for what is not taken."""
    at = at or timezone.now()
    kind = kept_files.read(content)
    with transaction.atomic():
        _begin(report, by=by, at=at)
        if criterion is not None and criterion not in reading.criteria_of(report):
            raise Refused(_("This criterion is not in the season's score table."))
        same = report.evidence.live().filter(content_hash=kept_files.digest(content))
        twice = same.filter(criterion=criterion).first()
        if twice is not None:
            raise Refused(kept_files.twice(twice))
        unless(report.evidence.live().count() < MOST, _("A report takes at most 200 files.")).or_refuse()
        evidence = Evidence(
            report=report, criterion=Criterion.objects.get(pk=criterion) if criterion else None
        )
        kept_files.lay(evidence, name, content, kind, by=by, at=at)
        _tell(report, "evidence", evidence, by=by, at=at)
    return evidence


@transaction.atomic
def remove(evidence: Evidence, *, by: User, at: datetime | None = None) -> None:
    """Taken out twice, it is simply out. The file stays: an earlier version may name it."""
    at = at or timezone.now()
    report = evidence.report
    _begin(report, by=by, at=at)
    if kept_files.take_out(evidence, by=by, at=at):
        _tell(report, "remove_evidence", evidence, by=by, at=at)


def _begin(report: Report, *, by: User, at: datetime) -> None:
    lock(report)
    seats = reading.own_seats(people.person(by, on=timezone.localdate(at)), report)
    reporting.can_write(report.status, report.season.stage, seats).or_refuse()


def _tell(report: Report, step: str, evidence: Evidence, *, by: User, at: datetime) -> None:
    report.revision += 1
    report.save(update_fields=["revision"])
    report.events.create(actor=by, step=step, revision=report.revision, note=evidence.name, at=at)
