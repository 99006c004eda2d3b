"""A member's report, in the format of the member that writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from blocs.documents.common import INVENTED
from blocs.models import Report, ReportSection
from blocs.rules import pledge_words
from blocs.rules.report_fields import Field, Kind
from blocs.selectors import signers
from blocs.selectors.report_page import ReportPage
from documents.content import (
    Annex,
    Block,
    Column,
    Document,
    Head,
    Heading,
    Paragraph,
    Recipients,
    Signers,
    Table,
)
from documents.wording import figure, roman

TYPES = {
    Report.Kind.ANNUAL: "Tổng kết công tác thi đua, khen thưởng",
    Report.Kind.MID_YEAR: "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu",
}
HEADINGS = {
    "results": "Kết quả đạt được",
    "targets": "Kết quả thực hiện chỉ tiêu đã giao ước",
    "movements": "Kết quả các phong trào thi đua",
    "weaknesses": "Tồn tại, hạn chế và nguyên nhân",
    "lessons": "Bài học kinh nghiệm",
    "plans": "Phương hướng, nhiệm vụ thời gian tới",
    "proposals": "Đề xuất, kiến nghị",
}
OUTCOMES = {"missed": "Chưa đạt", "met": "Đạt", "exceeded": "Vượt"}
NOTHING = "Báo cáo chưa có nội dung."


def report(page: ReportPage, *, on: date) -> Document:
    """As it stands; only the member's head gives it a number and signs it."""
    row = page.report
    season, organisation = row.season, row.organisation
    years = pledge_words.year_words(season)
    member = next(
        (one for one in signers.members_of(season, on=on) if one.organisation.pk == organisation.pk), None
    )
    style = organisation.format_profile.format()
    at = page.last.at if page.last else row.events.order_by("at").values_list("at", flat=True)[0]
    abstract = f"{TYPES[Report.Kind(row.kind)]} {years}"
    return Document(
        kind="report",
        filename=f"Bao cao {row.kind} {season.label} {organisation.code}",
        title=f"{abstract}: {organisation.name_on(on)}",
        type_name="BÁO CÁO",
        abstract=abstract,
        head=Head(issuer=organisation.name_on(on), place=season.bloc.province.place, day=None),
        blocks=tuple(_blocks(page)) or (Paragraph(NOTHING),),
        recipients=Recipients((season.bloc.name_on(on), pledge_words.standing_agency(season))),
        signatures=Signers((signers.party(member, style),)) if member else None,
        annexes=tuple(_self_score(page)),
        format=style,
        subject=abstract,
        created=at,
        modified=at,
        notice=INVENTED if season.bloc.invented else "",
        draft=True,
    )


def _blocks(page: ReportPage) -> Iterator[Block]:
    place = 0
    for part, heading in HEADINGS.items():
        found = list(_part(page, part))
        if found:
            place += 1
            yield Heading(f"{roman(place)}. {heading.upper()}")
            yield from found


def _part(page: ReportPage, part: str) -> Iterator[Block]:
    if part == "targets":
        if page.targets:
            yield _targets(page)
    elif part == "movements":
        for movement in page.movements:
            if text := page.values.get(Field(Kind.MOVEMENT, movement.pk)):
                yield Paragraph(text, lead=f"{movement.name}.")
    elif text := page.values.get(Field(Kind.SECTION, section=ReportSection.Kind(part))):
        yield Paragraph(text)


def _targets(page: ReportPage) -> Table:
    rows = []
    for target in page.targets:
        value = page.values.get(Field(Kind.TARGET, target.pk, "value"))
        outcome = page.outcome(target)
        rows.append(
            (
                target.text,
                target.unit,
                target.promise,
                "" if value is None else figure(value),
                OUTCOMES[outcome] if outcome else "",
                page.values.get(Field(Kind.TARGET, target.pk, "note")) or "",
            )
        )
    return Table(
        columns=(
            Column("Chỉ tiêu", 36),
            Column("Đơn vị tính", 12, "center"),
            Column("Giao ước", 14, "center"),
            Column("Thực hiện", 14, "center"),
            Column("Đánh giá", 12, "center"),
            Column("Ghi chú", 16),
        ),
        rows=tuple(rows),
    )


def _self_score(page: ReportPage) -> Iterator[Annex]:
    tally = page.tally
    if tally is None or page.report.kind != Report.Kind.ANNUAL:
        return
    rows = []
    for group in page.groups:
        for line in group.all_lines():
            if line.criterion.pk not in page.leaves:
                continue
            points = tally.criteria.get(line.criterion.pk)
            files = "; ".join(file.name for file in page.evidence.get(line.criterion.pk, ()))
            note = page.values.get(Field(Kind.SCORE, line.criterion.pk, "note")) or ""
            rows.append(
                (
                    line.criterion.name,
                    figure(line.criterion.max),
                    figure(points.total) if points else "",
                    "; ".join(text for text in (note, files) if text),
                )
            )
    yield Annex(
        "BẢNG TỰ CHẤM ĐIỂM",
        (
            Table(
                columns=(
                    Column("Nội dung, tiêu chí", 50),
                    Column("Điểm chuẩn", 12, "center"),
                    Column("Tự chấm", 12, "center"),
                    Column("Minh chứng", 30),
                ),
                rows=tuple(rows),
                totals=(("Tổng cộng", "", figure(tally.total), ""),),
            ),
        ),
        reference="(Kèm theo Báo cáo)",
    )
