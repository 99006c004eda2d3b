"""One value of a season file, read strictly from JSON and with the habits of spreadsheets from a workbook.

Each reader returns the value or None, and tells what is wrong; None without a word: nothing stood there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blocs.exchange.outcome import Findings
from blocs.exchange.places import Cell, Odd, Told
from blocs.exchange.schema import Field, Kind
from blocs.exchange.spelling import day_in, labels, shown, tidy
from blocs.exchange.words import Suggestions, is_garbled, quoted
from blocs.models.season import FIRST_YEAR, LAST_YEAR
from emulation.text import folded, normalise, one_line, without_marks
from emulation.verdicts import Reason

FIRST_DAY_YEAR = 1900
LARGEST = Decimal(10) ** 12  # the database keeps twelve digits before the decimal sign and four after it
_CODE = re.compile(r"[-a-zA-Z0-9_]+")
_TYPED_NUMBER = re.compile(r"(-?\d{1,12})(?:[.,](\d{1,2}))?\s*%?")  # 1.234 is left out: it means two things


class Values:
    def __init__(self, findings: Findings, suggestions: Suggestions, *, from_sheet: bool) -> None:
        self.findings = findings
        self.suggestions = suggestions
        self.from_sheet = from_sheet

    def tell(self, cell: Cell, text: Reason, /, *, hint: str = "", **values: object) -> None:
        self.findings.wrong(cell.place, text, hint=hint, **values)

    def read(self, cell: Cell, field: Field) -> Any:
        if cell.value is None or isinstance(cell.value, Told):
            return None
        return _READERS[field.kind](self, cell, field)

    def _text(self, cell: Cell, field: Field) -> str | None:
        return self._cleaned(cell, field, one_line)

    def _lines(self, cell: Cell, field: Field) -> str | None:
        return self._cleaned(cell, field, normalise)

    def _cleaned(self, cell: Cell, field: Field, clean: Callable[[str], str]) -> str | None:
        value = self._plain(cell)
        if value is None:
            return None
        if is_garbled(value):
            self.tell(
                cell,
                _(
                    "“%(value)s” has garbled letters, as from an old font (TCVN3, VNI) or a wrong encoding; "
                    "type it in Unicode."
                ),
                value=quoted(value),
            )
            return None
        text = clean(value)
        if len(text) > field.longest:
            self.tell(
                cell,
                ngettext(
                    "The text has %(length)s letter; at most %(longest)s fit here.",
                    "The text has %(length)s letters; at most %(longest)s fit here.",
                    len(text),
                ),
                length=len(text),
                longest=field.longest,
            )
            return None
        return text or None

    def _plain(self, cell: Cell) -> str | None:
        """Text; spreadsheets make numbers of texts that look like numbers."""
        value = cell.value
        if isinstance(value, str) and not isinstance(value, Odd):
            return value
        if self.from_sheet and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return str(int(value)) if isfinite(value) and value == int(value) else str(value)
        if isinstance(value, date | time):
            self.tell(
                cell, _("A text belongs here, but the cell holds a date or time; format the cell as text.")
            )
        else:
            self.tell(cell, _("A text belongs here, not %(value)s."), value=shown(value))
        return None

    def _code(self, cell: Cell, field: Field) -> str | None:
        text = self._text(cell, field)
        if text is None or _CODE.fullmatch(text):
            return text
        plain = re.sub(r"[^-a-z0-9_]+", "-", without_marks(text).lower()).strip("-")
        hint = " " + str(_("For example “%(code)s”.") % {"code": plain}) if plain else ""
        self.tell(
            cell,
            _("“%(value)s” is not a code: only letters without marks, digits, - and _."),
            value=quoted(text),
            hint=hint,
        )
        return None

    def _choice(self, cell: Cell, field: Field) -> str | None:
        text = self._text(cell, field)
        if text is None:
            return None
        assert field.choices is not None
        if text in field.choices.values:
            return text
        if self.from_sheet and folded(text) in labels(field.choices):
            return labels(field.choices)[folded(text)]
        known = (
            [str(label) for label in field.choices.labels] if self.from_sheet else list(field.choices.values)
        )
        self.tell(
            cell,
            _("“%(value)s” is not among: %(known)s."),
            value=quoted(text),
            known=", ".join(known),
            hint=self.suggestions.like(text, known),
        )
        return None

    def _year(self, cell: Cell, field: Field) -> int | None:
        value = cell.value
        if self.from_sheet and isinstance(value, str) and value.strip().isdecimal():
            value = int(value.strip()[:9])
        if self.from_sheet and isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, str) and not value.strip():
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.tell(cell, _("A year in four digits belongs here, not %(value)s."), value=shown(value))
            return None
        if not FIRST_YEAR <= value <= LAST_YEAR:
            self.tell(
                cell,
                _("%(year)s is not a year from %(first)s to %(last)s."),
                year=quoted(value),
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
            return None
        return value

    def _day(self, cell: Cell, field: Field) -> date | None:
        value = cell.value
        if isinstance(value, str) and not value.strip():
            return None
        found: date | None = None
        if isinstance(value, datetime):
            found = value.date() if value.time() == time() else None
        elif isinstance(value, date):
            found = value
        elif isinstance(value, str):
            found = day_in(value.strip())
        if found is None:
            self.tell(
                cell,
                _("A day such as 2024-12-31 or 31/12/2024 belongs here, not %(value)s."),
                value=shown(value),
            )
            return None
        if not FIRST_DAY_YEAR <= found.year <= LAST_YEAR:
            self.tell(
                cell,
                _("%(day)s lies outside the years from %(first)s to %(last)s."),
                day=f"{found:%d/%m}/{found.year}",
                first=FIRST_DAY_YEAR,
                last=LAST_YEAR,
            )
            return None
        return found

    def _first_day(self, cell: Cell, field: Field) -> date | None:
        return self._day_or_year(cell, field, 1, 1)

    def _last_day(self, cell: Cell, field: Field) -> date | None:
        return self._day_or_year(cell, field, 12, 31)

    def _day_or_year(self, cell: Cell, field: Field, month: int, day: int) -> date | None:
        value = cell.value
        is_text = self.from_sheet and isinstance(value, str) and value.strip().isdecimal()
        if is_text or (isinstance(value, int | float) and not isinstance(value, bool)):
            year = self._year(cell, field)
            return date(year, month, day) if year is not None else None
        return self._day(cell, field)

    def _number(self, cell: Cell, field: Field) -> Decimal | None:
        value = cell.value
        if isinstance(value, str) and not value.strip():
            return None
        number = self._decimal(value)
        if number is None:
            self.tell(cell, _("A number belongs here, not %(value)s."), value=shown(value))
        elif abs(number) >= LARGEST:
            self.tell(cell, _("The number is too large; at most twelve digits fit here."))
        elif number != round(number, 4):
            self.tell(cell, _("The number has more than four decimals."))
        else:
            return tidy(number)
        return None

    def _decimal(self, value: Any) -> Decimal | None:
        if isinstance(value, bool | Odd):
            return None
        if isinstance(value, int | Decimal):
            return Decimal(value)
        if not self.from_sheet:
            return None
        if isinstance(value, float) and abs(value) >= LARGEST:
            return LARGEST  # so that it is told as too large, infinity too
        if isinstance(value, float):
            return round(Decimal(repr(value)), 9)  # 0.1 + 0.2 in a sheet is 0.30000000000000004
        typed = _TYPED_NUMBER.fullmatch(value.strip()) if isinstance(value, str) else None
        return Decimal(f"{typed[1]}.{typed[2] or 0}") if typed else None

    def _codes(self, cell: Cell, field: Field) -> tuple[str, ...] | None:
        return self._each_once(cell, field, self._code)

    def _years(self, cell: Cell, field: Field) -> tuple[int, ...] | None:
        return self._each_once(cell, field, self._year)

    def _texts(self, cell: Cell, field: Field) -> tuple[str, ...] | None:
        read = [self._text(item, field) for item in self._items(cell)]
        return tuple(dict.fromkeys(text for text in read if text is not None))

    def _each_once(
        self, cell: Cell, field: Field, read: Callable[[Cell, Field], Any]
    ) -> tuple[Any, ...] | None:
        found: dict[Any, None] = {}
        for item in self._items(cell):
            told = len(self.findings.problems)
            value = read(item, field)
            if value is None and told == len(self.findings.problems):
                self.tell(item, _("An item of the list is empty."))
            elif value is None:
                continue
            elif value in found:
                self.tell(item, _("“%(value)s” stands twice in the list."), value=quoted(value))
            else:
                found[value] = None
        return tuple(found)

    def _items(self, cell: Cell) -> list[Cell]:
        if isinstance(cell.value, list):
            return cell.value
        self.tell(cell, _("A list belongs here, not %(value)s."), value=shown(cell.value))
        return []

    def _days(self, cell: Cell, field: Field) -> dict[str, date] | None:
        assert field.choices is not None
        if not isinstance(cell.value, dict):
            self.tell(
                cell,
                _("An object belongs here, with a day for each of: %(known)s."),
                known=", ".join(field.choices.values),
            )
            return None
        days = {}
        for kind, day in cell.value.items():
            if kind not in field.choices.values:
                self.tell(
                    day,
                    _("Unknown key “%(key)s”."),
                    key=quoted(kind),
                    hint=self.suggestions.like(kind, field.choices.values),
                )
            elif (read := self.read(day, _ONE_DAY)) is not None:
                days[kind] = read
        return {kind: days[kind] for kind in field.choices.values if kind in days}


_READERS: dict[Kind, Callable[[Values, Cell, Field], Any]] = {
    Kind.TEXT: Values._text,
    Kind.LINES: Values._lines,
    Kind.CODE: Values._code,
    Kind.CHOICE: Values._choice,
    Kind.YEAR: Values._year,
    Kind.DAY: Values._day,
    Kind.FIRST_DAY: Values._first_day,
    Kind.LAST_DAY: Values._last_day,
    Kind.NUMBER: Values._number,
    Kind.CODES: Values._codes,
    Kind.TEXTS: Values._texts,
    Kind.YEARS: Values._years,
    Kind.DAYS: Values._days,
}
_ONE_DAY = Field("day", Kind.DAY, "")
