"""From cells to records: types, required values, lengths and unknown keys, each told at its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocs.exchange import records, schema
from blocs.exchange.outcome import Findings
from blocs.exchange.places import Cell, Place, Told
from blocs.exchange.schema import Kind, Rows
from blocs.exchange.sections import Section
from blocs.exchange.spelling import shown
from blocs.exchange.values import Values
from blocs.exchange.words import Suggestions, quoted


def read(
    whole: Cell, findings: Findings, *, sections: Sequence[Section], suggestions: Suggestions
) -> records.SeasonFile | None:
    """The whole file as records; None when it has no province to put anything in."""
    reader = _Reader(whole.place.in_sheet, findings, suggestions)
    if not isinstance(whole.value, dict):
        findings.wrong(whole.place, _("The file must hold one object with format, province and lists."))
        return None
    lists = {rows.name: rows for rows in (*schema.LISTS_OF_THE_FILE, *(section.rows for section in sections))}
    reader.unknown_keys(whole, ["format", "province", *lists])
    if not whole.place.in_sheet:
        reader.format(whole)
    found = {name: reader.rows(whole.value.get(name), rows) for name, rows in lists.items()}
    province = reader.one(whole, schema.PROVINCE)
    if province is None:
        return None
    own = {rows.name: found.pop(rows.name) for rows in schema.LISTS_OF_THE_FILE}
    return records.SeasonFile(province=province, extras=found, places={"": whole.place}, **own)


def read_sheet(cells: Sequence[Cell], rows: Rows, findings: Findings, suggestions: Suggestions) -> list[Any]:
    """The rows of one sheet of a workbook as records."""
    reader = _Reader(True, findings, suggestions)
    return list(reader.rows(Cell(list(cells), Place(table=rows.name, in_sheet=True)), rows))


class _Reader:
    def __init__(self, from_sheet: bool, findings: Findings, suggestions: Suggestions) -> None:
        self.findings = findings
        self.values = Values(findings, suggestions, from_sheet=from_sheet)
        self.suggestions = suggestions

    def format(self, whole: Cell) -> None:
        cell = whole.value.get("format")
        if cell is None or cell.value is None:
            self.findings.wrong(
                whole.place.of("format"),
                _("“format” is missing; write “%(format)s”."),
                format=records.FORMAT,
            )
        elif cell.value != records.FORMAT:
            self.findings.wrong(
                cell.place,
                _("The format %(value)s is not known; this site reads “%(format)s”."),
                value=shown(cell.value),
                format=records.FORMAT,
            )

    def one(self, whole: Cell, rows: Rows) -> Any:
        cell = whole.value.get(rows.name)
        if cell is None or cell.value is None:
            self.findings.wrong(whole.place.of(rows.name), _("“%(name)s” is missing."), name=rows.name)
            return None
        return self.record(cell, rows)

    def rows(self, cell: Cell | None, rows: Rows) -> tuple[Any, ...]:
        if cell is None or cell.value is None or isinstance(cell.value, Told):
            return ()
        if not isinstance(cell.value, list):
            self.findings.wrong(cell.place, _("A list belongs here, not %(value)s."), value=shown(cell.value))
            return ()
        if len(cell.value) > rows.most:
            self.findings.wrong(
                cell.place,
                _("The list has %(count)s rows; at most %(most)s are read."),
                count=len(cell.value),
                most=rows.most,
            )
            return ()
        read = [self.record(row, rows) for row in cell.value]
        return tuple(record for record in read if record is not None)

    def record(self, cell: Cell, rows: Rows) -> Any:
        if not isinstance(cell.value, dict):
            known = ", ".join(field.name for field in rows.fields)
            self.findings.wrong(
                cell.place,
                _("An object with %(known)s belongs here, not %(value)s."),
                known=known,
                value=shown(cell.value),
            )
            return None
        keys = rows.keys if cell.place.in_sheet else ()
        self.unknown_keys(cell, [field.name for field in (*rows.fields, *keys)])
        values: dict[str, Any] = {}
        places = {"": cell.place}
        for field in rows.fields:
            found = cell.value.get(field.name)
            if found is not None:
                places[field.name] = found.place
            if found is not None and field.kind is Kind.DAYS and isinstance(found.value, dict):
                places.update({f"{field.name}.{key}": day.place for key, day in found.value.items()})
            if field.kind is Kind.ROWS:
                assert field.rows is not None
                values[field.name] = self.rows(found, field.rows)
                continue
            told = len(self.findings.problems)
            value = self.values.read(found, field) if found is not None else None
            if value is None and field.required and told == len(self.findings.problems):
                self._missing(cell, field.name, found)
            if value is not None:
                values[field.name] = value
            elif field.required:
                values[field.name] = _NOTHING.get(field.kind, "")
        return rows.record(places=places, **values)

    def _missing(self, row: Cell, name: str, found: Cell | None) -> None:
        if found is not None and isinstance(found.value, Told):
            return
        place = found.place if found is not None else row.place.of(name)
        self.findings.wrong(place, _("“%(name)s” must not be empty."), name=name)

    def unknown_keys(self, cell: Cell, known: Sequence[str]) -> None:
        for key, found in cell.value.items():
            if key not in known:
                self.findings.wrong(
                    found.place,
                    _("Unknown key “%(key)s”."),
                    key=quoted(key),
                    hint=self.suggestions.like(key, known),
                )


_NOTHING: dict[Kind, Any] = {
    Kind.YEAR: None,
    Kind.NUMBER: None,
    Kind.CODES: (),
    Kind.YEARS: (),
    Kind.TEXTS: (),
}
