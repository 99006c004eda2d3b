"""Evidence of a report: added, taken out. Call as evidence.add(…), evidence.remove(…)."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Criterion, Evidence, Report
from blocs.rules import reporting
from blocs.selectors import people
from blocs.selectors import report_fields as reading
from blocs.services.report_fields import lock
from emulation import sent_kinds, viruses
from emulation.models import User
from emulation.text import one_line
from emulation.verdicts import Refused, unless

LARGEST = 20 * 1024 * 1024
MOST = 200  # files of one report
_PATH = re.compile(r"[/\\:*?\"<>|]+")


def too_large(size: int) -> str:
    told = {"size": -(-size // 1024 // 1024), "most": LARGEST // 1024 // 1024}
    return _("The file has %(size)d MB; at most %(most)d MB are taken. Divide it or make it smaller.") % told


def add(
    report: Report, name: str, content: bytes, *, criterion: int | None, by: User, at: datetime | None = None
) -> Evidence:
    """Beside a criterion, by its key, or for the whole report. Raises Refused for what is not taken."""
    at = at or timezone.now()
    unless(bool(content), _("The file is empty.")).or_refuse()
    unless(len(content) <= LARGEST, too_large(len(content))).or_refuse()
    kind = sent_kinds.of(content)
    viruses.refuse_infected(content)
    with transaction.atomic():
        _begin(report, by=by, at=at)
        if criterion is not None and criterion not in reading.criteria_of(report):
            raise Refused(_("This criterion is not in the season's score table."))
        digest = hashlib.sha256(content).hexdigest()
        same = report.evidence.live().filter(content_hash=digest)
        twice = same.filter(criterion=criterion).first()
        if twice is not None:
            raise Refused(_("This file is here already, as “%(name)s”.") % {"name": twice.name})
        unless(report.evidence.live().count() < MOST, _("A report takes at most 200 files.")).or_refuse()
        evidence = Evidence(
            report=report,
            criterion=Criterion.objects.get(pk=criterion) if criterion else None,
            name=clean_name(name, kind),
            media_type=kind.media_type,
            size=len(content),
            content_hash=digest,
            by=by,
            at=at,
        )
        kept = Evidence.objects.filter(content_hash=digest).first()
        if kept is not None:
            evidence.file.name = kept.file.name
        else:
            evidence.file.save(evidence.name, ContentFile(content), save=False)
        evidence.save()
        _tell(report, "evidence", evidence, by=by, at=at)
    return evidence


@transaction.atomic
def remove(evidence: Evidence, *, by: User, at: datetime | None = None) -> None:
    """Taken out twice, it is simply out. The file stays: an earlier version may name it."""
    at = at or timezone.now()
    report = evidence.report
    _begin(report, by=by, at=at)
    evidence.refresh_from_db()
    if evidence.removed_at is None:
        evidence.removed_at, evidence.removed_by = at, by
        evidence.save(update_fields=["removed_at", "removed_by"])
        _tell(report, "remove_evidence", evidence, by=by, at=at)


def clean_name(name: str, kind: sent_kinds.SentKind) -> str:
    """Without a path, and with the ending of what the file is."""
    plain = _PATH.sub(" ", one_line(re.split(r"[/\\]", name)[-1])).strip(" .")[:200] or _("Evidence")
    stem, dot, ending = plain.rpartition(".")
    if dot and ending.lower() in kind.endings:
        return plain
    return f"{stem if dot and len(ending) <= 5 else plain}.{kind.endings[0]}"


def _begin(report: Report, *, by: User, at: datetime) -> None:
    lock(report)
    seats = reading.own_seats(people.person(by, on=timezone.localdate(at)), report)
    reporting.can_write(report.status, report.season.stage, seats).or_refuse()


def _tell(report: Report, step: str, evidence: Evidence, *, by: User, at: datetime) -> None:
    report.revision += 1
    report.save(update_fields=["revision"])
    report.events.create(actor=by, step=step, revision=report.revision, note=evidence.name, at=at)
