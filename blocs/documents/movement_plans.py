"""The plan with which a movement is launched (kế hoạch phát động), in the order of law 06/2022, 17."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from blocs.documents.common import INVENTED, ROOM, SAFE_PROFILE, head_of, profile_of, recipients, role_word
from blocs.models import Bloc, Movement, Season
from blocs.selectors import signers
from documents.content import (
    Block,
    Column,
    Document,
    Head,
    Heading,
    Items,
    Paragraph,
    Party,
    Recipients,
    Signers,
    Table,
)
from documents.models import FormatProfile

FORMS = {Movement.Form.REGULAR: "thường xuyên", Movement.Form.THEMATIC: "theo chuyên đề"}


def movement_plan(movement: Movement, *, on: date, day: date | None = None) -> Document:
    """From what stands of the movement; the leader issues that of a bloc, the lead agency the others'."""
    season = _season(movement, on=on)
    verb = "Phát động" if movement.level in (Movement.Level.BLOC, Movement.Level.PROVINCE) else "Triển khai"
    about = f"{verb} phong trào thi đua “{movement.name}”"
    at = recorded_at(movement)
    return Document(
        kind="movement-plan",
        filename=f"Ke hoach phong trao {movement.name}",
        title=f"Kế hoạch {about[0].lower()}{about[1:]}",
        type_name="KẾ HOẠCH",
        abstract=about,
        blocks=tuple(_blocks(movement)),
        subject=about,
        created=at,
        modified=at,
        notice=INVENTED if movement.bloc and movement.bloc.invented else "",
        draft=True,
        **(_of_bloc(season, on=on, day=day) if season else _of_province(movement, day=day)),
    )


def _season(movement: Movement, *, on: date) -> Season | None:
    """The season in which the bloc launches it: that of the day, or the last one it has begun."""
    if movement.bloc is None:
        return None
    seasons = movement.bloc.seasons.select_related("bloc__province").order_by("-first_day", "-pk")
    return seasons.filter(first_day__lte=on).first() or seasons.last()


def _of_bloc(season: Season, *, on: date, day: date | None) -> dict[str, Any]:
    on = season.within(on)
    members = signers.members_of(season, on=on)
    style = profile_of(members).format()
    leader = next((member for member in members if member.leads), None)
    role = role_word(season, leader.role).upper() if leader else ""
    return {
        "head": head_of(season, members, on=on, day=day, number=""),
        "recipients": recipients(season),
        "signatures": Signers((signers.party(leader, style, role=role),)) if leader else None,
        "format": style,
    }


def _of_province(movement: Movement, *, day: date | None) -> dict[str, Any]:
    """Signed outside by who launches it: the name and the position are written in."""
    province = movement.province
    issuer = movement.lead_agency or movement.launcher or f"Ủy ban nhân dân {province.name}"
    return {
        "head": Head(
            parent=f"Ủy ban nhân dân {province.name}" if movement.lead_agency else "",
            issuer=issuer,
            place=province.place,
            day=day,
        ),
        "recipients": Recipients((f"Ủy ban nhân dân {province.name}", "Các cơ quan, đơn vị tham gia")),
        "signatures": Signers((Party(position_lines=(signers.UNKNOWN_POSITION,)),)),
        "format": FormatProfile.objects.get(pk=SAFE_PROFILE).format(),
    }


def _blocks(movement: Movement) -> Iterable[Block]:
    if movement.decision:
        yield Paragraph(f"Thực hiện {movement.decision}, kế hoạch phát động phong trào thi đua như sau:")
    yield Heading("I. MỤC ĐÍCH, YÊU CẦU")
    yield from _text(movement.goal)
    if movement.slogan:
        yield Paragraph(f"“{movement.slogan}”.", lead="Khẩu hiệu:")
    yield Heading("II. PHẠM VI, ĐỐI TƯỢNG, THỜI GIAN")
    yield Paragraph(f"{FORMS[Movement.Form(movement.form)]}.", lead="1. Hình thức:")
    yield Paragraph(movement.scope or ROOM, lead="2. Phạm vi:")
    yield Paragraph(movement.objects_of_emulation or ROOM, lead="3. Đối tượng:")
    yield Paragraph(_time(movement), lead="4. Thời gian:")
    yield Heading("III. NỘI DUNG, TIÊU CHÍ THI ĐUA")
    yield Paragraph("", lead="1. Nội dung, biện pháp:")
    yield from _text(movement.contents)
    yield Paragraph("", lead="2. Tiêu chí:")
    yield from _text(movement.criteria)
    measures = list(movement.measures.all())
    if measures:
        yield Paragraph("", lead="3. Số liệu theo dõi, báo cáo hằng kỳ:")
        yield Table(
            columns=(Column("Nội dung", 66), Column("Đơn vị tính", 24, "center")),
            rows=tuple((row.name, row.unit) for row in measures),
        )
    yield Heading("IV. KHEN THƯỞNG")
    yield Paragraph(movement.award_forms or ROOM, lead="1. Hình thức, số lượng:")
    due = f"trước ngày {movement.dossier_due:%d/%m/%Y}." if movement.dossier_due else ROOM
    yield Paragraph(due, lead="2. Hạn gửi hồ sơ:")
    yield Paragraph(movement.receiving_office or ROOM, lead="3. Nơi nhận hồ sơ:")
    yield Heading("V. TỔ CHỨC THỰC HIỆN")
    yield Items(tuple(_steps(movement)), marker="-")


def _text(text: str) -> Iterable[Block]:
    yield Paragraph(text or ROOM)


def _time(movement: Movement) -> str:
    if movement.starts or movement.ends:
        begins = f"{movement.starts:%d/%m/%Y}" if movement.starts else ROOM
        ends = f"đến ngày {movement.ends:%d/%m/%Y}" if movement.ends else "cho đến khi có thông báo kết thúc"
        return f"từ ngày {begins} {ends}."
    years = [row.year for row in movement.years.all()]
    if not years:
        return ROOM
    return f"năm {years[0]}." if len(years) == 1 else f"từ năm {years[0]} đến năm {years[-1]}."


def _steps(movement: Movement) -> Iterable[str]:
    yield "Các đơn vị đăng ký tham gia kèm chỉ tiêu cụ thể; báo cáo kết quả sáu tháng một lần."
    yield "Tuyên truyền, phát hiện, bồi dưỡng và nhân rộng điển hình tiên tiến."
    if movement.interim_review_on:
        yield f"Sơ kết: ngày {movement.interim_review_on:%d/%m/%Y}."
    if movement.final_review_on:
        yield f"Tổng kết: ngày {movement.final_review_on:%d/%m/%Y}."
    if movement.lead_agency:
        yield f"Cơ quan chủ trì: {movement.lead_agency}."
    elif movement.bloc:
        kind = "Cụm" if movement.bloc.kind == Bloc.Kind.CLUSTER else "Khối"
        yield f"{kind} trưởng đôn đốc, tổng hợp kết quả, báo cáo cơ quan thường trực."


def recorded_at(movement: Movement) -> datetime:
    """When what stands of it last changed, so that the same record prints the same bytes."""
    latest = movement.changes.order_by("-at").values_list("at", flat=True).first()
    years = [row.year for row in movement.years.all()]
    first = movement.starts or date(years[0] if years else 2000, 1, 1)
    return latest or timezone.make_aware(datetime.combine(first, time()))
