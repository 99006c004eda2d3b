"""The workbook of honours: its columns, read and checked cell by cell; and the empty one to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from awards.models import Basis, RecipientKind
from blocs.exchange import archive, reading, sheets, workbook
from blocs.exchange.files import LARGEST_FILE, Read, too_large
from blocs.exchange.outcome import Findings
from blocs.exchange.records import Placed
from blocs.exchange.schema import Field, Kind, Rows
from blocs.exchange.words import Suggestions

MOST_ROWS = 2000


@dataclass(frozen=True, kw_only=True)
class Row(Placed):
    organisation: str
    award: str
    year: int | None
    decision_number: str
    decided_on: date | None
    kind: str = ""
    name: str = ""
    birth_year: int | None = None
    basis: str = ""
    issuer: str = ""
    note: str = ""


HONOURS = Rows(
    "honours",
    _("Honours"),
    _("One row for each honour with its decision."),
    Row,
    (
        Field(
            "organisation",
            Kind.TEXT,
            _("Organisation"),
            _("Its name, short name, another name it goes by, or its code."),
            True,
        ),
        Field("kind", Kind.CHOICE, _("Kind"), _("Empty: the organisation itself."), choices=RecipientKind),
        Field("name", Kind.TEXT, _("Name"), _("Of the department, person or household.")),
        Field("birth_year", Kind.YEAR, _("Year of birth"), _("Tells people of one name apart.")),
        Field("award", Kind.TEXT, _("Award"), _("Its name or its code."), True),
        Field("year", Kind.YEAR, _("For the year"), "", True),
        Field("decision_number", Kind.TEXT, _("Decision no."), _("For example 05/QĐ-UBND."), True, 80),
        Field("decided_on", Kind.DAY, _("Decided on"), _("As 05/01/2024."), True),
        Field("basis", Kind.CHOICE, _("Basis"), _("Empty: merit."), choices=Basis),
        Field("issuer", Kind.TEXT, _("Decided by"), _("Empty: whoever decides on the award.")),
        Field("note", Kind.TEXT, _("For what"), longest=500),
    ),
    most=MOST_ROWS,
)
RULES = (
    _("Each row is one honour; the first row names the columns and must stay."),
    _("Columns with a darker head are required. Rows left empty do not count."),
    _("Names are found with or without accents. What fits nobody, or several, is shown first."),
    _("An honour that is recorded already, by its decision, is not recorded twice."),
    _("The sheets “Explanations” and “Choices” are not read."),
)


def read(content: bytes) -> tuple[Read, list[Row]]:
    """The rows that can be read; what is wrong, and where, stands in the findings."""
    if len(content) > LARGEST_FILE:
        return Read.refused(too_large(len(content))), []
    if content.startswith(archive.OLD_OFFICE) or not content.startswith(archive.ZIP):
        why = _("This is no Excel workbook (.xlsx); save it as .xlsx without a password.")
        return Read.refused(why), []
    found, suggestions = Read(Findings()), Suggestions()
    book = workbook.read(content, found.findings, all_rows=(HONOURS,), suggestions=suggestions)
    if book is None:
        return found, []
    found.heads = book.heads
    rows = reading.read_sheet(book.rows.get(HONOURS.name, []), HONOURS, found.findings, suggestions)
    return found, rows


def template() -> bytes:
    return sheets.empty((HONOURS,), RULES, in_words=True)
