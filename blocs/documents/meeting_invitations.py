"""The invitation to a meeting of the bloc (giấy mời)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from blocs.documents.common import INVENTED, head_of, profile_of, recorded_at, role_word
from blocs.models import MeetingInvitation, Season
from blocs.rules import pledge_words
from blocs.selectors import composing, signers
from documents.content import Block, Document, Items, Paragraph, Recipients, Signers
from documents.wording import day_in_words

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ROOM = "…" * 14


def meeting_invitation(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """Who is invited to what, when and where; before anything is written, the usual one with room."""
    members = signers.members_of(season, on=on, signing=day)
    style = profile_of(members).format()
    leader = next((member for member in members if member.leads), None)
    at = recorded_at(season)
    meeting = composing.invitation(season, on=on)
    return Document(
        kind="meeting-invitation",
        filename=f"Giay moi {season.bloc.code} {season.label}",
        title=f"Giấy mời: {meeting.title}",
        type_name="GIẤY MỜI",
        abstract=meeting.title,
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=tuple(_blocks(season, meeting, on=on)),
        recipients=Recipients(("Như thành phần mời",)),
        signatures=Signers((signers.party(leader, style, role=role_word(season, leader.role).upper()),))
        if leader
        else None,
        format=style,
        subject=f"{meeting.title}, {pledge_words.year_words(season)}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )


def _blocks(season: Season, meeting: MeetingInvitation, *, on: date) -> Iterable[Block]:
    kind = pledge_words.kind_word(season)
    yield Paragraph(f"{kind} trưởng {season.bloc.name_on(on)} trân trọng kính mời:")
    yield Items(_ended(_rows(meeting.invited)), marker="-")
    yield Paragraph(f"{meeting.title}.", lead="Tới dự:")
    yield Paragraph(f"{meeting.chair}.", lead="Chủ trì:")
    yield Paragraph(
        f"{hour(meeting.held_from)}, {weekday(meeting.held_on)}, {day_in_words(meeting.held_on)}.",
        lead="Thời gian:",
    )
    yield Paragraph(f"{meeting.place or ROOM}.", lead="Địa điểm:")
    if meeting.agenda:
        yield Paragraph("", lead="Nội dung:")
        yield Items(_rows(meeting.agenda))
    if meeting.note:
        yield Paragraph(meeting.note)


def _rows(text: str) -> tuple[str, ...]:
    return tuple(row.strip().removeprefix("-").strip() for row in text.splitlines() if row.strip(" -"))


def _ended(rows: tuple[str, ...]) -> tuple[str, ...]:
    """As each line of a list ends: ";", the last one "."."""
    bare = [row.rstrip(" ;,.") for row in rows]
    return tuple(f"{row};" for row in bare[:-1]) + tuple(f"{row}." for row in bare[-1:])


def hour(moment: time) -> str:
    """08 giờ 30 phút; a full hour has no minutes."""
    return f"{moment:%H} giờ {moment:%M} phút" if moment.minute else f"{moment:%H} giờ"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]
