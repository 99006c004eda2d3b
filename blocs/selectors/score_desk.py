"""The score desk: every member's points of every criterion, side by side; and one cell with all beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from blocs.models import Criterion, Evidence, EvidenceNote, Organisation, Report, Score, Season
from blocs.rules import reporting, scoring
from blocs.rules.points import Points
from blocs.rules.rights import Seat
from blocs.selectors import ranking, reckonings, reports
from blocs.selectors import score_tables as tables
from blocs.selectors.score_tables import GroupLine
from documents.wording import figure, roman

Levels = Mapping[str, Points]
NONE: Levels = {}


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion of one member, as the grid shows it."""

    key: str
    own: str
    checked: str
    final: str
    told: str  # for those who listen
    state: str  # open, done, differs, shut
    url: str = ""  # from the desk's own address on


@dataclass(frozen=True, slots=True)
class Column:
    organisation: Organisation
    report: Report | None
    total: Decimal
    rank: int | None
    missing: int  # criteria that nobody checked

    @property
    def key(self) -> int:
        return self.organisation.pk

    @property
    def words(self) -> str:
        """How far its report is; a draft is nobody else's business."""
        if self.report is None or self.report.status == Report.Status.DRAFT:
            return _("Not handed in yet")
        return self.report.get_status_display()

    @property
    def can_agree(self) -> bool:
        return bool(self.missing) and is_handed_in(self.report)


@dataclass(frozen=True, slots=True)
class Row:
    """A heading of a group or of a criterion with parts has no cells."""

    mark: str
    name: str
    most: str
    criterion: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    columns: list[Column]
    rows: list[Row]
    groups: list[GroupLine]


def is_handed_in(report: Report | None) -> bool:
    return report is not None and report.status in reporting.HANDED_IN


def level_of(seats: frozenset[Seat]) -> str:
    """On which level somebody gives points: the standing agency at last, the others as they check."""
    return Score.Level.FINAL if Seat.STANDING in seats else Score.Level.CHECKED


def desk(season: Season, *, group: int = 0) -> Desk:
    """The whole grid, or one group of it; the sums are always those of the whole."""
    if season.score_table is None:
        return Desk([], [], [])
    groups = tables.lines(season.score_table)
    scores = reports.scores(season)
    columns = _columns(season, groups, scores)
    shown = [(place, line) for place, line in enumerate(groups, start=1) if group in (0, line.group.pk)]
    rows = [row for place, line in shown for row in _rows(place, line, columns, scores)]
    return Desk(columns, rows, groups)


def _columns(season: Season, groups: list[GroupLine], scores: Mapping[int, reports.Scores]) -> list[Column]:
    """Every member with its sum and its rank; three queries."""
    assert season.score_table is not None
    table = tables.as_rules(season.score_table, groups)
    tallies = {key: scoring.tally(table, own.effective()) for key, own in scores.items()}
    found = reports.annual(season)
    keys = [leaf.key for leaf in table.leaves()]
    ranks = ranking.ranks(season, tallies, found)
    return [
        Column(
            one,
            found.get(one.pk),
            tallies[one.pk].total if one.pk in tallies else Decimal(0),
            ranks.get(one.pk),
            _missing(keys, scores.get(one.pk)),
        )
        for one in ranking.members(season)
    ]


def sums(season: Season) -> list[Column]:
    """The foot of the grid alone: every member's sum and rank."""
    if season.score_table is None:
        return []
    return _columns(season, tables.lines(season.score_table), reports.scores(season))


def saved(beside: Beside) -> Cell:
    """The one cell as it is after its points were given."""
    return cell(beside.report.organisation, beside.criterion, beside.report, levels_of(beside.read_again()))


def _missing(keys: list[int], scores: reports.Scores | None) -> int:
    if scores is None:
        return len(keys)
    given = {*scores.of(Score.Level.CHECKED), *scores.of(Score.Level.FINAL)}
    return sum(key not in given for key in keys)


def _rows(
    place: int, line: GroupLine, columns: list[Column], scores: Mapping[int, reports.Scores]
) -> Iterator[Row]:
    yield Row(roman(place), line.group.name, figure(line.group.max))
    for one in line.all_lines():
        row = one.criterion
        if one.parts:
            yield Row(one.mark, row.name, figure(row.max))
            continue
        most = tables.most_of(row)
        cells = tuple(_cell(column, row, scores.get(column.key)) for column in columns)
        yield Row(one.mark, row.name, most, row.pk, cells)


def _cell(column: Column, row: Criterion, scores: reports.Scores | None) -> Cell:
    levels = {level: scores.of(level).get(row.pk) for level in Score.Level.values} if scores else {}
    return cell(column.organisation, row, column.report, {k: v for k, v in levels.items() if v is not None})


def cell(organisation: Organisation, row: Criterion, report: Report | None, levels: Levels) -> Cell:
    own, checked, final = (_shown(levels.get(level)) for level in Score.Level.values)
    said = [
        f"{label}: {value or _('none')}"
        for label, value in zip(Score.Level.labels, (own, checked, final), strict=True)
    ]
    if not is_handed_in(report):
        state = "shut"
    elif not checked and not final:
        state = "open"
    else:
        state = "differs" if len(set(levels.values())) > 1 else "done"
    told = f"{organisation.current_short_name}; {', '.join(said)}"
    url = f"{organisation.pk}/{row.pk}/"
    return Cell(f"{organisation.pk}-{row.pk}", own, checked, final, told, state, url)


def _shown(points: Points | None) -> str:
    return "" if points is None else figure(points.total)


@dataclass(frozen=True, slots=True)
class Given:
    """The points of one level with who gave them, when and why."""

    level: str
    score: Score | None

    @property
    def label(self) -> str:
        return str(Score.Level(self.level).label)

    @property
    def total(self) -> Decimal | None:
        if self.score is None:
            return None
        return Points(self.score.base, self.score.bonus, self.score.deduction).total


@dataclass(frozen=True)
class Beside:
    """What stands beside a cell: the criterion, all levels with reasons; where it is shown, the evidence."""

    season: Season
    report: Report
    criterion: Criterion
    given: list[Given]

    @cached_property
    def leaf(self) -> scoring.Criterion:
        return tables.leaf_as_rule(self.criterion)

    @cached_property
    def mark(self) -> str:
        """Its number in the table."""
        assert self.season.score_table is not None
        found = (one for group in tables.lines(self.season.score_table) for one in group.all_lines())
        return next(one.mark for one in found if one.criterion == self.criterion)

    @cached_property
    def evidence(self) -> list[Evidence]:
        return list(Evidence.objects.live().filter(report=self.report, criterion=self.criterion))

    @cached_property
    def notes(self) -> list[EvidenceNote]:
        return list(EvidenceNote.objects.filter(report=self.report, criterion=self.criterion))

    def on(self, level: str) -> Score | None:
        return next(given.score for given in self.given if given.level == level)

    def read_again(self) -> Beside:
        return Beside(self.season, self.report, self.criterion, _given(self.report, self.criterion.pk))


def beside(season: Season, report: Report, key: int) -> Beside | None:
    """None where the criterion takes no points in this season."""
    criterion = tables.leaf(season, key)
    return None if criterion is None else Beside(season, report, criterion, _given(report, key))


def untold(beside: Beside, *, on: date) -> str:
    """Why the member has no points of its own though a formula was to give them; else empty."""
    if beside.leaf.rule is None or beside.on(Score.Level.OWN) is not None:
        return ""
    reckoning = reckonings.of(beside.report, on=on)
    return reckoning.words(beside.criterion.pk) if reckoning else ""


def _given(report: Report, key: int) -> list[Given]:
    rows = {row.level: row for row in report.scores.filter(criterion=key).select_related("by").order_by()}
    return [Given(level, rows.get(level)) for level in Score.Level.values]


def levels_of(beside: Beside) -> Levels:
    return {
        one.level: Points(one.score.base, one.score.bonus, one.score.deduction)
        for one in beside.given
        if one.score is not None
    }
