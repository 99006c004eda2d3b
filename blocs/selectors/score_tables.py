"""Score tables as pages, papers and rules read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from blocs.models import Criterion, Formula, Person, ScoreGroup, ScoreTable, Season, TieBreak, TieRule
from blocs.models.score import Kind
from blocs.rules import ranking, scoring, terms
from blocs.rules.points import Limits
from blocs.rules.rights import Seat
from blocs.selectors import people


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion with its parts; `mark` numbers it as the paper does: 1, 2, 2.1."""

    criterion: Criterion
    mark: str
    parts: tuple[CriterionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLine:
    group: ScoreGroup
    lines: tuple[CriterionLine, ...] = ()

    def all_lines(self) -> Iterable[CriterionLine]:
        for line in self.lines:
            yield line
            yield from line.parts


def lines(table: ScoreTable) -> list[GroupLine]:
    """The whole table in order, in two queries, without what was taken out."""
    groups = list(table.groups.live())
    rows: dict[tuple[int, int | None], list[Criterion]] = defaultdict(list)
    for row in Criterion.objects.live().filter(group__table=table):
        rows[row.group_id, row.parent_id].append(row)
    return [
        GroupLine(group, tuple(_line(row, f"{place}", rows) for place, row in _counted(rows[group.pk, None])))
        for group in groups
    ]


def _line(row: Criterion, mark: str, rows: dict[tuple[int, int | None], list[Criterion]]) -> CriterionLine:
    parts = _counted(rows[row.group_id, row.pk])
    return CriterionLine(row, mark, tuple(_line(part, f"{mark}.{place}", rows) for place, part in parts))


def _counted(rows: list[Criterion]) -> Iterable[tuple[int, Criterion]]:
    return enumerate(rows, start=1)


def taken_out(table: ScoreTable) -> list[ScoreGroup | Criterion]:
    """Groups and criteria that were taken out of a draft and can be put back, the latest first."""
    groups = list(table.groups.filter(removed_in__isnull=False))
    criteria = list(
        Criterion.objects.filter(group__table=table, removed_in__isnull=False).select_related("group")
    )
    found: list[ScoreGroup | Criterion] = [*groups, *criteria]
    return sorted(found, key=lambda part: part.removed_in or 0, reverse=True)


def as_rules(table: ScoreTable, sheet: Iterable[GroupLine]) -> scoring.Table:
    """What blocs.rules.scoring adds up; the keys are those of the rows."""
    return scoring.Table(
        Limits(table.total, table.bonus_cap, table.deduction_cap),
        tuple(
            scoring.Group(
                line.group.pk,
                Limits(line.group.max, line.group.bonus_cap, line.group.deduction_cap),
                line.group.name,
                tuple(criterion_as_rule(one) for one in line.lines),
            )
            for line in sheet
        ),
    )


def criterion_as_rule(line: CriterionLine) -> scoring.Criterion:
    """A criterion with parts gives as much bonus as they do, unless it says how much at most."""
    row = line.criterion
    parts = tuple(criterion_as_rule(part) for part in line.parts)
    return scoring.Criterion(
        row.pk,
        Limits(
            row.max,
            (row.bonus_max or None) if parts else row.bonus_max,
            (row.deduction_max or None) if parts else row.deduction_max,
            row.step,
        ),
        row.name,
        terms.read(row.formula, row.terms),
        row.kind == Kind.PENALTY,
        parts,
    )


def rules_of(table: ScoreTable) -> scoring.Table:
    return as_rules(table, lines(table))


def has_parts(criterion: Criterion) -> bool:
    return criterion.formula == Formula.SUM


def bands(table: ScoreTable) -> list[ranking.Band]:
    return [ranking.Band(band.name, band.lowest) for band in table.bands.all()]


def tie_rules(season: Season) -> list[TieRule]:
    """The season's own rules for ties, else the usual ones, in their order."""
    own = list(season.tie_rules.all())
    return own or list(TieRule.objects.filter(season__isnull=True))


def as_ranking_rules(rules: Iterable[TieRule]) -> list[ranking.Rule]:
    return [ranking.Rule(TieBreak(rule.kind), rule.least) for rule in rules]


def seats(someone: Person, table: ScoreTable) -> frozenset[Seat]:
    """What the person may act as for this table: in the bloc's season of its year, else in its newest one."""
    if table.is_example or table.province_id is None:
        return frozenset()
    taken = people.province_seats(someone, table.province_id)
    if table.bloc_id is None:
        return taken
    seasons = Season.objects.filter(bloc=table.bloc_id).select_related("bloc")
    seasons = seasons.prefetch_related("memberships", "leaderships").order_by("-year")
    found = list(seasons)
    season = next((each for each in found if each.year == table.year), found[0] if found else None)
    return taken | people.seats(someone, season) if season is not None else taken


def versions(table: ScoreTable) -> list[ScoreTable]:
    """All versions, the newest first, without drafts that were thrown away."""
    rows = ScoreTable.objects.filter(series=table.series).exclude(status=ScoreTable.Status.DISCARDED)
    return list(rows.order_by("-version"))
