"""The report of a bloc on its year, put together from those of its members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from blocs.documents.common import INVENTED, head_of, profile_of, recipients, recorded_at, role_word
from blocs.documents.reports import HEADINGS, OUTCOMES
from blocs.models import BlocReport, Season
from blocs.models.bloc_report import SECTIONS
from blocs.rules import pledge_words
from blocs.selectors import bloc_reports as reading
from blocs.selectors import ranking, signers
from blocs.selectors.bloc_reports import Gathered, TargetFigure
from documents.content import Annex, Band, Block, Column, Document, Heading, Paragraph, Signers, Table
from documents.wording import figure, roman

RANKING = "Kết quả chấm điểm, xếp hạng"
NOTHING = "Báo cáo chưa có nội dung."


def bloc_report(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """Figures as they stand, ranks once they are published, texts as the leader's people wrote them."""
    members = signers.members_of(season, on=on, signing=day)
    style = profile_of(members).format()
    leader = next((member for member in members if member.leads), None)
    gathered, report = reading.gathered(season), reading.written(season)
    at = recorded_at(season)
    years, name = pledge_words.year_words(season), season.bloc.name_on(on)
    return Document(
        kind="bloc-report",
        filename=f"Bao cao {season.bloc.code} {season.label}",
        title=f"Báo cáo tổng kết thi đua {years} của {name}",
        type_name="BÁO CÁO",
        abstract=f"Tổng kết công tác thi đua, khen thưởng {years} của {name}",
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=tuple(_blocks(season, report, gathered)) or (Paragraph(NOTHING),),
        recipients=recipients(season),
        signatures=Signers((signers.party(leader, style, role=role_word(season, leader.role).upper()),))
        if leader
        else None,
        annexes=tuple(_annex(gathered)),
        format=style,
        subject=f"Tổng kết thi đua {years}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )


def _blocks(season: Season, report: BlocReport, gathered: Gathered) -> Iterator[Block]:
    parts: list[tuple[str, list[Block]]] = [
        (HEADINGS["results"], [*_reported(gathered), *_text(report.results)]),
        (HEADINGS["targets"], list(_figures(gathered.figures))),
        (RANKING, list(_ranking(season))),
        *((HEADINGS[kind], list(_text(getattr(report, kind)))) for kind in SECTIONS[1:]),
    ]
    for place, (heading, blocks) in enumerate(((h, found) for h, found in parts if found), start=1):
        yield Heading(f"{roman(place)}. {heading.upper()}")
        yield from blocks


def _reported(gathered: Gathered) -> Iterator[Block]:
    if gathered.reports:
        excused = f", {gathered.excused} đơn vị được miễn báo cáo" if gathered.excused else ""
        yield Paragraph(
            f"Có {len(gathered.reports)}/{len(gathered.members)} đơn vị thành viên gửi báo cáo{excused}."
        )


def _text(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        if line.strip():
            yield Paragraph(line.strip())


def _figures(figures: list[TargetFigure]) -> Iterable[Block]:
    """Shares are averaged over those who told them, quantities summed; the bars are the share that met it."""
    told = [each for each in figures if each.found]
    if told:
        yield Table(
            columns=(
                Column("Chỉ tiêu", 34),
                Column("Đơn vị tính", 12, "center"),
                Column("Giao ước", 14, "center"),
                Column("Kết quả chung", 14, "center"),
                Column("Đơn vị đạt", 11, "center"),
                Column("Tỷ lệ đạt", 18, bars=True),
            ),
            rows=tuple(
                (
                    each.target.text,
                    each.target.unit,
                    each.target.promise,
                    f"{figure(each.value)}{' (bình quân)' if each.is_share else ''}"
                    if each.value is not None
                    else "",
                    f"{each.met}/{each.asked}",
                    each.met_share,
                )
                for each in told
            ),
        )


def _ranking(season: Season) -> Iterable[Block]:
    publication = ranking.newest(season)
    if publication is not None:
        yield Table(
            columns=(
                Column("Đơn vị", 38),
                Column("Tổng điểm", 12, "right"),
                Column("", 24, bars=True),
                Column("Xếp hạng", 10, "center"),
                Column("Xếp loại", 24),
            ),
            rows=tuple(
                (line.organisation.current_name, line.total, line.total, line.rank, line.band)
                for line in ranking.published_lines(publication)
            ),
        )


def _annex(gathered: Gathered) -> Iterator[Annex]:
    """Each member's figure of each target."""
    rows: list[Band | tuple[str, str, str, str]] = []
    for place, each in enumerate((row for row in gathered.figures if row.found), start=1):
        promise = " ".join(word for word in (each.target.promise, each.target.unit) if word)
        rows.append(
            Band(f"{place}. {each.target.text} ({promise})" if promise else f"{place}. {each.target.text}")
        )
        rows += [
            (
                one.organisation.current_name,
                figure(one.value),
                OUTCOMES[one.outcome] if one.outcome else "",
                one.note,
            )
            for one in each.found
        ]
    if rows:
        columns = (
            Column("Đơn vị", 40),
            Column("Thực hiện", 14, "right"),
            Column("Đánh giá", 12, "center"),
            Column("Ghi chú", 24),
        )
        yield Annex(
            "KẾT QUẢ THỰC HIỆN CHỈ TIÊU CỦA TỪNG ĐƠN VỊ",
            (Table(columns=columns, rows=tuple(rows), anew=True),),
            reference="(Kèm theo Báo cáo tổng kết thi đua)",
        )
