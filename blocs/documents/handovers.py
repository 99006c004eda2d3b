"""The minutes of a handover between the leaders of two years; without one, their frame to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from blocs.documents.common import INVENTED, ROOM, head_of, profile_of, recorded_at, represented
from blocs.models import Handover, HandoverItem, Mandate, Organisation, Season
from blocs.rules import pledge_words
from blocs.selectors import handovers, signers
from documents.content import (
    Block,
    Column,
    Document,
    Format,
    Heading,
    Items,
    Paragraph,
    Party,
    Recipients,
    Signers,
    Table,
)
from documents.wording import day_in_words

NOTHING_OPEN = "Không còn việc tồn đọng."
NO_FILES = "Không có hồ sơ bàn giao."


def handover_minutes(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """Who handed what over to whom, on which day, and from when the new leader leads (law §3.3)."""
    handover = handovers.of_season(season)
    members = signers.members_of(season, on=on)
    style = profile_of(members).format()
    at = recorded_at(season)
    kind = pledge_words.kind_word(season)
    years = pledge_words.year_words(season)
    into = handover.into.label if handover else "……"
    return Document(
        kind="handover-minutes",
        filename=f"Bien ban ban giao {season.bloc.code} {season.label}",
        title=f"Biên bản bàn giao nhiệm vụ {kind} trưởng {years} của {season.bloc.name_on(on)}",
        type_name="BIÊN BẢN",
        abstract=f"Bàn giao nhiệm vụ {kind} trưởng từ {years} sang năm {into}",
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=tuple(_blocks(season, handover, on=on)),
        recipients=Recipients((pledge_words.standing_agency(season), "Các đơn vị thành viên")),
        signatures=Signers(tuple(_parties(handover, style, on=on))),
        format=style,
        subject=f"Biên bản bàn giao nhiệm vụ {kind} trưởng {years}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )


def _blocks(season: Season, handover: Handover | None, *, on: date) -> Iterable[Block]:
    kind = pledge_words.kind_word(season)
    held_on, place = (handover.held_on, handover.place) if handover else (None, "")
    yield Paragraph(f"Hôm nay, {_day(held_on)}, tại {place or ROOM}, chúng tôi gồm:", align="left")
    outgoing, incoming = (handover.outgoing, handover.incoming) if handover else (None, None)
    yield Heading(f"I. BÊN GIAO: {_name(outgoing, on).upper()}")
    yield Paragraph(represented(outgoing, on))
    yield Heading(f"II. BÊN NHẬN: {_name(incoming, on).upper()}")
    yield Paragraph(represented(incoming, on))
    if handover and handover.witnesses:
        yield Paragraph(f"Cùng tham dự: {handover.witnesses}.")
    yield Paragraph(
        f"Hai bên tiến hành bàn giao nhiệm vụ {kind} trưởng của {season.bloc.name_on(on)} như sau:"
    )
    yield Heading("III. NỘI DUNG BÀN GIAO")
    yield Heading("1. Hồ sơ, tài liệu", level=2)
    items = list(handover.items.all()) if handover else []
    yield _table(items, HandoverItem.Kind.FILE)
    yield Heading(f"2. Công việc {kind} trưởng mới tiếp tục theo dõi, thực hiện", level=2)
    yield _table(items, HandoverItem.Kind.TASK)
    if handover and handover.notes:
        yield Heading("3. Ý kiến, lưu ý của hai bên", level=2)
        yield Paragraph(handover.notes)
    yield Heading("IV. HIỆU LỰC")
    yield Items(tuple(_terms(handover, kind)))


def _day(day: date | None) -> str:
    """In running text blanks to write in would run together."""
    return day_in_words(day) if day else "ngày …… tháng …… năm ……"


def _table(items: list[HandoverItem], kind: str) -> Table:
    rows = [item for item in items if item.kind == kind]
    if kind == HandoverItem.Kind.FILE:
        return Table(
            columns=(Column("Tên hồ sơ, tài liệu", 62), Column("Số lượng, hình thức", 30)),
            rows=tuple((item.text, item.detail) for item in rows),
            empty=NO_FILES,
        )
    return Table(
        columns=(Column("Công việc", 50), Column("Tiến độ", 26), Column("Thời hạn", 16, "center")),
        rows=tuple((item.text, item.detail, item.due) for item in rows),
        empty=NOTHING_OPEN,
    )


def _terms(handover: Handover | None, kind: str) -> Iterable[str]:
    day = _day(handover.takes_effect_on if handover else None)
    yield f"Bên nhận đảm nhiệm nhiệm vụ {kind} trưởng kể từ {day}; trước ngày đó do Bên giao điều hành."
    yield (
        f"Bên giao có trách nhiệm hoàn thành phần việc của năm đã điều hành đến khi {kind} kết thúc năm thi "
        "đua và tiếp tục phối hợp khi Bên nhận yêu cầu."
    )
    if handover and handover.settled:
        yield f"Cơ quan thường trực xác nhận thay một bên, lý do: {handover.settled}"
    yield (
        "Biên bản được hai bên thống nhất thông qua, lập thành 03 bản có giá trị như nhau: mỗi bên giữ "
        "01 bản, gửi cơ quan thường trực 01 bản."
    )


def _name(organisation: Organisation | None, on: date) -> str:
    return organisation.name_on(on) if organisation else ROOM


def _head(organisation: Organisation | None, on: date) -> Mandate | None:
    return signers.head_of(organisation, on=on) if organisation else None


def _parties(handover: Handover | None, style: Format, *, on: date) -> Iterable[Party]:
    for role, organisation in (
        ("ĐẠI DIỆN BÊN GIAO", handover.outgoing if handover else None),
        ("ĐẠI DIỆN BÊN NHẬN", handover.incoming if handover else None),
    ):
        head = _head(organisation, on)
        yield Party(
            position_lines=signers.position_lines(head, style),
            name=head.user.full_name if head else "",
            organisation=_name(organisation, on) if organisation else "",
            role=role,
        )
