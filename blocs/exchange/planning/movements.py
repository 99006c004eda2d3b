"""Movements: the province's own, and those inside a bloc."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from blocs import models
from blocs.exchange import records, schema
from blocs.exchange.outcome import Fate, What
from blocs.exchange.planning.plan import Ground, MovementStep
from blocs.exchange.stock import MovementKey
from emulation.text import folded

INSIDE = (models.Movement.Level.BLOC, models.Movement.Level.ORGANISATION)


def plan(ground: Ground) -> None:
    exact = {(bloc, name.casefold()): (bloc, name) for bloc, name in ground.there.movements}
    plain = {(bloc, folded(name)): (bloc, name) for bloc, name in ground.there.movements}
    first: dict[MovementKey, records.Movement] = {}
    for row in ground.file.movements:
        if not row.name:
            continue
        given = replace(row, participants=ground.several(row, "participants"))
        bloc = _bloc(ground, given)
        # One that is kept as the province's own stays so, though the file would now tell its bloc.
        key = (
            exact.get((bloc, row.name.casefold()))
            or exact.get(("", row.name.casefold()))
            or plain.get((bloc, folded(row.name)))
            or plain.get(("", folded(row.name)))
            or (bloc, row.name)
        )
        other = first.setdefault((key[0], key[1].casefold()), row)
        if other is not row:
            ground.wrong(
                row.at("name"),
                _("A movement of this name already stands at %(place)s."),
                place=other.at("name"),
            )
        else:
            _movement(ground, key, given)


def _movement(ground: Ground, key: MovementKey, given: records.Movement) -> None:
    known = ground.there.movements.get(key)
    merged = (
        merge(given, known)
        if known
        else replace(given, years=tuple(sorted(given.years)), participants=tuple(sorted(given.participants)))
    )
    labels = {field.name: field.label for field in schema.MOVEMENTS.fields}
    different = [name for name in labels if known and getattr(merged, name) != getattr(known, name)]
    notes = [str(labels[name]) for name in different]
    fate = Fate.CREATED if known is None else Fate.CHANGED if different else Fate.UNCHANGED
    if fate is Fate.UNCHANGED and given.name != key[1]:
        fate = Fate.MATCHED
        notes.append(str(_("“%(name)s” is taken for “%(stored)s”") % {"name": given.name, "stored": key[1]}))
    if merged.starts and merged.ends and merged.ends < merged.starts and not (given.starts and given.ends):
        ground.wrong(given.at("starts" if given.starts else "ends"), _("The movement ends before it begins."))
    ground.line(What.MOVEMENT, given.name, fate, notes)
    if fate in (Fate.CREATED, Fate.CHANGED):
        ground.plan.movements.append(MovementStep(key, merged, known, tuple(notes)))


def merge(given: records.Movement, stored: records.Movement) -> records.Movement:
    """Years and participants are added to; what the file does not say stays as it is stored."""
    return replace(
        given,
        name=stored.name,
        years=tuple(sorted({*given.years, *stored.years})),
        starts=given.starts or stored.starts,
        ends=given.ends or stored.ends,
        participants=tuple(sorted({*given.participants, *stored.participants})),
        goal=given.goal or stored.goal,
        note=given.note or stored.note,
    )


def _bloc(ground: Ground, row: records.Movement) -> str:
    """The bloc in which a movement of a bloc or of an organisation runs; "" for the whole province.

    The only bloc of the file, else the only one of which all participants are members in one of its years.
    """
    if row.launched_by not in INSIDE:
        return ""
    if len(ground.file.blocs) == 1:
        return ground.file.blocs[0].code
    participants = set(row.participants)
    fitting = {
        bloc
        for (bloc, year), members in ground.plan.members.items()
        if participants and year in row.years and participants <= set(members)
    }
    if len(fitting) == 1:
        return fitting.pop()
    if row.launched_by == models.Movement.Level.BLOC:
        ground.wrong(
            row.at("launched_by"),
            _(
                "It cannot be told in which bloc this movement runs; "
                "list participants that are members of that bloc only."
            ),
        )
    return ""
