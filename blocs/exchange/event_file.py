"""The workbook of changes of organisations: one row for each, in the order in which they happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from blocs.exchange import sheets
from blocs.exchange.files import Read, read_sheets
from blocs.exchange.places import Place
from blocs.exchange.records import Placed
from blocs.exchange.schema import CODE, SHORT, Field, Kind, Rows
from blocs.exchange.score_schema import RULES as RULES_OF_SHEETS
from blocs.exchange.score_schema import YesNo
from blocs.models import OrganisationEvent

MOST_CHANGES = 200
ANSWERS = ("goes_on", "joins", "inherited")


@dataclass(frozen=True, kw_only=True)
class Change(Placed):
    kind: str
    organisation: str
    day: date | str
    targets: tuple[str, ...] = ()
    name: str = ""
    short_name: str = ""
    decision: str = ""
    goes_on: str = ""
    joins: str = ""
    inherited: str = ""
    note: str = ""


CHANGES = Rows(
    "changes",
    _("Changes of organisations"),
    _("One row per change, in the order in which they happen."),
    Change,
    (
        Field("kind", Kind.CHOICE, _("What happens"), "", True, choices=OrganisationEvent.Kind),
        Field(
            "organisation",
            Kind.CODE,
            _("Organisation"),
            _("Code of the organisation that changes, from the list of organisations."),
            True,
            CODE,
        ),
        Field("day", Kind.DAY, _("Takes effect on"), _("The first day on which it holds."), True),
        Field(
            "targets",
            Kind.CODES,
            _("Into or under"),
            _("Merger: what it merges into. Division: the new ones. Transfer: what it comes under. Codes."),
            longest=CODE,
        ),
        Field("name", Kind.TEXT, _("New name"), _("Only when it is renamed.")),
        Field("short_name", Kind.TEXT, _("New short name"), longest=SHORT),
        Field("decision", Kind.TEXT, _("Decision"), _("Number, day and who issued it.")),
        Field(
            "goes_on",
            Kind.CHOICE,
            _("The old one goes on"),
            _("Only for a separation. Empty: no."),
            choices=YesNo,
        ),
        Field(
            "joins",
            Kind.CHOICE,
            _("Takes its place in the blocs"),
            _("Only for a merger or a division. Empty: yes."),
            choices=YesNo,
        ),
        Field(
            "inherited",
            Kind.CHOICE,
            _("Its history of awards passes on"),
            _("As the decision says. Empty: no."),
            choices=YesNo,
        ),
        Field("note", Kind.TEXT, _("Note")),
    ),
    most=MOST_CHANGES,
)
SHEETS = (CHANGES,)
RULES = (
    *RULES_OF_SHEETS[:3],
    _("The rows are carried out from top to bottom: a row may build on one above it."),
    RULES_OF_SHEETS[4],
)


def read(content: bytes) -> tuple[Read, list[Change] | None]:
    """None when anything is wrong; what, and where, stands in the findings."""
    found, records = read_sheets(content, SHEETS)
    if records is None:
        return found, None
    rows: list[Change] = records[CHANGES.name]
    if not rows and not found.findings.problems:
        place = Place(CHANGES.name, in_sheet=True)
        found.findings.wrong(place, _("The sheet “%(name)s” has no row."), name=CHANGES.name)
    return found, None if found.findings.problems else rows


def template() -> bytes:
    return sheets.empty(SHEETS, RULES, in_words=True)
