"""The minutes of a meeting of the bloc (law §8.2). Papers are Vietnamese, whatever language one reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from awards.ballot_papers import result_of
from awards.models import AgendaItem, Attendance
from awards.selectors.meetings import Gathering, Line
from blocs.documents.common import INVENTED, head_of, profile_of, recipients
from blocs.documents.meeting_invitations import hour
from blocs.models import Pledge
from blocs.rules import pledge_words
from blocs.selectors import signers
from documents.content import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Party,
    Signers,
    Table,
)
from documents.wording import day_in_words

SECRETARY, CHAIR = "secretary", "chair"
Kind, Presence = AgendaItem.Kind, Attendance.Presence
PLEDGES = {
    Pledge.Status.DRAFT: "đang dự thảo",
    Pledge.Status.COMMENT: "đang lấy ý kiến các đơn vị",
    Pledge.Status.AGREED: "đã thống nhất nội dung",
    Pledge.Status.SIGNING: "đang được các đơn vị ký",
    Pledge.Status.IN_FORCE: "đã được các đơn vị ký và có hiệu lực",
    Pledge.Status.AMENDED: "đã được sửa đổi",
    Pledge.Status.CLOSED: "đã kết thúc",
}


def meeting_minutes(
    gathering: Gathering, *, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """What happened, from who attended to how each ballot ended; a draft until it is issued."""
    meeting, season = gathering.meeting, gathering.season
    on = season.within(meeting.held_on)
    members = signers.members_of(season, on=on)
    at = _changed_at(gathering)
    return Document(
        kind="meeting-minutes",
        filename=f"Bien ban hop {season.bloc.code} {meeting.held_on:%d-%m-%Y}",
        title=f"Biên bản: {meeting.title}",
        type_name="BIÊN BẢN",
        abstract=meeting.title,
        head=head_of(season, members, on=on, day=day or meeting.held_on, number=number),
        blocks=(*_opening(gathering), *_attendance(gathering), *_course(gathering), *_end(gathering)),
        recipients=recipients(season),
        signatures=Signers(
            (
                Party(("THƯ KÝ",), meeting.secretary.full_name, slot=SECRETARY),
                Party(("CHỦ TRÌ",), meeting.chair.full_name, slot=CHAIR),
            )
        ),
        format=profile_of(members).format(),
        subject=f"{meeting.title}, {pledge_words.year_words(season)}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )


def _opening(gathering: Gathering) -> Iterable[Block]:
    meeting, season = gathering.meeting, gathering.season
    begun = _clock(meeting.opened_at, meeting.held_on) or hour(meeting.held_from)
    yield Paragraph(
        f"Hôm nay, {day_in_words(meeting.held_on)}, hồi {begun}, tại {meeting.place}, "
        f"{season.bloc.name_on(season.within(meeting.held_on))} tổ chức họp: {meeting.title}."
    )


def _attendance(gathering: Gathering) -> Iterable[Block]:
    meeting = gathering.meeting
    present, total = len(gathering.represented), len(gathering.attendances)
    yield Heading("Thành phần")
    yield Paragraph(
        f"Chủ trì: {_named(meeting.chair.full_name)}. Thư ký: {_named(meeting.secretary.full_name)}."
    )
    yield Paragraph(f"Có mặt: {present}/{total} đơn vị thành viên.")
    yield Items(tuple(_ended([_who(row) for row in gathering.represented])), marker="-")
    if gathering.absent:
        yield Paragraph(f"Vắng mặt: {len(gathering.absent)} đơn vị.")
        yield Items(tuple(_ended([_why(row) for row in gathering.absent])), marker="-")
    enough = "đủ" if gathering.has_quorum else "không đủ"
    source = f" ({meeting.quorum_source})" if meeting.quorum_source else ""
    yield Paragraph(
        f"Cuộc họp {enough} số đơn vị theo quy định: ít nhất {meeting.quorum_of}/{meeting.quorum_in} tổng số "
        f"đơn vị thành viên{source}."
    )


def _course(gathering: Gathering) -> Iterable[Block]:
    yield Heading("Nội dung")
    if not gathering.lines:
        yield Paragraph("Chưa có nội dung.")
    for line in gathering.lines:
        item = line.item
        yield Heading(f"{item.order}. {item.title}", level=2)
        yield from _known(gathering, line)
        if item.opinions:
            yield Paragraph(item.opinions, lead="Ý kiến thảo luận:")
        if item.conclusion:
            yield Paragraph(item.conclusion, lead="Kết luận:")


def _known(gathering: Gathering, line: Line) -> Iterable[Block]:
    """What the site knows of the matter."""
    kind = line.item.kind
    if kind == Kind.PLEDGE and gathering.pledge is not None:
        status = PLEDGES.get(Pledge.Status(gathering.pledge.status), "")
        yield Paragraph(f"Giao ước thi đua {pledge_words.year_words(gathering.season)} {status}.")
    elif kind in (Kind.REPORTS, Kind.BLOC_REPORT):
        yield Paragraph(
            f"{gathering.handed_in}/{len(gathering.attendances)} đơn vị thành viên đã gửi báo cáo năm."
        )
    elif kind == Kind.RANKING:
        yield from _places(gathering)
    elif line.room is not None:
        yield from result_of(line.room)


def _places(gathering: Gathering) -> Iterable[Block]:
    if not gathering.places:
        yield Paragraph("Kết quả chấm điểm và xếp hạng chưa được công bố.")
        return
    yield Table(
        columns=(Column("Đơn vị", 50), Column("Tổng điểm", 18, "right"), Column("Xếp hạng", 14, "right")),
        rows=tuple((place.organisation.current_name, place.total, place.rank) for place in gathering.places),
    )


def _end(gathering: Gathering) -> Iterable[Block]:
    meeting = gathering.meeting
    if meeting.conclusion:
        yield Heading("Kết luận của người chủ trì")
        yield Paragraph(meeting.conclusion)
    ended = _clock(meeting.closed_at, meeting.held_on)
    if ended:
        yield Paragraph(f"Cuộc họp kết thúc hồi {ended} cùng ngày.")


def _who(row: Attendance) -> str:
    name = row.organisation.current_name
    if row.mandate is None:
        return f"{name}: {row.note} (được cử dự thay)"
    return f"{name}: {_named(row.mandate.user.full_name)}, {row.mandate.title}"


def _why(row: Attendance) -> str:
    return f"{row.organisation.current_name}{f': {row.note}' if row.note else ''}"


def _ended(lines: list[str]) -> list[str]:
    return [f"{line};" for line in lines[:-1]] + [f"{line}." for line in lines[-1:]]


def _named(name: str) -> str:
    return f"ông (bà) {name}"


def _clock(moment: datetime | None, day: date) -> str:
    """When it was noted on the day itself; what is entered later has no hour to print."""
    if moment is None or timezone.localdate(moment) != day:
        return ""
    return hour(timezone.localtime(moment).time())


def _changed_at(gathering: Gathering) -> datetime:
    latest: datetime = gathering.meeting.events.order_by("-at", "-pk").values_list("at", flat=True)[0]
    return latest
