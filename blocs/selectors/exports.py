"""What leaves as a season file, and what is there for a file to be compared with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from blocs import models
from blocs.exchange import records, sections, sheets, writing
from blocs.exchange.schema import Rows
from blocs.exchange.stock import Bloc, Name, Organisation, Stock
from blocs.selectors import season_records


def season_file(season: models.Season) -> records.SeasonFile:
    """One season with all that it needs: an empty database that reads the file has the same season."""
    bloc, province = season.bloc, season.bloc.province
    everybody = models.Organisation.objects.filter(province=province)
    codes = dict(everybody.values_list("pk", "code"))
    this_one = models.Season.objects.filter(pk=season.pk)
    key = bloc.code, season.year
    row = season_records.seasons(this_one, codes)[key].row
    stored = season_records.organisations(everybody)
    listed = _with_those_above(row.members, stored)
    pledge = season_records.pledges(this_one, codes).get(key)
    movements = season_records.movements(models.Movement.objects.of_season(season), codes)
    extras: dict[str, tuple[Any, ...]] = {
        section.rows.name: tuple(section.take_out(season, listed)) for section in sections.registered()
    }
    return records.SeasonFile(
        province=_province(province),
        organisations=tuple(dated for code in sorted(listed) for dated in _dated_names(stored[code])),
        blocs=(records.Bloc(code=bloc.code, kind=bloc.kind, name=bloc.current_name, seasons=(row,)),),
        movements=tuple(
            replace(movement, participants=tuple(code for code in movement.participants if code in listed))
            for _key, movement in sorted(movements.items())
        ),
        pledges=(_of_members(pledge.row, row.members),) if pledge else (),
        extras=extras,
    )


def as_json(season: models.Season) -> bytes:
    return writing.as_json(season_file(season), _extras())


def as_workbook(season: models.Season) -> bytes:
    return sheets.as_workbook(season_file(season), _extras())


def _extras() -> list[Rows]:
    return [section.rows for section in sections.registered()]


def _province(province: models.Province) -> records.Province:
    return records.Province(code=province.code, name=province.name, place=province.place)


def _with_those_above(codes: Collection[str], stored: dict[str, Organisation]) -> set[str]:
    listed: set[str] = set()
    for code in codes:
        while code and code not in listed:
            listed.add(code)
            code = stored[code].parent
    return listed


def _dated_names(organisation: Organisation) -> list[records.Organisation]:
    """A row per name; what belongs to the organisation as a whole stands in the last."""
    names = organisation.names or (Name(organisation.code),)
    rows = [
        records.Organisation(
            code=organisation.code,
            kind=organisation.kind,
            name=name.name,
            short_name=name.short_name,
            valid_from=name.valid_from,
            valid_to=name.valid_to,
        )
        for name in names
    ]
    return [*rows[:-1], replace(rows[-1], aliases=organisation.aliases, parent=organisation.parent)]


def _of_members(pledge: records.Pledge, members: Collection[str]) -> records.Pledge:
    """Whose owner has left the bloc is nobody's own target any more."""
    targets = (target if target.owner in members else replace(target, owner="") for target in pledge.targets)
    return replace(pledge, targets=tuple(targets))


def stock(province: str, *, years: Collection[int], blocs: Collection[str]) -> Stock:
    """What a file may meet: all of its province, seasons of its years, blocs of the same codes elsewhere."""
    found = models.Province.objects.filter(code=province).first()
    strangers = models.Bloc.objects.filter(code__in=list(blocs)).exclude(province=found)
    elsewhere = {row.code: Bloc(row.code, "", row.kind, ()) for row in strangers}
    if found is None:
        return Stock(blocs=elsewhere)
    own = models.Bloc.objects.filter(province=found).prefetch_related("names").order_by("code")
    everybody = models.Organisation.objects.filter(province=found)
    codes = dict(everybody.values_list("pk", "code"))
    seasons = models.Season.objects.filter(bloc__province=found, year__in=list(years))
    return Stock(
        province=_province(found),
        organisations=season_records.organisations(everybody),
        blocs={**elsewhere, **{row.code: _bloc(row, province) for row in own}},
        seasons=season_records.seasons(seasons, codes),
        movements=season_records.movements(models.Movement.objects.filter(province=found), codes),
        pledges=season_records.pledges(seasons, codes),
    )


def _bloc(row: models.Bloc, province: str) -> Bloc:
    names = [name.name for name in row.names.all() if name.name != row.current_name]
    return Bloc(row.code, province, row.kind, (*names, row.current_name))
