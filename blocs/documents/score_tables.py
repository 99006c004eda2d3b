"""A score table as a paper, across."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone, translation

from blocs.documents.common import INVENTED, head_of, profile_of
from blocs.models import ScoreTable, Season
from blocs.rules import pledge_words
from blocs.selectors import score_table_page, signers
from blocs.selectors.score_table_page import GroupView
from documents.content import Band, Block, Column, Document, Head, Items, Paragraph, Table
from documents.models import FormatProfile
from documents.wording import figure

TYPE = "BẢNG ĐIỂM"
NONE_CHOSEN = "Năm thi đua này chưa chọn bảng điểm."
_COLUMNS = (
    Column("TT", 5, "center"),
    Column("Nội dung, tiêu chí", 40),
    Column("Điểm", 7, "center"),
    Column("Điểm thưởng", 7, "center"),
    Column("Điểm trừ", 7, "center"),
    Column("Minh chứng", 20),
    Column("Kiểm tra", 14),
)


def of_season(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """The table by which the season scores, under the head of its bloc."""
    members = signers.members_of(season, on=on)
    table = season.score_table
    head = head_of(season, members, on=on, day=day, number=number)
    return _document(
        table,
        head=head,
        profile=profile_of(members),
        abstract=f"Chấm điểm {season.bloc.name_on(on)} {pledge_words.year_words(season)}",
        filename=f"Bang diem {season.bloc.code} {season.label}",
        invented=season.bloc.invented,
        at=_changed_at(table, season.first_day) if table else _midnight(season.first_day),
        code=code,
    )


def alone(table: ScoreTable, *, on: date) -> Document:
    """The table itself: a draft to be discussed, or one in use, whoever uses it."""
    province = table.province
    issuer = table.bloc.current_name if table.bloc else str(province or "")
    return _document(
        table,
        head=Head(issuer=issuer, place=province.place if province else "", day=None),
        profile=FormatProfile.objects.get(pk="state"),
        abstract=_without_type(table.name),
        filename=f"Bang diem {table.name} {table.year or ''}",
        invented=bool(table.bloc and table.bloc.invented),
        at=_changed_at(table, date(table.year or on.year, 1, 1)),
        code="",
    )


def _without_type(name: str) -> str:
    """Bảng điểm thi đua … → Thi đua …: the type stands above it already."""
    words = name[len(TYPE) :].strip() if name.upper().startswith(TYPE) else ""
    return f"{words[0].upper()}{words[1:]}" if words else name


def _changed_at(table: ScoreTable, otherwise: date) -> datetime:
    latest = table.events.order_by("-at").values_list("at", flat=True).first()
    return latest or table.opened_at or _midnight(otherwise)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _document(
    table: ScoreTable | None,
    *,
    head: Head,
    profile: FormatProfile,
    abstract: str,
    filename: str,
    invented: bool,
    at: datetime,
    code: str,
) -> Document:
    with translation.override("vi"):  # the formulas are told in the words of the page
        blocks = tuple(_blocks(table)) if table is not None else (Paragraph(NONE_CHOSEN),)
    return Document(
        kind="score-table",
        filename=filename,
        title=f"Bảng điểm thi đua: {abstract}",
        type_name=TYPE,
        abstract=abstract,
        head=head,
        blocks=blocks,
        closing=False,
        orientation="landscape",
        format=profile.format(),
        author=head.issuer or "Cơ quan thường trực",
        subject="Bảng điểm thi đua",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if invented else "",
        draft=table is None or table.status != ScoreTable.Status.OPEN,
    )


def _blocks(table: ScoreTable) -> Iterator[Block]:
    if table.decision:
        yield Paragraph(f"(Ban hành kèm theo {table.decision})", italic=True, align="center", indent=False)
    groups = score_table_page.groups(table)
    yield Table(
        columns=_COLUMNS,
        rows=tuple(row for group in groups for row in _rows(group)),
        totals=(("", "TỔNG ĐIỂM (chưa tính điểm thưởng, điểm trừ)", figure(table.total), "", "", "", ""),),
        numbered=False,
        empty="Chưa có tiêu chí.",
        size=12,
    )
    yield Paragraph("Cách tính tổng điểm và xếp loại:", bold=True)
    yield Items(tuple(_terms(table)), marker="-")


def _rows(group: GroupView) -> Iterator[Band | tuple[str, ...]]:
    most = f" ({figure(group.row.max)} điểm)" if group.row.max else ""
    caps = [
        f"{words} {figure(cap)} điểm"
        for words, cap in (("thưởng tối đa", group.row.bonus_cap), ("trừ tối đa", group.row.deduction_cap))
        if cap is not None
    ]
    yield Band(f"{group.numeral}. {group.row.name}{most}{'; ' + ', '.join(caps) if caps else ''}")
    for one in group.flat():
        row = one.row
        name = f"{row.name}\n{one.formula}" if one.formula else row.name
        yield (
            one.mark,
            name,
            _points(row.max),
            _points(row.bonus_max),
            _points(row.deduction_max),
            row.evidence,
            row.checked_by,
        )


def _points(value: Decimal) -> str:
    return figure(value) if value else ""


def _terms(table: ScoreTable) -> Iterator[str]:
    yield "Tổng điểm = điểm đạt được + điểm thưởng - điểm trừ."
    if table.bonus_cap is not None:
        yield f"Tổng điểm thưởng tối đa {figure(table.bonus_cap)} điểm."
    if table.deduction_cap is not None:
        yield f"Tổng điểm trừ tối đa {figure(table.deduction_cap)} điểm."
    bands = "; ".join(f"từ {figure(band.lowest)} điểm: {band.name}" for band in table.bands.all())
    if bands:
        yield f"Xếp loại: {bands}."
