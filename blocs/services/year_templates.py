"""The dates of a province's year. Call as year_templates.begin(…)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Milestone, MilestoneMove, Province, Season, TemplateDate, YearTemplate
from blocs.rules import calendar
from blocs.rules import year_templates as rules
from blocs.rules.rights import Act, may
from blocs.rules.year_templates import Planned
from blocs.selectors import people
from blocs.selectors import year_templates as reading
from blocs.services.seasons import lock
from emulation.models import User
from emulation.verdicts import Refused


@transaction.atomic
def begin(
    province: Province, *, year: int, period: str, by: User, at: datetime | None = None
) -> YearTemplate:
    """The template of a year, from that of an earlier one or from the usual dates. Begun twice, it is one."""
    at = at or timezone.now()
    _may_edit(province.pk, by, at)
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    known = YearTemplate.objects.filter(province=province, year=year, period=period).first()
    if known is not None:
        return known
    template = YearTemplate(province=province, year=year, period=period)
    template.full_clean()
    template.save()
    _write(template, reading.beginning(province.pk, year, period))
    template.changes.create(actor=by, step="begin_template", at=at)
    return template


@transaction.atomic
def edit(
    template: YearTemplate,
    rows: Sequence[Planned],
    *,
    seen: int | None,
    by: User,
    at: datetime | None = None,
) -> None:
    """All rows at once. `seen` is the key of the last change that the form was drawn from."""
    at = at or timezone.now()
    _may_edit(template.province_id, by, at)
    _lock(template)
    if list(rows) == reading.planned(template):
        return
    last = template.changes.last()
    if last is not None and last.pk != seen:
        told = _("%(who)s changed these dates while you were writing. Open the page again and compare.")
        raise Refused(told % {"who": last.actor})
    first_day, last_day = calendar.period(template.year, template.period)
    told_at = rules.faults(rows, first_day, last_day)
    if told_at:
        raise ValidationError(dict(told_at))
    before = {row.kind: row for row in reading.planned(template)}
    after = {row.kind: row for row in rows}
    changed = [kind for kind in calendar.ORDER if before.get(kind) != after.get(kind)]
    template.dates.all().delete()
    _write(template, rows)
    template.changes.create(actor=by, step="edit_template", note=", ".join(changed), at=at)


@transaction.atomic
def apply(template: YearTemplate, *, reason: str, by: User, at: datetime | None = None) -> int:
    """Move the open dates of the year's seasons to the template; each move is kept with its reason."""
    at = at or timezone.now()
    _may_edit(template.province_id, by, at)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the dates move.")})
    _lock(template)
    rows = reading.planned(template)
    moved = 0
    for season in reading.seasons_of(template).order_by("pk"):
        lock(season)
        moved += _move(season, reading.shifts(season, rows), reason=reason, by=by, at=at)
    if moved:
        template.changes.create(actor=by, step="apply_template", note=reason, at=at)
    return moved


def _move(season: Season, shifts: list[reading.Shift], *, reason: str, by: User, at: datetime) -> int:
    """Refuses where a date that is done already would stand out of order."""
    after = {row.kind: row.due for row in season.milestones.all()} | {
        shift.kind: shift.goes_to for shift in shifts
    }
    for shift in shifts:
        wrong = calendar.order_wrong(shift.kind, shift.goes_to, after)
        if wrong is not None:
            told = _("%(bloc)s, “%(milestone)s” on %(day)s: %(wrong)s")
            day = f"{shift.goes_to:%d/%m/%Y}"
            names = {"bloc": season.bloc, "milestone": shift.kind.label, "day": day, "wrong": wrong}
            raise Refused(told % names)
        row, _made = Milestone.objects.update_or_create(
            season=season, kind=shift.kind, defaults={"due": shift.goes_to}
        )
        MilestoneMove.objects.create(
            milestone=row, actor=by, came_from=shift.came_from, went_to=shift.goes_to, reason=reason, at=at
        )
    return len(shifts)


def _write(template: YearTemplate, rows: Sequence[Planned]) -> None:
    TemplateDate.objects.bulk_create(
        TemplateDate(
            template=template, kind=row.kind, due=row.due, days=row.days, after=row.after, source=row.source
        )
        for row in rows
    )


def _may_edit(province: int, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.PLAN_PROVINCE_YEAR, people.province_seats(someone, province)).or_refuse()


def _lock(template: YearTemplate) -> None:
    template.refresh_from_db(from_queryset=YearTemplate.objects.select_for_update(no_key=True))
