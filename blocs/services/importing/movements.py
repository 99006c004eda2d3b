"""Movements with their years and participants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from blocs import models
from blocs.exchange.planning.plan import MovementStep
from blocs.services.importing.journal import Journal
from blocs.services.naming import searchable
from emulation.text import sort_key

FIELDS = ["form", "level", "starts", "ends", "goal", "note"]


def save(
    steps: Sequence[MovementStep],
    province: models.Province,
    blocs: Mapping[str, models.Bloc],
    organisations: Mapping[str, models.Organisation],
    journal: Journal,
) -> None:
    if not steps:
        return
    known = models.Movement.objects.filter(province=province).select_related("bloc")
    rows = {(row.bloc.code if row.bloc else "", row.name): row for row in known}
    changed = [_filled(rows[step.key], step) for step in steps if step.known]
    models.Movement.objects.bulk_update(changed, FIELDS)
    made = models.Movement.objects.bulk_create(
        _filled(_new(step, province, blocs.get(step.key[0])), step) for step in steps if not step.known
    )
    rows.update({(row.bloc.code if row.bloc else "", row.name): row for row in made})
    models.MovementYear.objects.bulk_create(
        models.MovementYear(movement=rows[step.key], year=year)
        for step in steps
        for year in step.row.years
        if not step.known or year not in step.known.years
    )
    models.Enrolment.objects.bulk_create(
        models.Enrolment(movement=rows[step.key], organisation=organisations[code])
        for step in steps
        for code in step.row.participants
        if not step.known or code not in step.known.participants
    )
    models.MovementChange.objects.bulk_create(
        models.MovementChange(movement=rows[step.key], note="; ".join(step.notes), **journal.entry)
        for step in steps
    )


def _new(step: MovementStep, province: models.Province, bloc: models.Bloc | None) -> models.Movement:
    name = step.row.name
    return models.Movement(
        province=province, bloc=bloc, name=name, search_text=searchable([name]), sort_key=sort_key(name)
    )


def _filled(movement: models.Movement, step: MovementStep) -> models.Movement:
    row = step.row
    movement.form, movement.level = row.form, row.launched_by
    movement.starts, movement.ends = row.starts, row.ends
    movement.goal, movement.note = row.goal, row.note
    return movement
