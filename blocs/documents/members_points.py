"""The points of all members, criterion by criterion: a line for each criterion, a column for each member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from blocs.documents.common import INVENTED, head_of, profile_of, recipients, recorded_at
from blocs.models import Organisation, Season
from blocs.rules import pledge_words, scoring
from blocs.rules.points import Points
from blocs.selectors import ranking, reports, signers
from blocs.selectors import score_tables as tables
from blocs.selectors.ranking import Line
from blocs.selectors.score_tables import GroupLine, most_of
from documents.content import Band, Block, Cell, Column, Document, Paragraph, Sheet, Table
from documents.wording import figure, roman

TYPE = "BẢNG ĐIỂM CHI TIẾT"
MOST = {"A4": 12, "A3": 20}  # members side by side: letters of 10 pt still read easily
WIDTH = {"A4": 262, "A3": 385}  # mm of a line
MARK, POINTS, WORDS = 9, 13, 80  # mm of the columns before the members; the words take what is left
WIDEST = 24


@dataclass(frozen=True, slots=True)
class Board:
    """What the tables are made of."""

    lines: list[Line]
    groups: list[GroupLine]
    tallies: Mapping[int, scoring.Tally]
    given: Mapping[int, Mapping[int, Points]]  # by organisation, then by criterion


def points_of_all(season: Season, *, on: date, sheet: Sheet = "A4") -> Document:
    """As published, or as the points stand now; then it says so."""
    members = signers.members_of(season, on=on)
    publication = ranking.newest(season)
    board = _board(season, ranking.published_lines(publication) if publication else None)
    at = publication.at if publication else recorded_at(season)
    years = pledge_words.year_words(season)
    state = "" if publication else "Điểm chưa công bố."
    return Document(
        kind="points-of-all",
        filename=f"Bang diem chi tiet {season.bloc.code} {season.label} {sheet}",
        title=f"Bảng điểm chi tiết của {season.bloc.name_on(on)} {years}",
        type_name=TYPE,
        abstract=f"Điểm thi đua của các đơn vị theo từng tiêu chí {years}",
        head=head_of(season, members, on=on, day=None, number=""),
        blocks=(
            *([Paragraph(state, italic=True, align="center", indent=False)] if state else []),
            *_tables(board, sheet),
        ),
        closing=False,
        recipients=recipients(season),
        orientation="landscape",
        format=replace(profile_of(members).format(), landscape_sheet=sheet),
        subject=f"Điểm thi đua theo từng tiêu chí {years}",
        created=at,
        modified=at,
        notice=INVENTED if season.bloc.invented else "",
        draft=publication is None,
    )


def _board(season: Season, published: list[Line] | None) -> Board:
    if season.score_table is None:
        return Board([], [], {}, {})
    groups = tables.lines(season.score_table)
    table = tables.as_rules(season.score_table, groups)
    given = {key: own.effective() for key, own in reports.scores(season).items()}
    tallies = {key: scoring.tally(table, points) for key, points in given.items()}
    lines = ranking.lines(season, tallies) if published is None else published
    return Board(lines, groups, tallies, given)


def _tables(board: Board, sheet: Sheet) -> Iterator[Block]:
    """The members in tables of nearly the same width, in the order of their places."""
    if not board.groups or not board.lines:
        yield Paragraph("Chưa có điểm.", indent=False)
        return
    count = -(-len(board.lines) // MOST[sheet])
    size = -(-len(board.lines) // count)
    for first in range(0, len(board.lines), size):
        lines = board.lines[first : first + size]
        told = f"Đơn vị xếp từ {first + 1} đến {first + len(lines)} trong bảng" if count > 1 else ""
        yield _table(board, lines, sheet, told)


def _table(board: Board, lines: list[Line], sheet: Sheet, caption: str) -> Table:
    room = WIDTH[sheet] - MARK - POINTS
    each = min(WIDEST, (room - WORDS) // len(lines))
    most = sum((line.group.max for line in board.groups), Decimal(0))
    rest = [line for line in lines if line.points.bonus or line.points.deduction]
    extras: list[tuple[Cell, ...]] = [
        ("Trong đó: điểm thưởng", "", "", *(line.points.bonus for line in lines)),
        ("Điểm trừ", "", "", *(line.points.deduction for line in lines)),
    ]
    return Table(
        caption=caption,
        columns=(
            Column("TT", MARK, "center"),
            Column("Nhóm, tiêu chí", room - each * len(lines)),
            Column("Tối đa", POINTS, "right"),
            *(Column(_name(line.organisation), each, "right") for line in lines),
        ),
        rows=tuple(
            row
            for place, line in enumerate(board.groups, start=1)
            for row in _rows(board, place, line, lines)
        ),
        totals=(
            ("TỔNG ĐIỂM", "", figure(most), *(line.total for line in lines)),
            *(extras if rest else ()),
            ("Xếp hạng", "", "", *("" if line.rank is None else str(line.rank) for line in lines)),
        ),
        numbered=False,
        size=10,
    )


def _name(organisation: Organisation) -> str:
    return organisation.current_short_name


def _rows(board: Board, place: int, group: GroupLine, lines: list[Line]) -> Iterator[Band | tuple[Cell, ...]]:
    yield Band(f"{roman(place)}. {group.group.name}")
    for one in group.all_lines():
        yield (
            one.mark,
            one.criterion.name,
            most_of(one.criterion),
            *(_points(board, line.organisation.pk, one.criterion.pk, bool(one.parts)) for line in lines),
        )
    tallies = [board.tallies.get(line.organisation.pk) for line in lines]
    yield (
        "",
        f"Cộng nhóm {roman(place)}",
        figure(group.group.max),
        *(tally.groups[group.group.pk].total if tally else None for tally in tallies),
    )


def _points(board: Board, member: int, criterion: int, is_sum: bool) -> Decimal | None:
    """What counts; empty where nothing was given, which is not nought."""
    if is_sum:
        tally = board.tallies.get(member)
        return tally.criteria[criterion].total if tally else None
    given = board.given.get(member, {}).get(criterion)
    return given.total if given is not None else None
