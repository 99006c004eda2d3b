"""Score tables as pages, papers and rules read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Sum, When
from django.utils.translation import gettext as _

from blocs.models import (
    Bloc,
    Criterion,
    Formula,
    Leadership,
    Mandate,
    Person,
    Province,
    ScoreGroup,
    ScoreTable,
    Season,
    TieBreak,
    TieRule,
)
from blocs.models.score import Kind, ScoreTableQuerySet
from blocs.rules import ranking, scoring, terms
from blocs.rules.points import ZERO, Limits
from blocs.rules.rights import Act, Seat
from blocs.rules.score_tables import Allotted
from blocs.selectors import people
from blocs.selectors.standings import standings
from documents.wording import figure


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in order, and what was taken out of a draft and can be put back, the latest first."""

    groups: list[GroupLine]
    taken_out: list[ScoreGroup | Criterion]


def sheet(table: ScoreTable) -> Sheet:
    """In two queries, however long the table."""
    groups = {group.pk: group for group in table.groups.all()}
    rows: dict[tuple[int, int | None], list[Criterion]] = defaultdict(list)
    out: list[ScoreGroup | Criterion] = [group for group in groups.values() if group.removed_in is not None]
    for row in Criterion.objects.filter(group__table=table):
        row.group = groups[row.group_id]
        if row.removed_in is None:
            rows[row.group_id, row.parent_id].append(row)
        else:
            out.append(row)
    live = [group for group in groups.values() if group.removed_in is None]
    return Sheet(
        [
            GroupLine(group, tuple(_line(row, f"{n}", rows) for n, row in _counted(rows[group.pk, None])))
            for group in live
        ],
        sorted(out, key=lambda part: part.removed_in or 0, reverse=True),
    )


def lines(table: ScoreTable) -> list[GroupLine]:
    """The whole table in order, without what was taken out."""
    return sheet(table).groups


def _line(row: Criterion, mark: str, rows: dict[tuple[int, int | None], list[Criterion]]) -> CriterionLine:
    parts = _counted(rows[row.group_id, row.pk])
    return CriterionLine(row, mark, tuple(_line(part, f"{mark}.{place}", rows) for place, part in parts))


def _counted(rows: list[Criterion]) -> Iterable[tuple[int, Criterion]]:
    return enumerate(rows, start=1)


def as_rules(table: ScoreTable, groups: Iterable[GroupLine]) -> scoring.Table:
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
            for line in groups
        ),
    )


def criterion_as_rule(line: CriterionLine) -> scoring.Criterion:
    """A criterion with parts gives as much bonus as they do, unless it says how much at most."""
    row = line.criterion
    parts = tuple(criterion_as_rule(part) for part in line.parts)
    return scoring.Criterion(
        row.pk,
        limits_of_sum(row) if parts else limits_of_leaf(row),
        row.name,
        terms.read(row.formula, row.terms),
        terms.chosen(row.terms),
        row.kind == Kind.PENALTY,
        parts,
    )


def limits_of_leaf(row: Criterion) -> Limits:
    return Limits(row.max, row.bonus_max, row.deduction_max, row.step)


def limits_of_sum(row: Criterion) -> Limits:
    return Limits(row.max, row.bonus_max or None, row.deduction_max or None, row.step)


def most_of(row: Criterion) -> str:
    """What it gives at most: points, or only a bonus, or only a deduction."""
    if row.max:
        return figure(row.max)
    return f"+{figure(row.bonus_max)}" if row.bonus_max else f"−{figure(row.deduction_max)}"


def leaf(season: Season, key: int) -> Criterion | None:
    """One criterion that takes points in the season, in one query."""
    parts = Criterion.objects.live().filter(parent=OuterRef("pk"))
    rows = Criterion.objects.live().filter(
        ~Exists(parts), group__table=season.score_table_id, group__removed_in__isnull=True
    )
    return rows.filter(Q(parent=None) | Q(parent__removed_in__isnull=True), pk=key).order_by().first()


def leaf_as_rule(criterion: Criterion) -> scoring.Criterion:
    return criterion_as_rule(CriterionLine(criterion, ""))


def rules_of(table: ScoreTable) -> scoring.Table:
    return as_rules(table, lines(table))


def allotted(
    group: ScoreGroup, *, parent: int | None = None, without: int | None = None, more: Decimal = ZERO
) -> Allotted:
    """What a group, or a criterion with parts, gives out: without one of its lines, with so much more."""
    rows = Criterion.objects.live().filter(group=group, parent=parent)
    given = rows.exclude(pk=without or 0).aggregate(given=Sum("max"))["given"] or ZERO
    holder = Criterion.objects.filter(group=group, pk=parent).first() if parent else group
    return Allotted(given + more, holder.max if holder else group.max)


def has_parts(criterion: Criterion) -> bool:
    return criterion.formula == Formula.SUM


def bands(table: ScoreTable) -> list[ranking.Band]:
    return [ranking.Band(band.name, band.lowest) for band in table.bands.all()]


def tie_rules(season: Season) -> list[TieRule]:
    """The season's own rules for ties, else the usual ones, in their order."""
    rules = list(TieRule.objects.filter(Q(season=season) | Q(season__isnull=True)))
    own = [rule for rule in rules if rule.season_id is not None]
    return own or rules


def as_ranking_rules(rules: Iterable[TieRule]) -> list[ranking.Rule]:
    return [ranking.Rule(TieBreak(rule.kind), rule.least) for rule in rules]


def seats(someone: Person, table: ScoreTable) -> frozenset[Seat]:
    """What the person may act as for this table: for the province, or for the leader of its bloc.

    The bloc's leader is that of its season of the table's year, else of its newest one. One query at most.
    """
    if table.is_example or table.province_id is None:
        return people.NO_SEATS
    taken = people.province_seats(someone, table.province_id)
    if table.bloc_id is None or not someone.organisations:
        return taken
    rows = Season.objects.filter(bloc=table.bloc_id)
    rows = rows.annotate(is_of_the_year=Case(When(year=table.year or 0, then=1), default=0))
    season = rows.order_by("-is_of_the_year", "-year").values("pk")[:1]
    led = list(Leadership.objects.filter(season=Subquery(season)).select_related("season"))
    leader = people.leads_on(led, led[0].season.within(someone.on)) if led else None
    return taken | {
        LEADING[mandate.role]
        for mandate in someone.mandates
        if leader and mandate.organisation_id == leader.organisation_id and mandate.role in LEADING
    }


LEADING = {Mandate.Role.HEAD.value: Seat.LEADER_HEAD, Mandate.Role.OFFICER.value: Seat.LEADER_OFFICER}


@dataclass(frozen=True, slots=True)
class Owner:
    """Where somebody may have a table: for all blocs of a province, or for one of them."""

    province: Province
    bloc: Bloc | None = None

    @property
    def key(self) -> str:
        return f"bloc-{self.bloc.code}" if self.bloc else f"province-{self.province.code}"

    @property
    def label(self) -> str:
        if self.bloc is not None:
            return _("Only for %(bloc)s") % {"bloc": self.bloc.current_name}
        return _("For the blocs of %(province)s") % {"province": self.province.name}


def owners(someone: Person) -> list[Owner]:
    """The standing agency's province with its blocs; of others, the blocs that their organisations lead."""
    served = someone.provinces_as(Mandate.Role.STANDING)
    found = [Owner(province) for province in Province.objects.filter(pk__in=served)]
    led = {season.bloc_id for season in _led(someone)}
    blocs = Bloc.objects.filter(Q(province__in=served) | Q(pk__in=led)).for_listing()
    return [*found, *(Owner(bloc.province, bloc) for bloc in blocs)]


def may_make(someone: Person) -> bool:
    """Whether there is somewhere to make a table, from what every page knows; `owners` says where."""
    return bool(someone.provinces_as(Mandate.Role.STANDING)) or any(row.leads for row in standings(someone))


def _led(someone: Person) -> list[Season]:
    """The newest seasons of the blocs that one's organisations lead."""
    if not someone.organisations:
        return []
    rows = Season.objects.filter(leaderships__organisation__in=someone.organisations).distinct()
    newest = Season.objects.filter(bloc=OuterRef("bloc")).order_by("-year").values("pk")[:1]
    rows = rows.filter(pk=Subquery(newest)).select_related("bloc")
    rows = rows.prefetch_related("memberships", "leaderships")
    return [season for season in rows if people.may_in(Act.EDIT_SCORE_TABLE, someone, season)]


def versions(table: ScoreTable) -> list[ScoreTable]:
    """All versions, the newest first, without drafts that were thrown away."""
    return [each for each in all_versions(ScoreTable.objects.filter(series=table.series)) if not each.is_gone]


def all_versions(rows: ScoreTableQuerySet) -> list[ScoreTable]:
    return list(rows.for_listing().order_by("-version"))
