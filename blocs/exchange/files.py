"""A file of either form, from its bytes to records; the form is told by the content, never by the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blocs.exchange import archive, assembling, checking, columns, json_file, reading, workbook
from blocs.exchange.outcome import Findings
from blocs.exchange.places import Cell, Place, Problem
from blocs.exchange.records import SeasonFile
from blocs.exchange.schema import Rows
from blocs.exchange.sections import Section
from blocs.exchange.words import Suggestions

LARGEST_FILE = 20 * 1024 * 1024
_BLANKS = b"\xef\xbb\xbf \t\r\n"
# UTF-16 and UTF-32, with their marks or without
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00{", b"\x00\x00\x00{")


@dataclass
class Read:
    """What a file says, as cells for showing it and as records for working with it."""

    findings: Findings
    cells: Cell | None = None
    heads: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    file: SeasonFile | None = None

    @classmethod
    def refused(cls, why: object) -> Read:
        return cls(Findings(problems=[Problem(Place(), str(why))]))


def read(content: bytes, *, sections: Sequence[Section], suggestions: Suggestions) -> Read:
    if why := _objection(content):
        return Read.refused(why)
    found = Read(Findings())
    if content.startswith(archive.ZIP):
        all_rows = columns.sheets(section.rows for section in sections)
        book = workbook.read(content, found.findings, all_rows=all_rows, suggestions=suggestions)
        if book is not None:
            found.heads = book.heads
            found.cells = assembling.whole(book, found.findings, suggestions)
    else:
        found.cells = json_file.read(content, found.findings)
    if found.cells is not None:
        found.file = reading.read(found.cells, found.findings, sections=sections, suggestions=suggestions)
    if found.file is not None:
        checking.check(found.file, found.findings)
    return found


def read_sheets(content: bytes, all_rows: Sequence[Rows]) -> tuple[Read, dict[str, list[Any]] | None]:
    """A workbook with sheets of its own: the records of each, by its name; None for what is no workbook."""
    if len(content) > LARGEST_FILE:
        return Read.refused(too_large(len(content))), None
    if content.startswith(archive.OLD_OFFICE) or not content.startswith(archive.ZIP):
        return Read.refused(
            _("This is no Excel workbook (.xlsx); save it as .xlsx without a password.")
        ), None
    found, suggestions = Read(Findings()), Suggestions()
    book = workbook.read(content, found.findings, all_rows=all_rows, suggestions=suggestions)
    if book is None:
        return found, None
    found.heads = book.heads
    cells = {name: Cell(rows, Place(table=name, in_sheet=True)) for name, rows in book.rows.items()}
    found.cells = Cell(cells, Place(in_sheet=True))
    return found, {
        rows.name: reading.read_sheet(book.rows.get(rows.name, []), rows, found.findings, suggestions)
        for rows in all_rows
    }


def _objection(content: bytes) -> str | Promise:
    if not content.strip(_BLANKS):
        return _("The file is empty.")
    if len(content) > LARGEST_FILE:
        return too_large(len(content))
    if content.startswith(archive.OLD_OFFICE):
        return _(
            "This is an old Excel file (.xls) or one with a password; save it as .xlsx without a password."
        )
    looks_like_json = content.lstrip(_BLANKS)[:1] in (b"{", b"[") or content.startswith(_WIDE)
    if not content.startswith(archive.ZIP) and not looks_like_json:
        return _(
            "This is neither an Excel workbook (.xlsx) nor a JSON file; "
            "open a .csv file in Excel and save it as .xlsx."
        )
    return ""


def too_large(size: int) -> str:
    return str(
        _("The file has %(size)s MB; at most %(most)s MB are read.")
        % {"size": -(-size // 2**20), "most": LARGEST_FILE // 2**20}
    )
