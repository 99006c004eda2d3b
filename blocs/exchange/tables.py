"""The tables of a file around its wrong cells, as its writer knows them: to be shown beside the messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from blocs.exchange import columns, schema, sections
from blocs.exchange.files import Read
from blocs.exchange.places import Cell, Place, Problem, Told
from blocs.exchange.schema import Kind
from blocs.exchange.spelling import shown
from emulation.text import folded

MOST_ROWS = 40  # of one table
LONGEST = 80


@dataclass(frozen=True)
class ShownCell:
    text: str
    problems: tuple[int, ...] = ()  # the numbers of the messages about it, from 1


@dataclass(frozen=True)
class ShownRow:
    label: str
    cells: tuple[ShownCell, ...]
    problems: tuple[int, ...] = ()  # of the row as a whole


@dataclass
class Table:
    title: str
    heads: list[str]
    rows: list[ShownRow] = field(default_factory=list)
    left_out: int = 0


Column = tuple[str, str]  # letter and name; a JSON file has no letters
Rows = dict[int | None, dict[str, str]]  # the text in each column, by row
Wrong = dict[int | None, list[tuple[int, Place]]]  # the numbered messages, by row


def tables(read: Read, problems: Sequence[Problem]) -> list[Table]:
    """Each row with something wrong, between the rows above and below it."""
    if read.cells is None:
        return []
    written: dict[str, Rows] = {}
    for row, values in _rows(read.cells):
        written.setdefault(row.table, {}).setdefault(row.row, {}).update(values)
    wrong: dict[str, Wrong] = {}
    for number, problem in enumerate(problems, start=1):
        place = problem.place
        if place.table in written or place.table in read.heads:
            wrong.setdefault(place.table, {}).setdefault(place.row, []).append((number, place))
    return [_table(title, found, written.get(title, {}), read) for title, found in wrong.items()]


def _table(title: str, wrong: Wrong, written: Rows, read: Read) -> Table:
    in_sheet = title in read.heads
    known = _known(title)
    wanted = sorted(
        {near for row in wrong for near in _near(row, written)}, key=lambda row: -1 if row is None else row
    )
    rows = {row: written.get(row, {}) for row in wanted[:MOST_ROWS]}
    found = _columns(title, rows, known, read)
    if in_sheet and 1 in rows:
        rows[1] = {name: name for _letter, name in found}
    places = [place for about in wrong.values() for _number, place in about]
    shown_columns = [
        (letter, name)
        for letter, name in found
        if any(values.get(name) for row, values in rows.items() if not (in_sheet and row == 1))
        or any(_is_at(place, letter, name) for place in places)
    ]
    table = Table(
        title=f"{title} · {known.label}" if known else title,
        heads=[" · ".join(filter(None, column)) for column in shown_columns],
        left_out=max(0, len(wanted) - MOST_ROWS),
    )
    for row, values in rows.items():
        about = wrong.get(row, [])
        cells = tuple(
            ShownCell(
                values.get(name, ""), tuple(number for number, place in about if _is_at(place, letter, name))
            )
            for letter, name in shown_columns
        )
        told = {number for cell in cells for number in cell.problems}
        rest = tuple(number for number, _place in about if number not in told)
        label = "" if row is None else str(row) if in_sheet else f"[{row}]"
        table.rows.append(ShownRow(label, cells, rest))
    return table


def _known(title: str) -> schema.Rows | None:
    """The list that a sheet, or the path of a JSON list, stands for."""
    all_rows = columns.sheets(section.rows for section in sections.registered())
    name = title.rpartition(".")[2]
    return columns.titles(all_rows).get(name.lower()) or columns.titles(all_rows).get(folded(name))


def _near(row: int | None, written: Rows) -> Iterator[int | None]:
    yield row
    if row is not None:
        yield from (near for near in (row - 1, row + 1) if near in written)


def _is_at(place: Place, letter: str, name: str) -> bool:
    if place.letter:
        return place.letter == letter
    return bool(name) and name in (place.column, place.column.partition(".")[0])


def _columns(title: str, rows: Rows, known: schema.Rows | None, read: Read) -> list[Column]:
    if title in read.heads:
        return list(read.heads[title])
    names = dict.fromkeys(name for values in rows.values() for name in values)
    own = [each.name for each in known.own_fields()] if known else []
    return [("", name) for name in (*own, *(name for name in names if name not in own))]


def _rows(cell: Cell) -> Iterator[tuple[Place, dict[str, str]]]:
    """Every row of every list, those inside others too."""
    if isinstance(cell.value, list):
        for item in cell.value:
            yield from _rows(item)
    if not isinstance(cell.value, dict):
        return
    inner = [each for each in cell.value.values() if _holds_rows(each)]
    own = {_head(each): _text(each) for each in cell.value.values() if each not in inner}
    place = cell.place
    if place.row is not None:
        yield place, own
    elif place.column and not place.table:
        yield Place(table=place.column), own
    for each in inner:
        yield from _rows(each)


def _holds_rows(cell: Cell) -> bool:
    return isinstance(cell.value, list) and any(isinstance(item.value, dict) for item in cell.value)


def _head(cell: Cell) -> str:
    return cell.place.column


def _text(cell: Cell) -> str:
    text = _whole_text(cell)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _whole_text(cell: Cell) -> str:
    value: Any = cell.value
    if value is None:
        return ""
    if isinstance(value, list):
        return columns.joined([_whole_text(item) for item in value], Kind.CODES)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_whole_text(each)}" for key, each in value.items())
    if isinstance(value, str | Told):
        return value
    return shown(value)
