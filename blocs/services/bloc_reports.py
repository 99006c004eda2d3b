"""Writing the report of a bloc. Call as bloc_reports.write(…)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from blocs.models import BlocReport, Season, SeasonEvent
from blocs.models.bloc_report import SECTIONS
from blocs.rules import reporting
from blocs.services import seasons
from blocs.services.pledges.common import Stale
from emulation.models import User


@transaction.atomic
def write(
    season: Season, texts: Mapping[str, str], *, seen: int, by: User, at: datetime | None = None
) -> BlocReport:
    """All sections at once. `seen` is the revision when they were drawn, else Stale is raised."""
    at = at or timezone.now()
    seasons.lock(season)
    reporting.can_write_for_bloc(season.stage, seasons.seats_of(by, season, at)).or_refuse()
    report = BlocReport.objects.select_for_update(no_key=True).filter(season=season).first() or BlocReport(
        season=season
    )
    wanted = {section: texts[section] for section in SECTIONS}
    if all(getattr(report, section) == text for section, text in wanted.items()):
        return report
    if report.revision != seen:
        last = SeasonEvent.objects.filter(season=season, step="bloc_report").order_by("-at", "-pk").first()
        raise Stale(report, by=last.actor if last else None, at=last.at if last else None)
    for section, text in wanted.items():
        setattr(report, section, text)
    report.revision += 1
    report.full_clean(exclude=["season"])
    report.save()
    season.events.create(actor=by, step="bloc_report", at=at)
    return report
