"""The list of the members of a bloc in a year."""

from __future__ import annotations

from datetime import date

from blocs.documents.common import INVENTED, head_of, profile_of, recipients, recorded_at, role_word
from blocs.models import Season
from blocs.rules.pledge_words import year_words
from blocs.selectors import signers
from blocs.selectors.signers import Member
from documents.content import Column, Document, Format, Paragraph, Signers, Table
from documents.wording import short_day


def list_of_members(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """Who belongs to the bloc in this year, with their heads and contacts; those who left stay, marked."""
    members = signers.members_of(season, on=on, everyone=True)
    profile = profile_of(members)
    style = profile.format()
    at = recorded_at(season)
    years = year_words(season)
    return Document(
        kind="members",
        filename=f"Danh sach thanh vien {season.bloc.code} {season.label}",
        title=f"Danh sách đơn vị thành viên {season.bloc.name_on(on)} {years}",
        type_name="DANH SÁCH",
        abstract=f"Đơn vị thành viên {season.bloc.name_on(on)} {years}",
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=(
            *([Paragraph(f"Theo {season.decision}.", italic=True)] if season.decision else []),
            _members_table(season, members, on=on),
        ),
        closing=False,
        recipients=recipients(season),
        signatures=_leader_signs(season, members, style),
        orientation="landscape",
        format=style,
        subject=f"Danh sách đơn vị thành viên {years}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )


def _members_table(season: Season, members: list[Member], *, on: date) -> Table:
    rows = tuple(
        (
            member.name,
            role_word(season, member.role),
            member.head.user.full_name if member.head else "",
            member.head.title if member.head else "",
            _contact(member),
            short_day(member.membership.joined_on),
            _left(member),
        )
        for member in members
    )
    present = sum(
        1 for member in members if member.membership.left_on is None or member.membership.left_on >= on
    )
    return Table(
        columns=(
            Column("Tên đơn vị", 30),
            Column("Vai trò", 11),
            Column("Người đứng đầu", 15),
            Column("Chức vụ", 12),
            Column("Đầu mối liên hệ, số điện thoại", 18),
            Column("Tham gia từ", 10, "center"),
            Column("Ghi chú", 14),
        ),
        rows=rows,
        totals=((f"Tổng số: {present} đơn vị", "", "", "", "", "", ""),) if rows else (),
        empty="Chưa có đơn vị thành viên.",
        size=12,
    )


def _contact(member: Member) -> str:
    if member.contact is not None:
        return ", ".join(part for part in (member.contact.user.full_name, member.contact.user.phone) if part)
    organisation = member.organisation
    return ", ".join(part for part in (organisation.contact, organisation.phone) if part)


def _left(member: Member) -> str:
    left_on = member.membership.left_on
    return f"Thôi tham gia từ {short_day(left_on)}" if left_on else ""


def _leader_signs(season: Season, members: list[Member], style: Format) -> Signers | None:
    leader = next((member for member in members if member.leads), None)
    if leader is None:
        return None
    return Signers((signers.party(leader, style, role=role_word(season, leader.role).upper()),))
