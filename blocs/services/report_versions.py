"""The whole report each time it is handed in, so that the difference can be shown."""

from __future__ import annotations

from datetime import datetime

from blocs.models import Report, ReportSketch, ReportVersion
from blocs.rules import near_copies
from blocs.rules.report_fields import written
from blocs.selectors import report_fields as reading
from emulation.models import User


def keep(report: Report, *, by: User, at: datetime) -> ReportVersion:
    values = reading.values(report)
    fields = {one.name: written(value) for one, value in values.found.items() if written(value)}
    files = sorted(report.evidence.live().values_list("name", "content_hash"))
    number = report.versions.count() + 1
    text = near_copies.text_of(values.texts())
    ReportSketch.objects.update_or_create(report=report, defaults={"hashes": near_copies.sketch(text)})
    content = {"fields": fields, "evidence": [list(file) for file in files]}
    return report.versions.create(number=number, content=content, by=by, at=at)
