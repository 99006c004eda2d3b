"""Records as a workbook, and the empty workbook with its drop-downs and explanations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from blocs.exchange import columns, records, schema
from blocs.exchange.columns import Column
from blocs.exchange.records import SeasonFile
from blocs.exchange.schema import LISTS, Kind, Rows
from blocs.exchange.writing import is_nothing, plain

ROOM = 1000  # rows of the empty workbook that have drop-downs
_WIDTHS = {Kind.TEXT: 48, Kind.LINES: 60, Kind.TEXTS: 40, Kind.CODES: 40, Kind.CHOICE: 26, Kind.DAYS: 18}
_HEAD, _REQUIRED = PatternFill("solid", fgColor="F3E9E2"), PatternFill("solid", fgColor="E9C9C4")
_TOP = Alignment(vertical="top", wrap_text=True)
_MOMENT = b"2000-01-01T00:00:00Z"


def as_workbook(file: SeasonFile, extras: Sequence[Rows]) -> bytes:
    """The same records always give the same bytes."""
    all_rows = columns.sheets(extras)
    return filled(all_rows, {rows.name: list(_rows_of(file, rows)) for rows in all_rows})


def filled(
    all_rows: Sequence[Rows], found: Mapping[str, Sequence[dict[str, Any]]], *, in_words: bool = False
) -> bytes:
    """A workbook of these sheets with their rows, by the names of the sheets.

    In words: heads and choices are written as people call them, not by their names in the file.
    """
    book, sheets = _book(all_rows, in_words=in_words)
    for rows in all_rows:
        for row in found.get(rows.name, ()):
            line = [_written(row, column) for column in columns.columns(rows)]
            if in_words:
                line = [
                    _in_words(value, column)
                    for value, column in zip(line, columns.columns(rows), strict=True)
                ]
            sheets[rows.name].append(line)
        _as_text(sheets[rows.name])
    return _saved(book)


def template(extras: Sequence[Rows]) -> bytes:
    return empty(columns.sheets(extras), _RULES)


def empty(all_rows: Sequence[Rows], rules: Sequence[str | Promise], *, in_words: bool = False) -> bytes:
    """To be filled in: with drop-downs, and a sheet that explains each column after these rules."""
    book, sheets = _book(all_rows, in_words=in_words)
    _explain(book.create_sheet(str(columns.EXPLANATIONS), 0), all_rows, rules)
    lists = _choices(book.create_sheet(str(columns.CHOICES)), all_rows)
    for rows in all_rows:
        _drop_downs(sheets[rows.name], rows, lists)
    return _saved(book)


def _in_words(value: Any, column: Column) -> Any:
    choices = column.field.choices
    return str(choices(value).label) if value and choices is not None and not column.choice else value


def _book(all_rows: Sequence[Rows], *, in_words: bool = False) -> tuple[Workbook, dict[str, Worksheet]]:
    book = Workbook()
    book.remove(book.active)
    sheets = {}
    for rows in all_rows:
        sheet = sheets[rows.name] = book.create_sheet(str(rows.label) if in_words else rows.name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns.columns(rows), start=1):
            head = sheet.cell(1, number, column.label() if in_words else column.name)
            head.font = Font(bold=True)
            head.fill = _REQUIRED if column.field.required else _HEAD
            head.comment = Comment(
                "\n".join(filter(None, (column.label(), str(column.field.help)))), "", 120, 280
            )
            sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column.field.kind, 16)
    return book, sheets


def _rows_of(file: SeasonFile, rows: Rows) -> Iterator[dict[str, Any]]:
    """The rows of one sheet, each with the columns that say where it belongs."""
    if rows is schema.PROVINCE:
        yield _values(file.province, rows)
    elif rows is schema.SEASONS:
        for bloc in file.blocs:
            for season in bloc.seasons:
                yield {"bloc": bloc.code, **_values(season, rows)}
    elif rows in (schema.COMMITMENTS, schema.TARGETS):
        for pledge in file.pledges:
            for line in getattr(pledge, rows.name):
                yield {"bloc": pledge.bloc, "year": pledge.year, **_values(line, rows)}
    else:
        found = file.extras[rows.name] if rows.name in file.extras else getattr(file, rows.name, ())
        for record in found:
            yield _values(record, rows)


def _values(record: records.Placed, rows: Rows) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in rows.own_fields()}


def _written(row: dict[str, Any], column: Column) -> Any:
    value = row[column.field.name]
    if column.choice:
        return value.get(column.choice)
    if is_nothing(value):
        return None
    kind = column.field.kind
    if kind in LISTS:
        return columns.joined(value, kind)
    if kind in (Kind.FIRST_DAY, Kind.LAST_DAY):
        whole_year = plain(value, column.field)
        return whole_year if isinstance(whole_year, int) else value
    return value


def _as_text(sheet: Worksheet) -> None:
    """Text stays text, so that no cell begins to calculate; long ones wrap; days look like days."""
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"
                cell.number_format = "@"
            elif cell.is_date:
                cell.number_format = "dd/mm/yyyy"
            cell.alignment = _TOP


def _choices(sheet: Worksheet, all_rows: Sequence[Rows]) -> dict[str, str]:
    """One column per list of choices; returns the range of each, by the name of its column in the file."""
    found: dict[str, str] = {}
    number = 0
    for rows in all_rows:
        for field in rows.own_fields():
            if field.kind is not Kind.CHOICE or field.choices is None:
                continue
            number += 1
            letter = get_column_letter(number)
            head = sheet.cell(1, number, f"{rows.name}.{field.name}")
            head.font = Font(bold=True)
            for line, label in enumerate(field.choices.labels, start=2):
                sheet.cell(line, number, str(label))
            sheet.column_dimensions[letter].width = 32
            found[f"{rows.name}.{field.name}"] = (
                f"'{sheet.title}'!${letter}$2:${letter}${len(field.choices.labels) + 1}"
            )
    return found


def _drop_downs(sheet: Worksheet, rows: Rows, lists: dict[str, str]) -> None:
    for number, column in enumerate(columns.columns(rows), start=1):
        field = column.field
        letter = get_column_letter(number)
        source = lists.get(f"{rows.name}.{field.name}", "")
        if field.refers and field.kind is Kind.CODE:
            source = f"'{field.refers}'!$A$2:$A${ROOM}"
        if field.kind in (Kind.TEXT, Kind.LINES, Kind.CODE, Kind.TEXTS, Kind.CODES, Kind.YEARS):
            for row in range(2, ROOM // 10 + 1):
                sheet.cell(row, number).number_format = "@"
        if not source:
            continue
        rule = DataValidation("list", formula1=source, allow_blank=not field.required, errorStyle="warning")
        rule.error = str(_("Choose from the list, please."))
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{ROOM}")


def _explain(sheet: Worksheet, all_rows: Sequence[Rows], rules: Sequence[str | Promise]) -> None:
    title = Font(bold=True, size=14)
    sheet.append([str(_("How to fill in this workbook"))])
    for line in rules:
        sheet.append([str(line)])
    for rows in all_rows:
        sheet.append([])
        sheet.append([rows.name, str(rows.label), "", str(rows.help)])
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
        for column in columns.columns(rows):
            needed = _("required") if column.field.required else ""
            known = (
                ", ".join(str(label) for label in column.field.choices.labels)
                if column.field.choices and not column.choice
                else ""
            )
            told = " ".join(filter(None, (str(column.field.help), known)))
            sheet.append([column.name, column.label(), str(needed), told])
    sheet["A1"].font = title
    for letter, width in zip("ABCD", (26, 34, 12, 100), strict=True):
        sheet.column_dimensions[letter].width = width
    for line in sheet.iter_rows(min_row=len(rules) + 2):
        for cell in line:
            cell.alignment = _TOP


_RULES = (
    _(
        "Each sheet is a list; its first row names the columns and must stay. "
        "Unknown sheets and columns are not accepted."
    ),
    _("Columns with a darker head are required. Rows left empty do not count."),
    _("Several values in one cell are separated by semicolons: mttq; ldld; hnd."),
    _("Days are written as 31/12/2024, years in four digits."),
    _("Write values, not formulas; do not merge cells and do not hide sheets, rows or columns."),
    _("Organisations and blocs are named by their codes everywhere else in the workbook."),
    _("The sheets “Explanations” and “Choices” are not read."),
)


def _saved(book: Workbook) -> bytes:
    raw = BytesIO()
    book.save(raw)
    settled = BytesIO()
    with ZipFile(raw) as source, ZipFile(settled, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _MOMENT, content)
                content = content.replace(b"<dc:creator>openpyxl</dc:creator>", b"")
            target.writestr(ZipInfo(part.filename, (2000, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return settled.getvalue()
