"""The points and places of all members of a season, across."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from blocs.documents.common import INVENTED, head_of, profile_of, recipients, recorded_at
from blocs.models import Season
from blocs.rules import pledge_words, scoring
from blocs.selectors import ranking, reports, signers
from blocs.selectors import score_tables as tables
from blocs.selectors.ranking import Line
from blocs.selectors.score_tables import GroupLine
from documents.content import Cell, Column, Document, Items, Paragraph, Table
from documents.wording import figure, roman

TYPE = "BẢNG TỔNG HỢP ĐIỂM"


def ranking_of_season(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """As published, or as the points stand now; then it says so."""
    members = signers.members_of(season, on=on)
    publication = ranking.newest(season)
    lines = ranking.published_lines(publication) if publication else ranking.lines(season)
    groups = tables.lines(season.score_table) if season.score_table else []
    at = publication.at if publication else recorded_at(season)
    years = pledge_words.year_words(season)
    state = "" if publication else "Điểm chưa công bố."
    return Document(
        kind="ranking",
        filename=f"Bang tong hop diem {season.bloc.code} {season.label}",
        title=f"Bảng tổng hợp điểm và xếp hạng {season.bloc.name_on(on)} {years}",
        type_name=TYPE,
        abstract=f"Kết quả chấm điểm, xếp hạng thi đua {years}",
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=(
            *([Paragraph(state, italic=True, align="center", indent=False)] if state else []),
            _table(lines, groups, reports.tallies(season)),
            *_groups(groups),
        ),
        closing=False,
        recipients=recipients(season),
        orientation="landscape",
        format=profile_of(members).format(),
        subject=f"Kết quả chấm điểm {years}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )


def _table(lines: list[Line], groups: list[GroupLine], tallies: Mapping[int, scoring.Tally]) -> Table:
    """One column for each group: its points with bonus and without what is taken off."""
    return Table(
        columns=(
            Column("Tên đơn vị", 30),
            *(Column(f"Nhóm {roman(place)}", 8, "right") for place in range(1, len(groups) + 1)),
            Column("Điểm thưởng", 8, "right"),
            Column("Điểm trừ", 8, "right"),
            Column("Tổng điểm", 9, "right"),
            Column("Xếp hạng", 7, "center"),
            Column("Xếp loại", 18),
        ),
        rows=tuple(_row(line, groups, tallies.get(line.organisation.pk)) for line in lines),
        empty="Chưa có điểm.",
        size=12,
    )


def _row(line: Line, groups: list[GroupLine], tally: scoring.Tally | None) -> tuple[Cell, ...]:
    return (
        line.organisation.current_name,
        *(tally.groups[group.group.pk].base if tally else None for group in groups),
        line.points.bonus,
        line.points.deduction,
        line.total,
        "" if line.rank is None else str(line.rank),
        line.band,
    )


def _groups(groups: list[GroupLine]) -> tuple[Paragraph | Items, ...]:
    if not groups:
        return ()
    named = tuple(
        f"Nhóm {roman(place)}: {line.group.name} (tối đa {figure(line.group.max)} điểm)"
        for place, line in enumerate(groups, start=1)
    )
    return (Paragraph("Các nhóm tiêu chí:", bold=True), Items(named, marker="-"))
