"""The sheets of a workbook in the shape of the file: seasons inside blocs, lines inside pledges."""

from __future__ import annotations

from collections.abc import Hashable

from django.utils.translation import gettext_lazy as _

from blocs.exchange import schema
from blocs.exchange.outcome import Findings
from blocs.exchange.places import Cell, Place
from blocs.exchange.words import Suggestions, quoted
from blocs.exchange.workbook import Book
from emulation.text import one_line


def whole(book: Book, findings: Findings, suggestions: Suggestions) -> Cell:
    """Rows of a sheet below another hang in the row they name; a row that names none is told about."""
    place = Place(in_sheet=True)
    rows = dict(book.rows)
    _hang_seasons(rows.pop("seasons", []), rows.get("blocs", []), findings, suggestions)
    for name in ("commitments", "targets"):
        _hang_lines(name, rows.pop(name, []), rows.setdefault("pledges", []))
    province = rows.pop("province", [])
    for extra in province[1:]:
        findings.wrong(extra.place, _("The file may hold one province only."))
    found = {name: Cell(cells, Place(table=name, in_sheet=True)) for name, cells in rows.items()}
    if province:
        found[schema.PROVINCE.name] = province[0]
    return Cell(found, place)


def _hang_seasons(
    seasons: list[Cell], blocs: list[Cell], findings: Findings, suggestions: Suggestions
) -> None:
    by_code = {_text(bloc, "code"): bloc for bloc in reversed(blocs)}
    for season in seasons:
        code = _text(season, "bloc")
        bloc = by_code.get(code) if code else None
        if bloc is not None:
            bloc.value.setdefault("seasons", Cell([], season.place.of("seasons"))).value.append(season)
            continue
        told = (
            str(_("There is no bloc “%(code)s” in the sheet blocs.") % {"code": quoted(code)})
            + suggestions.like(code, [known for known in by_code if known])
            if code
            else str(_("“%(name)s” must not be empty.") % {"name": "bloc"})
        )
        at = season.value["bloc"].place if "bloc" in season.value else season.place.of("bloc")
        findings.wrong(at, told)


def _hang_lines(name: str, lines: list[Cell], pledges: list[Cell]) -> None:
    """A pledge that has lines needs no row of its own in the sheet of pledges."""
    by_key = {_season_key(pledge): pledge for pledge in reversed(pledges)}
    for line in lines:
        key = _season_key(line)
        pledge = by_key.get(key)
        if pledge is None:
            cells = {
                key.name: line.value[key.name]
                for key in schema.PLEDGES.own_fields()
                if key.name in line.value
            }
            pledge = by_key[key] = Cell(cells, line.place)
            pledges.append(pledge)
        pledge.value.setdefault(name, Cell([], line.place.of(name))).value.append(line)


def _season_key(row: Cell) -> Hashable:
    return _text(row, "bloc"), _text(row, "year")


def _text(row: Cell, name: str) -> str:
    cell = row.value.get(name)
    if cell is None or cell.value is None:
        return ""
    value = cell.value
    return one_line(str(int(value) if isinstance(value, float) and value.is_integer() else value))
