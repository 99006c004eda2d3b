"""Where something stands in a file, and what is wrong there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a sheet, or a value of a JSON file.

    `table` is the sheet, or the path of the list. Rows of a sheet are counted from 1 as people see them, rows
    and items of a JSON list from 0 as programs do.
    """

    table: str = ""
    row: int | None = None
    column: str = ""
    letter: str = ""
    item: int | None = None
    in_sheet: bool = False

    def __str__(self) -> str:
        return self._in_sheet() if self.in_sheet else self._path()

    def _in_sheet(self) -> str:
        parts = (
            [str(_("sheet “%(sheet)s”") % {"sheet": self.table})]
            if self.table
            else [str(_("the whole workbook"))]
        )
        if self.row is not None:
            parts.append(str(_("row %(row)s") % {"row": self.row}))
        if self.letter:
            name = f" ({self.column})" if self.column else ""
            parts.append(str(_("column %(letter)s") % {"letter": self.letter}) + name)
        elif self.column:
            parts.append(str(_("column “%(column)s”") % {"column": self.column}))
        return ", ".join(parts)

    def _path(self) -> str:
        path = self.table if self.row is None else f"{self.table}[{self.row}]"
        if self.column:
            path = f"{path}.{self.column}" if path else self.column
        if self.item is not None:
            path = f"{path}[{self.item}]"
        return path or str(_("the whole file"))

    def of(self, column: str) -> Place:
        return replace(self, column=column, letter="", item=None)

    def nth(self, item: int) -> Place:
        return replace(self, item=item)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as the file has it, with its place; lists and rows hold cells in turn."""

    value: Any
    place: Place


class Told(str):
    """Stands in for a value about which the person has already been told; holds it as it was written."""


class Odd(str):
    """A number that JSON's grammar or common sense does not know, as it was written."""


def filled(text: Reason, values: Mapping[str, object]) -> str:
    return str(text) % values if values else str(text)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, or only worth a word, at one place."""

    place: Place
    text: str

    def __str__(self) -> str:
        where = str(self.place)
        return (
            f"{where[:1].upper()}{where[1:]}: {self.text}" if self.place.in_sheet else f"{where}: {self.text}"
        )
