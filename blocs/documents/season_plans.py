"""The plan of a bloc's year: theme, movements, the dates of the year, who does what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from blocs.documents.common import INVENTED, head_of, profile_of, recipients, recorded_at, role_word
from blocs.models import Milestone, Movement, Season
from blocs.rules import pledge_words
from blocs.selectors import signers
from blocs.selectors.handovers import MILESTONE_WORDS
from documents.content import (
    Block,
    Column,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Signers,
    Table,
)


def season_plan(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """What the bloc intends for the year, from what stands in the program; the rest is written in Word."""
    members = signers.members_of(season, on=on, signing=day)
    style = profile_of(members).format()
    leader = next((member for member in members if member.leads), None)
    at = recorded_at(season)
    years, name = pledge_words.year_words(season), season.bloc.name_on(on)
    return Document(
        kind="season-plan",
        filename=f"Ke hoach {season.bloc.code} {season.label}",
        title=f"Kế hoạch hoạt động {years} của {name}",
        type_name="KẾ HOẠCH",
        abstract=f"Hoạt động {years} của {name}",
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=tuple(_blocks(season, len(members))),
        recipients=recipients(season),
        signatures=Signers((signers.party(leader, style, role=role_word(season, leader.role).upper()),))
        if leader
        else None,
        format=style,
        subject=f"Kế hoạch hoạt động {years}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )


def _blocks(season: Season, members: int) -> Iterable[Block]:
    kind = pledge_words.kind_word(season)
    if season.decision:
        yield Paragraph(f"Thực hiện {season.decision}, {kind} trưởng xây dựng kế hoạch như sau:")
    yield Heading("I. MỤC ĐÍCH, YÊU CẦU")
    yield Items(
        (
            f"Phát huy tinh thần đoàn kết, phối hợp giữa {members} đơn vị thành viên; hoàn thành các chỉ "
            "tiêu của giao ước thi đua.",
            "Hoạt động thiết thực, công khai, đúng thời gian; việc chấm điểm, bình xét dân chủ, công bằng.",
        )
    )
    yield Heading("II. NỘI DUNG")
    if season.theme:
        yield Paragraph(f"1. Chủ đề: “{season.theme}”.")
    yield Paragraph(f"{2 if season.theme else 1}. Các phong trào thi đua triển khai trong năm:")
    movements = Movement.objects.running_in(season).order_by("sort_key", "pk")
    yield Table(
        columns=(Column("Phong trào", 52), Column("Cấp phát động", 20), Column("Kết thúc", 16, "center")),
        rows=tuple((row.name, LEVELS[Movement.Level(row.level)], row.ends) for row in movements),
        empty="Chưa có phong trào.",
    )
    yield Heading("III. THỜI GIAN THỰC HIỆN")
    yield Table(
        columns=(Column("Công việc", 66), Column("Hoàn thành trước ngày", 24, "center")),
        rows=tuple(
            (MILESTONE_WORDS[Milestone.Kind(row.kind)], row.due)
            for row in season.milestones.order_by("due", "pk")
        ),
        empty="Chưa định mốc thời gian.",
    )
    yield Heading("IV. TỔ CHỨC THỰC HIỆN")
    yield Items(
        (
            Item("chủ trì, đôn đốc thực hiện, tổng hợp báo cáo cơ quan thường trực.", lead=f"{kind} trưởng:"),
            Item("phối hợp kiểm tra, thẩm định kết quả chấm điểm.", lead=f"{kind} phó:"),
            Item("tổ chức thực hiện, gửi báo cáo và minh chứng đúng hạn.", lead="Các đơn vị thành viên:"),
        ),
        marker="-",
    )


# Papers are Vietnamese, whatever language their reader uses.
LEVELS = {
    Movement.Level.PRIME_MINISTER: "Thủ tướng Chính phủ",
    Movement.Level.CENTRAL: "Trung ương",
    Movement.Level.PROVINCE: "Tỉnh",
    Movement.Level.SECTOR: "Ngành",
    Movement.Level.BLOC: "Khối, cụm",
    Movement.Level.ORGANISATION: "Đơn vị",
}
