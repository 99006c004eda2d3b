"""What is to be done, and the ground on which it is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from blocs.exchange import records, stock
from blocs.exchange.outcome import Fate, Findings, Line, What
from blocs.exchange.places import Place, Problem
from blocs.exchange.records import SeasonFile
from blocs.exchange.stock import MovementKey, Name, SeasonKey, Stock
from blocs.exchange.words import Suggestions, quoted


@dataclass(frozen=True)
class OrganisationStep:
    code: str
    kind: str
    names: tuple[Name, ...]
    aliases: tuple[str, ...]
    parent: str
    known: stock.Organisation | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeasonStep:
    key: SeasonKey
    row: records.Season
    known: stock.Season | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MovementStep:
    key: MovementKey
    row: records.Movement
    known: records.Movement | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PledgeStep:
    key: SeasonKey
    row: records.Pledge
    known: stock.Pledge | None


@dataclass
class Plan:
    """Steps are only what changes something; lines tell of everything."""

    province: records.Province
    province_fate: Fate = Fate.UNCHANGED
    organisations: list[OrganisationStep] = field(default_factory=list)
    blocs: list[records.Bloc] = field(default_factory=list)
    seasons: list[SeasonStep] = field(default_factory=list)
    movements: list[MovementStep] = field(default_factory=list)
    pledges: list[PledgeStep] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)  # of organisations: as the file has them → as stored
    members: dict[SeasonKey, tuple[str, ...]] = field(
        default_factory=dict
    )  # of seasons stored and in the file


class Ground:
    """The file, what is there, what was found wrong, and the plan as far as it has come."""

    def __init__(self, file: SeasonFile, there: Stock, findings: Findings, suggestions: Suggestions) -> None:
        self.file = file
        self.there = there
        self.wrong, self.worth_a_word = findings.wrong, findings.worth_a_word
        self.findings = findings
        self.suggestions = suggestions
        self.plan = Plan(file.province, codes={code: code for code in there.organisations})
        self.plan.members = {key: season.row.members for key, season in there.seasons.items()}

    def line(self, what: What, name: str, fate: Fate, notes: Iterable[object] = ()) -> None:
        self.plan.lines.append(Line(what, name, fate, tuple(str(note) for note in notes)))

    def organisation(self, code: str, place: Place) -> str:
        """The code under which it is stored, or will be; "" with a word when there is none."""
        if code and code not in self.plan.codes:
            told = str(_("There is no organisation with the code “%(code)s”.") % {"code": quoted(code)})
            self.wrong(place, told + self.suggestions.like(code, self.plan.codes))
            return ""
        return self.plan.codes.get(code, "")

    def several(self, row: records.Placed, column: str) -> tuple[str, ...]:
        """The stored codes of a column with a list of codes."""
        codes = [
            self.organisation(code, row.at(column, number))
            for number, code in enumerate(getattr(row, column))
        ]
        return tuple(dict.fromkeys(code for code in codes if code))


def no_season(
    row: records.Placed, key: SeasonKey, members: Mapping[SeasonKey, object], suggestions: Suggestions
) -> Problem:
    """Told at the year when the bloc at least has others, else at the bloc."""
    bloc, year = key
    years = sorted(other for code, other in members if code == bloc)
    if years:
        known = ", ".join(map(str, years))
        told = str(
            _("The bloc “%(bloc)s” has no season %(year)s; it has: %(years)s.")
            % {"bloc": quoted(bloc), "year": year, "years": known}
        )
        return Problem(row.at("year"), told)
    told = str(_("There is no season of a bloc “%(bloc)s”.") % {"bloc": quoted(bloc)})
    return Problem(row.at("bloc"), told + suggestions.like(bloc, {code for code, _year in members}))
