"""The proposals of the season file: which awards a bloc proposed in a year, and for whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from awards.models import Award, Nominee, ProposedAward
from blocs import models
from blocs.exchange.outcome import Fate, Line, What
from blocs.exchange.places import Problem
from blocs.exchange.planning.plan import no_season
from blocs.exchange.records import Placed
from blocs.exchange.schema import CODE, Field, Kind, Rows
from blocs.exchange.sections import Around, Saved, Section, SectionPlan
from blocs.exchange.words import quoted

Key = tuple[str, int, str]  # code of the bloc, year, code of the award
_LOOKS_LIKE_A_CODE = re.compile(r"[-a-z0-9_]+")


@dataclass(frozen=True, kw_only=True)
class Proposal(Placed):
    bloc: str
    year: int | None
    award: str
    nominees: tuple[str, ...] = ()  # codes of organisations, or names of anybody else


PROPOSALS = Rows(
    "proposals",
    _("Proposed awards"),
    _("One row per award that a bloc proposed in a year."),
    Proposal,
    (
        Field("bloc", Kind.CODE, _("Bloc"), _("Code of the bloc."), True, CODE, refers="blocs"),
        Field("year", Kind.YEAR, _("Year"), _("Year of the season."), True),
        Field(
            "award", Kind.CODE, _("Award"), _("Code of the award, for example CO_TINH or BK_TTG."), True, 20
        ),
        Field("nominees", Kind.TEXTS, _("Nominees"), _("Codes of organisations, or names of others.")),
    ),
)


def plan(rows: Sequence[Proposal], around: Around) -> SectionPlan:
    if not rows:
        return SectionPlan(todo=())
    planning = _Planning(around, dict(Award.objects.values_list("code", "name")), _stored(rows))
    for row in rows:
        if row.bloc and row.year is not None and row.award:
            planning.take(row, row.year)
    return SectionPlan(planning.lines, planning.problems, planning.warnings, tuple(planning.todo))


class _Planning:
    def __init__(self, around: Around, awards: dict[str, str], stored: dict[Key, tuple[str, ...]]) -> None:
        self.around = around
        self.awards = awards
        self.stored = stored
        self.first: dict[Key, Proposal] = {}
        self.lines: list[Line] = []
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.todo: list[tuple[Key, tuple[str, ...]]] = []

    def take(self, row: Proposal, year: int) -> None:
        if row.award not in self.awards:
            told = str(
                _("Unknown award “%(code)s”; the known ones are: %(known)s.")
                % {"code": quoted(row.award), "known": ", ".join(self.awards)}
            )
            self.problems.append(
                Problem(row.at("award"), told + self.around.suggestions.like(row.award, self.awards))
            )
            return
        if (row.bloc, year) not in self.around.members:
            self.problems.append(
                no_season(row, (row.bloc, year), self.around.members, self.around.suggestions)
            )
            return
        key = row.bloc, year, row.award
        other = self.first.setdefault(key, row)
        if other is not row:
            told = str(
                _("This award of the season already stands at %(place)s.") % {"place": other.at("award")}
            )
            self.problems.append(Problem(row.at("award"), told))
            return
        given = tuple(self._nominee(row, number, text) for number, text in enumerate(row.nominees))
        known = self.stored.get(key)
        # An empty list says nothing: nominees that are stored stay.
        is_same = known is not None and given in ((), known)
        fate = Fate.CREATED if known is None else Fate.UNCHANGED if is_same else Fate.CHANGED
        self.lines.append(Line(What.PROPOSAL, f"{self.awards[row.award]} · {row.bloc} {year}", fate))
        if fate is not Fate.UNCHANGED:
            self.todo.append((key, given))

    def _nominee(self, row: Proposal, number: int, text: str) -> str:
        """The code of an organisation wherever one is meant; whoever else is named stays in words."""
        found = self.around.organisation(text) or self.around.named(text)
        if not found and _LOOKS_LIKE_A_CODE.fullmatch(text):
            told = str(
                _("No organisation has the code “%(code)s”; it is kept as a name.") % {"code": quoted(text)}
            )
            self.warnings.append(Problem(row.at("nominees", number), told))
        return found or text


def _stored(rows: Sequence[Proposal]) -> dict[Key, tuple[str, ...]]:
    """The nominees of each, as a file has them."""
    found = (
        ProposedAward.objects.filter(season__year__in={row.year for row in rows if row.year})
        .filter(season__bloc__code__in={row.bloc for row in rows})
        .select_related("award", "season__bloc")
        .prefetch_related("nominees__organisation")
    )
    return {
        (row.season.bloc.code, row.season.year, row.award.code): tuple(
            nominee.organisation.code if nominee.organisation else nominee.text
            for nominee in row.nominees.all()
        )
        for row in found
    }


def save(todo: Sequence[tuple[Key, tuple[str, ...]]], saved: Saved) -> None:
    if not todo:
        return
    awards = {award.code: award for award in Award.objects.all()}
    seasons = {saved.seasons[bloc, year].pk for (bloc, year, _award), _given in todo}
    rows = {(row.season_id, row.award_id): row for row in ProposedAward.objects.filter(season__in=seasons)}
    wanted = {(saved.seasons[bloc, year].pk, awards[code].pk): given for (bloc, year, code), given in todo}
    Nominee.objects.filter(proposed__in=[row.pk for key, row in rows.items() if key in wanted]).delete()
    made = ProposedAward.objects.bulk_create(
        ProposedAward(season_id=season, award_id=award)
        for season, award in wanted
        if (season, award) not in rows
    )
    rows.update({(row.season_id, row.award_id): row for row in made})
    Nominee.objects.bulk_create(
        Nominee(
            proposed=rows[key],
            organisation=saved.organisations.get(text),
            text="" if text in saved.organisations else text,
            order=order,
        )
        for key, given in wanted.items()
        for order, text in enumerate(given, start=1)
    )
    models.SeasonEvent.objects.bulk_create(
        models.SeasonEvent(
            season_id=season, actor=saved.by, step="import", note=str(PROPOSALS.label), at=saved.at
        )
        for season in sorted(seasons)
    )


def take_out(season: models.Season, listed: Collection[str]) -> list[Proposal]:
    rows = (
        ProposedAward.objects.filter(season=season)
        .select_related("award")
        .prefetch_related("nominees__organisation")
        .order_by("award__code")
    )
    return [
        Proposal(
            bloc=season.bloc.code,
            year=season.year,
            award=row.award.code,
            nominees=tuple(_in_the_file(nominee, listed) for nominee in row.nominees.all()),
        )
        for row in rows
    ]


def _in_the_file(nominee: Nominee, listed: Collection[str]) -> str:
    """An organisation that the file does not hold can only be called by its name."""
    organisation = nominee.organisation
    if organisation is None:
        return nominee.text
    return organisation.code if organisation.code in listed else organisation.current_name


SECTION = Section(PROPOSALS, plan, save, take_out)
