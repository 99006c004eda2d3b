"""A list as a file: what stands on the page, all pages of it, for those who go on in Excel.

Each list offers both forms by the tag `list_tools`, and answers them with `list_response`. The file is
written to its end before the first byte leaves, into a temporary one: memory stays small however long the
list is, and nobody gets half of one.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from blocs.views.access import me
from emulation import replica

Cell = str | int | Decimal | date | datetime | Promise | None
Row = Sequence[Cell]
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT_IN_MEMORY = 256 * 1024
CHUNK = 500
LONGEST_TEXT = 32_767  # letters in a cell
WIDEST = 60
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no workbook may hold them


def asked(request: HttpRequest) -> str:
    """Whether the list is wanted as a file: "xlsx" or "csv", otherwise nothing."""
    form = request.GET.get("format", "")
    return form if form in WRITERS else ""


def list_response(
    request: HttpRequest, name: str, headings: Sequence[str | Promise], rows: Iterable[Row]
) -> FileResponse:
    """The rows under their headings, in the form that is asked for; `name` without its ending."""
    form = asked(request) or "xlsx"
    content_type, write = WRITERS[form]
    file = SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115  the response closes it
    try:
        # What the others see hangs on rows that move, as who is a member: asked where they moved first.
        with replica.reading(when=replica.is_set() and bool(me(request).whole_provinces)):
            write(file, headings, rows)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.{form}", content_type=content_type)


def in_chunks(rows: QuerySet[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """The rows as they stood when it began, some hundred at a time: none twice, and none missing but those
    that are gone meanwhile, whatever others change."""
    with replica.on_primary():  # which rows a person may see is never asked of a replica
        keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), size):
        wanted = keys[start : start + size]
        found = {row.pk: row for row in rows.filter(pk__in=wanted)}
        with replica.on_primary() as elsewhere:
            if elsewhere and (late := [key for key in wanted if key not in found]):
                found |= {row.pk: row for row in rows.filter(pk__in=late)}
        yield [found[key] for key in wanted if key in found]


def _write_workbook(file: IO[bytes], headings: Sequence[str | Promise], rows: Iterable[Row]) -> None:
    """Days and figures are what they are in Excel too; text is always text, so that no cell calculates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings, start=1):
        width = min(max(len(str(heading)) + 4, 14), WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(file)


def _cell(sheet: object, value: Cell, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=_plain(value))
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(STARTS_A_FORMULA)  # stays text when somebody edits it
    elif isinstance(cell.value, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(cell.value, date):
        cell.number_format = "dd/mm/yyyy"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _write_csv(file: IO[bytes], headings: Sequence[str | Promise], rows: Iterable[Row]) -> None:
    """Days as 2024-01-05 and figures with a point, which every program reads alike. What would begin a
    formula gets an apostrophe before it, which is how a spreadsheet marks text."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([_word(heading) for heading in headings])
    for row in rows:
        writer.writerow([_word(value) for value in row])
    text.detach()


def _word(value: Cell) -> str:
    value = _plain(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, str) and value.startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _plain(value: Cell) -> str | int | Decimal | date | datetime | None:
    if isinstance(value, datetime):
        return timezone.make_naive(value).replace(microsecond=0) if timezone.is_aware(value) else value
    if isinstance(value, str | Promise):
        return _CONTROL.sub("", str(value))[:LONGEST_TEXT]
    return value


Writer = Callable[[IO[bytes], Sequence[str | Promise], Iterable[Row]], None]
WRITERS: dict[str, tuple[str, Writer]] = {
    "xlsx": (WORKBOOK_TYPE, _write_workbook),
    "csv": ("text/csv; charset=utf-8", _write_csv),
}


def workbook_response(filename: str, headings: Sequence[str | Promise], rows: Iterable[Row]) -> HttpResponse:
    """A workbook that is no list of a page."""
    file = BytesIO()
    _write_workbook(file, headings, rows)
    named = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(file.getvalue(), content_type=WORKBOOK_TYPE, headers=named)
