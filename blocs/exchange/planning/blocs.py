"""Blocs and their seasons. A season that is under way is no longer changed by a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocs import models
from blocs.exchange import records, schema, stock
from blocs.exchange.outcome import Fate, What
from blocs.exchange.planning.plan import Ground, SeasonStep
from emulation.text import folded

_TOLD_FIELDS = ("members", "period", "theme", "leader", "deputy", "decision", "deadlines")


def plan(ground: Ground) -> None:
    by_name = {
        name.casefold(): bloc
        for bloc in ground.there.blocs.values()
        if bloc.province == ground.file.province.code
        for name in bloc.names
    }
    for row in ground.file.blocs:
        known = ground.there.blocs.get(row.code)
        if known is not None:
            _same(ground, row, known)
        elif other := by_name.get(row.name.casefold()):
            ground.wrong(
                row.at("code"),
                _("The bloc “%(name)s” is already there under the code “%(code)s”; use that."),
                name=row.name,
                code=other.code,
            )
        else:
            ground.plan.blocs.append(row)
        ground.line(What.BLOC, row.name, Fate.UNCHANGED if known else Fate.CREATED)
        for season in row.seasons:
            if season.year is not None and row.code:
                _season(ground, row, season, season.year)


def _same(ground: Ground, row: records.Bloc, known: stock.Bloc) -> None:
    if known.province != ground.file.province.code:
        ground.wrong(
            row.at("code"),
            _("The code “%(code)s” already belongs to a bloc of another province; choose another code."),
            code=row.code,
        )
    elif row.name and folded(row.name) not in {folded(name) for name in known.names}:
        ground.wrong(
            row.at("name"),
            _("“%(code)s” is the code of “%(stored)s”. Rename that on its page, or choose another code."),
            code=row.code,
            stored=known.names[-1],
        )
    elif row.kind and row.kind != known.kind:
        ground.wrong(row.at("kind"), _("“%(name)s” is stored as another kind."), name=row.name)


def _season(ground: Ground, bloc: records.Bloc, row: records.Season, year: int) -> None:
    given = replace(
        row,
        members=ground.several(row, "members"),
        leader=ground.plan.codes.get(
            row.leader, ""
        ),  # a wrong one is told where it is missing among the members
        deputy=ground.plan.codes.get(row.deputy, ""),
    )
    known = ground.there.seasons.get((bloc.code, year))
    merged = (
        merge(given, known.row)
        if known
        else replace(given, period=given.period or models.Season.Period.CALENDAR)
    )
    ground.plan.members[bloc.code, year] = merged.members
    different = [name for name in _TOLD_FIELDS if known and getattr(merged, name) != getattr(known.row, name)]
    fate = Fate.CREATED if known is None else Fate.CHANGED if different else Fate.UNCHANGED
    labels = {field.name: field.label for field in schema.SEASONS.fields}
    notes = tuple(str(labels[name]) for name in different)
    name = (
        f"{bloc.name} {year}-{year + 1}"
        if merged.period == models.Season.Period.SCHOOL
        else f"{bloc.name} {year}"
    )
    ground.line(What.SEASON, name, fate, notes)
    for field in different:
        if known and not known.is_open:
            ground.wrong(
                row.at(field),
                _(
                    "The season %(year)s is under way and is not overwritten; “%(stored)s” is stored here. "
                    "Change it on the page of the season."
                ),
                year=year,
                stored=_in_words(getattr(known.row, field)),
            )
        elif field == "period":
            ground.wrong(row.at(field), _("The period of a season that is already there cannot be changed."))
    for role in ("leader", "deputy"):
        code = getattr(merged, role)
        if known and code and code not in merged.members and not getattr(row, role):
            ground.wrong(
                row.at("members"),
                _("“%(code)s” leads the stored season or is its deputy, and must stay a member."),
                code=code,
            )
    if merged.leader and merged.leader == merged.deputy and not (row.leader and row.deputy):
        ground.wrong(
            row.at("leader" if row.leader else "deputy"),
            _("Leader and deputy must be two different members."),
        )
    if fate is not Fate.UNCHANGED:
        ground.plan.seasons.append(SeasonStep((bloc.code, year), merged, known, notes))


def merge(given: records.Season, stored: records.Season) -> records.Season:
    """What the file does not say stays as it is stored."""
    return replace(
        given,
        period=given.period or stored.period,
        theme=given.theme or stored.theme,
        leader=given.leader or stored.leader,
        deputy=given.deputy or stored.deputy,
        members=given.members or stored.members,
        decision=given.decision or stored.decision,
        deadlines={**stored.deadlines, **given.deadlines},
    )


def _in_words(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, dict):
        return "; ".join(f"{kind}: {day:%d/%m/%Y}" for kind, day in value.items())
    return str(value)
