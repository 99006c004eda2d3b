"""One pass over a sheet before its values are read: its size, and what a reader of values never sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

import defusedxml.sax
from openpyxl.utils import column_index_from_string

MOST_TOLD = 20  # merged ranges, hidden rows: after these the pattern is clear
_COORDINATE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUE = frozenset({"1", "true"})


@dataclass
class Sheet:
    rows: int = 0  # with values
    last_row: int = 0
    last_column: int = 0
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    is_too_long: bool = False


class _Enough(SAXException):
    pass


def scan(stream: IO[bytes], *, most_rows: int) -> Sheet:
    found = Sheet()
    handler = _Handler(found, most_rows)
    try:
        defusedxml.sax.parse(stream, handler, forbid_dtd=True)
    except _Enough:
        found.is_too_long = True
    found.hidden_columns = sorted(handler.columns & handler.hidden_columns)[:MOST_TOLD]
    return found


class _Handler(ContentHandler):
    def __init__(self, found: Sheet, most_rows: int) -> None:
        super().__init__()
        self.found = found
        self.most_rows = most_rows
        self.row = self.column = self.counted = 0
        self.is_hidden = False
        self.columns: set[int] = set()
        self.hidden_columns: set[int] = set()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._cell(attrs)
        elif tag in ("v", "is", "f"):
            self._value()
        elif tag == "row":
            self._row(attrs)
        elif tag == "col" and attrs.get("hidden") in _TRUE:
            first, last = int(attrs.get("min", "1")), min(int(attrs.get("max", "1")), 16384)
            self.hidden_columns.update(range(first, last + 1))
        elif tag == "mergeCell" and len(self.found.merged) < MOST_TOLD:
            self.found.merged.append(attrs.get("ref", ""))

    def _row(self, attrs: AttributesImpl) -> None:
        self.row = int(float(attrs.get("r", str(self.row + 1))))
        self.column = 0
        self.is_hidden = attrs.get("hidden") in _TRUE

    def _cell(self, attrs: AttributesImpl) -> None:
        at = _COORDINATE.fullmatch(attrs.get("r", ""))
        self.column = column_index_from_string(at[1]) if at else self.column + 1

    def _value(self) -> None:
        self.columns.add(self.column)
        self.found.last_column = max(self.found.last_column, self.column)
        if self.row == self.counted:
            return
        self.counted = self.found.last_row = self.row
        self.found.rows += 1
        if self.is_hidden and len(self.found.hidden_rows) < MOST_TOLD:
            self.found.hidden_rows.append(self.row)
        if self.found.rows > self.most_rows:
            raise _Enough("too many rows")
