"""What the yearly statistical forms ask, and their figures. Call as statistical_forms.keep(…)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import StatisticalFigure, StatisticalForm, StatisticalLine, StatisticalSheet
from awards.rules.rights import Act, may
from awards.selectors import statistical_forms as reading
from blocs.models import Province
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import unless

Typed = Mapping[tuple[int, str], int | None]  # by line and column; None: as counted


@dataclass(frozen=True, slots=True)
class Asked:
    """A line as it is written in the editor; without a label it is taken out."""

    key: int | None
    order: int
    label: str
    counts: str = ""


@transaction.atomic
def write(
    form: StatisticalForm,
    province: Province,
    fields: Mapping[str, Any],
    lines: Iterable[Asked],
    *,
    by: User,
    at: datetime | None = None,
) -> StatisticalForm:
    """What the form asks in the province from now on; the form for all provinces and closed sheets stay."""
    _allowed(province, by, at or timezone.now())
    own = _own(form, province)
    same = own.pk == form.pk
    unless(
        same or own.pk is None,
        _("Somebody else has just changed this form. Open it again to see how it stands."),
    ).or_refuse()
    for name, value in fields.items():
        setattr(own, name, value)
    own.full_clean(exclude=["province"])
    own.save()
    kept = {line.pk: line for line in own.lines.all()}
    open_figures = StatisticalFigure.objects.filter(sheet__province=province, sheet__closed_at__isnull=True)
    for place, asked in enumerate(sorted(lines, key=lambda line: line.order), start=1):
        line = kept.pop(asked.key, None) if asked.key else None
        if not asked.label:
            if line is not None:
                line.delete()
            continue
        line = line or StatisticalLine(form=own)
        line.order, line.label, line.counts = place, asked.label, asked.counts
        line.full_clean(exclude=["form"])
        line.save()
        if not same:
            open_figures.filter(line_id=asked.key).update(line=line)
    StatisticalSheet.objects.filter(province=province, form=form, closed_at__isnull=True).update(form=own)
    return own


def _own(form: StatisticalForm, province: Province) -> StatisticalForm:
    """The province's row; made from the one for all the first time."""
    if form.province_id == province.pk:
        own: StatisticalForm = StatisticalForm.objects.select_for_update(no_key=True).get(pk=form.pk)
        return own
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)  # two who begin at once make one
    row = StatisticalForm.objects.filter(province=province, code=form.code).first()
    if row is not None:
        return row
    told = {field.name: getattr(form, field.name) for field in StatisticalForm._meta.concrete_fields}
    return StatisticalForm(**told | {"id": None, "province": province})


@transaction.atomic
def keep(
    form: StatisticalForm,
    province: Province,
    year: int,
    typed: Typed,
    *,
    by: User,
    at: datetime | None = None,
) -> StatisticalSheet:
    """The figures typed into the open sheet of the year; an empty cell goes by the records. Raises Refused
    for a closed one."""
    _allowed(province, by, at or timezone.now())
    sheet = _open_sheet(form, province, year)
    own = set(form.lines.values_list("pk", flat=True))
    for (line, column), value in typed.items():
        unless(
            line in own and column in reading.columns(form), _("This cell is not in the form.")
        ).or_refuse()
        if value is None:
            sheet.figures.filter(line=line, column=column).delete()
        else:
            sheet.figures.update_or_create(line_id=line, column=column, defaults={"value": value})
    return sheet


@transaction.atomic
def close(
    form: StatisticalForm, province: Province, year: int, *, by: User, at: datetime | None = None
) -> StatisticalSheet:
    """From here the year's figures and words stay as they are; pressed again, nothing happens."""
    at = at or timezone.now()
    _allowed(province, by, at)
    newest = _newest(form, province, year)
    if newest is not None and newest.closed_at is not None:
        return newest
    sheet = newest or StatisticalSheet.objects.create(form=form, province=province, year=year)
    rows = reading.lines(form, province, year, sheet)
    unless(bool(rows), _("The form has no lines yet. Enter what it asks first.")).or_refuse()
    sheet.figures.all().delete()
    StatisticalFigure.objects.bulk_create(
        StatisticalFigure(
            sheet=sheet,
            line_id=row.key,
            order=place,
            label=row.label,
            column=cell.column,
            value=cell.value,
            counted=cell.counted,
        )
        for place, row in enumerate(rows, start=1)
        for cell in row.cells
        if cell.value is not None
    )
    sheet.form, sheet.closed_at, sheet.closed_by = form, at, by
    sheet.save()
    return sheet


@transaction.atomic
def correct(
    form: StatisticalForm,
    province: Province,
    year: int,
    *,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> StatisticalSheet:
    """A new version beside the closed one, begun with what was typed there."""
    _allowed(province, by, at or timezone.now())
    last = _newest(form, province, year)
    unless(last is not None, _("Close the figures of the year first.")).or_refuse()
    assert last is not None
    if last.closed_at is None:
        return last
    unless(bool(reason.strip()), _("Say why the figures are corrected.")).or_refuse()
    sheet = StatisticalSheet.objects.create(
        form=form, province=province, year=year, version=last.version + 1, reason=reason.strip()
    )
    own = set(form.lines.values_list("pk", flat=True))
    StatisticalFigure.objects.bulk_create(
        StatisticalFigure(sheet=sheet, line_id=row.line_id, column=row.column, value=row.value)
        for row in last.figures.all()
        if row.line_id in own and row.value != row.counted
    )
    return sheet


def _open_sheet(form: StatisticalForm, province: Province, year: int) -> StatisticalSheet:
    sheet = _newest(form, province, year)
    if sheet is None:
        return StatisticalSheet.objects.create(form=form, province=province, year=year)
    unless(
        sheet.closed_at is None, _("The figures of this year are closed. Begin a correction to change them.")
    ).or_refuse()
    return sheet


def _newest(form: StatisticalForm, province: Province, year: int) -> StatisticalSheet | None:
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)  # one hand at a time
    return StatisticalSheet.objects.of(province, form.code, year).first()


def _allowed(province: Province, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.EDIT_RULES, people.province_seats(someone, province.pk)).or_refuse()
