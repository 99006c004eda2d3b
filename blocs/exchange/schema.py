"""What a season file may hold: every list, every column, what it takes and what it is for.

Reading, writing, the empty workbook with its drop-downs and the preview all follow these tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blocs import models
from blocs.exchange import records
from blocs.models.pledge import LONGEST_TEXT

MOST_LINES = 200  # of a kind in one pledge, as on its page
MOST_ROWS = 10_000  # of one list: ten times the largest province
NAME, CODE, SHORT, UNIT = 250, 40, 120, 40  # the longest texts, as the models have them


class Kind(Enum):
    TEXT = auto()  # one line
    LINES = auto()
    CODE = auto()
    CHOICE = auto()
    YEAR = auto()
    DAY = auto()
    FIRST_DAY = auto()  # a day, or a year for its first day
    LAST_DAY = auto()  # a day, or a year for its last day
    NUMBER = auto()
    CODES = auto()
    TEXTS = auto()
    YEARS = auto()
    DAYS = auto()  # one day per choice
    ROWS = auto()


LISTS = frozenset({Kind.CODES, Kind.TEXTS, Kind.YEARS})


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: Kind
    label: str | Promise
    help: str | Promise = ""
    required: bool = False
    longest: int = NAME
    choices: type[TextChoices] | None = None
    refers: str = ""  # the list whose codes stand here
    rows: Rows | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of the file, and a sheet of the workbook."""

    name: str
    label: str | Promise
    help: str | Promise
    record: type[Any]
    fields: tuple[Field, ...]
    most: int = MOST_ROWS
    keys: tuple[Field, ...] = ()  # columns of the sheet that say to which row of the list above a row belongs

    def own_fields(self) -> tuple[Field, ...]:
        """Without the lists inside, which are sheets of their own."""
        return tuple(field for field in self.fields if field.kind is not Kind.ROWS)


_ORGANISATION = "organisations"
_BLOC = "blocs"

PROVINCE = Rows(
    "province",
    _("Province"),
    _("One row: the province whose blocs these are."),
    records.Province,
    (
        Field("code", Kind.CODE, _("Code"), _("Short, without marks or spaces, for example QN."), True, 20),
        Field("name", Kind.TEXT, _("Name"), _("As it is printed, for example tỉnh Quảng Ninh."), True, SHORT),
        Field(
            "place", Kind.TEXT, _("Place on papers"), _("What stands before the date on papers."), True, 80
        ),
    ),
)
ORGANISATIONS = Rows(
    "organisations",
    _("Organisations"),
    _(
        "One row per organisation. After a change of name one row per name, "
        "with the same code and the dates of each."
    ),
    records.Organisation,
    (
        Field(
            "code",
            Kind.CODE,
            _("Code"),
            _("Short, without marks or spaces; it stands for the organisation elsewhere in the file."),
            True,
            CODE,
        ),
        Field("kind", Kind.CHOICE, _("Kind"), "", True, choices=models.Organisation.Kind),
        Field("name", Kind.TEXT, _("Name"), _("The full official name, at most 250 letters."), True),
        Field("short_name", Kind.TEXT, _("Short name"), longest=SHORT),
        Field(
            "aliases",
            Kind.TEXTS,
            _("Other names"),
            _("Other ways in which people write it; only for finding it."),
        ),
        Field(
            "parent",
            Kind.CODE,
            _("Belongs to"),
            _("Code of the organisation above it."),
            longest=CODE,
            refers=_ORGANISATION,
        ),
        Field(
            "valid_from", Kind.DAY, _("Valid from"), _("First day of this name; empty when it always had it.")
        ),
        Field("valid_to", Kind.DAY, _("Valid to"), _("Last day of this name; empty while it holds.")),
    ),
)
SEASONS = Rows(
    "seasons",
    _("Seasons"),
    _("One row per bloc and year."),
    records.Season,
    (
        Field(
            "year", Kind.YEAR, _("Year"), _("For a school year its first year: 2021 means 2021-2022."), True
        ),
        Field(
            "period", Kind.CHOICE, _("Period"), _("Calendar year when empty."), choices=models.Season.Period
        ),
        Field("theme", Kind.TEXT, _("Theme")),
        Field(
            "leader",
            Kind.CODE,
            _("Bloc leader"),
            _("Code of a member; empty while none is chosen."),
            longest=CODE,
            refers=_ORGANISATION,
        ),
        Field(
            "deputy",
            Kind.CODE,
            _("Deputy leader"),
            _("Code of a member; may be empty."),
            longest=CODE,
            refers=_ORGANISATION,
        ),
        Field(
            "members",
            Kind.CODES,
            _("Members"),
            _("Codes of the members in the order of rotation."),
            True,
            CODE,
            refers=_ORGANISATION,
        ),
        Field("decision", Kind.TEXT, _("Decision on members and leader"), _("Number, date and authority.")),
        Field("deadlines", Kind.DAYS, _("Deadlines"), choices=models.Milestone.Kind),
    ),
    keys=(
        Field(
            "bloc",
            Kind.CODE,
            _("Bloc"),
            _("Code of the bloc, from the sheet of blocs."),
            True,
            CODE,
            refers=_BLOC,
        ),
    ),
)
BLOCS = Rows(
    "blocs",
    _("Blocs and clusters"),
    _("One row per bloc or cluster."),
    records.Bloc,
    (
        Field(
            "code",
            Kind.CODE,
            _("Code"),
            _("Short, without marks or spaces; unique in the whole system."),
            True,
            CODE,
        ),
        Field("kind", Kind.CHOICE, _("Kind"), "", True, choices=models.Bloc.Kind),
        Field("name", Kind.TEXT, _("Name"), _("The full official name, at most 250 letters."), True),
        Field("seasons", Kind.ROWS, _("Seasons"), rows=SEASONS),
    ),
)
MOVEMENTS = Rows(
    "movements",
    _("Movements"),
    _("One row per emulation movement."),
    records.Movement,
    (
        Field("name", Kind.TEXT, _("Name"), "", True),
        Field("form", Kind.CHOICE, _("Form"), "", True, choices=models.Movement.Form),
        Field(
            "launched_by",
            Kind.CHOICE,
            _("Launched by"),
            _(
                "A movement of a bloc or of an organisation belongs to the only bloc of the file, "
                "or to the one of which all participants are members."
            ),
            True,
            choices=models.Movement.Level,
        ),
        Field("years", Kind.YEARS, _("Years"), _("Years whose seasons show it."), True),
        Field("starts", Kind.FIRST_DAY, _("Begins"), _("A day, or a year.")),
        Field("ends", Kind.LAST_DAY, _("Ends"), _("A day, or a year.")),
        Field(
            "participants",
            Kind.CODES,
            _("Participants"),
            _("Codes of the organisations that take part."),
            longest=CODE,
            refers=_ORGANISATION,
        ),
        Field("goal", Kind.LINES, _("Goal"), longest=4000),
        Field("note", Kind.LINES, _("Note"), longest=4000),
    ),
)
_OF_A_SEASON = (
    Field("bloc", Kind.CODE, _("Bloc"), _("Code of the bloc."), True, CODE, refers=_BLOC),
    Field("year", Kind.YEAR, _("Year"), _("Year of the season."), True),
)
COMMITMENTS = Rows(
    "commitments",
    _("Commitments of pledges"),
    _("One row per commitment, in the order in which they print."),
    records.Commitment,
    (
        Field("section", Kind.CHOICE, _("Section"), "", True, choices=models.Section),
        Field("text", Kind.LINES, _("Text"), "", True, LONGEST_TEXT),
    ),
    MOST_LINES,
    keys=_OF_A_SEASON,
)
TARGETS = Rows(
    "targets",
    _("Targets of pledges"),
    _("One row per target, in the order in which they print."),
    records.Target,
    (
        Field("text", Kind.LINES, _("Text"), "", True, LONGEST_TEXT),
        Field("unit", Kind.TEXT, _("Unit"), _("For example %, mô hình, hộ."), longest=UNIT),
        Field("comparison", Kind.CHOICE, _("Comparison"), choices=models.Comparison),
        Field("value", Kind.NUMBER, _("Value"), _("A number with at most four decimals.")),
        Field(
            "owner",
            Kind.CODE,
            _("Who"),
            _("Code of one member; empty for all."),
            longest=CODE,
            refers=_ORGANISATION,
        ),
    ),
    MOST_LINES,
    keys=_OF_A_SEASON,
)
PLEDGES = Rows(
    "pledges",
    _("Pledges"),
    _("One row per season that has a pledge; its commitments and targets have sheets of their own."),
    records.Pledge,
    (
        *_OF_A_SEASON,
        Field("commitments", Kind.ROWS, _("Commitments"), rows=COMMITMENTS),
        Field("targets", Kind.ROWS, _("Targets"), rows=TARGETS),
    ),
)
LISTS_OF_THE_FILE = (ORGANISATIONS, BLOCS, MOVEMENTS, PLEDGES)
