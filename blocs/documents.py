"""The papers of a bloc's year: what each says. Papers are Vietnamese, whatever language their reader uses.

Every function is told the day whose names and signers it prints; none asks the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from itertools import takewhile

from django.utils import timezone

from blocs.models import Bloc, Leadership, Pledge, PledgeTarget, Registration, Season, Section
from blocs.selectors import signers
from blocs.selectors.signers import Member
from documents.content import (
    Annex,
    Band,
    Bases,
    Block,
    Column,
    Document,
    Format,
    Head,
    Heading,
    Items,
    Paragraph,
    Parties,
    Party,
    Recipients,
    Signers,
    Table,
)
from documents.models import FormatProfile
from documents.wording import day_in_words, figure, roman, short_day

INVENTED = "Dữ liệu minh họa, không có giá trị pháp lý"
SAFE_PROFILE = "state"  # the national heading suits a paper of unlike organisations (law §9.3)
STANDING_AGENCY = "Cơ quan thường trực Hội đồng Thi đua - Khen thưởng {province}"
KIND_WORD = {Bloc.Kind.BLOC: "Khối", Bloc.Kind.CLUSTER: "Cụm"}
ROLE_WORD = {
    Leadership.Role.LEADER: "{kind} trưởng",
    Leadership.Role.ACTING: "{kind} trưởng (tạm thời)",
    Leadership.Role.DEPUTY: "{kind} phó",
}


def role_word(season: Season, role: str) -> str:
    """Khối trưởng, Cụm phó …; empty for a plain member."""
    if not role:
        return ""
    return ROLE_WORD[Leadership.Role(role)].format(kind=KIND_WORD[Bloc.Kind(season.bloc.kind)])


def year_words(season: Season) -> str:
    return f"năm học {season.label}" if season.period == Season.Period.SCHOOL else f"năm {season.year}"


def profile_of(members: Iterable[Member]) -> FormatProfile:
    """The leader's format when all members share it; unlike organisations meet under the national heading."""
    profiles = {member.organisation.format_profile_id for member in members}
    code = profiles.pop() if len(profiles) == 1 else SAFE_PROFILE
    return FormatProfile.objects.get(pk=code)


def head_of(season: Season, members: list[Member], *, on: date, day: date | None, number: str) -> Head:
    """The leader issues the bloc's papers: a bloc has no number and no seal of its own (law §3.3)."""
    leader = next((member.name for member in members if member.leads), "")
    return Head(
        parent=leader,
        issuer=season.bloc.name_on(on),
        place=season.bloc.province.place,
        day=day,
        number=number,
    )


def recorded_at(season: Season) -> datetime:
    """When the record behind a paper last changed, so that the same record prints the same bytes."""
    latest = season.events.order_by("-at").values_list("at", flat=True).first()
    return latest or timezone.make_aware(datetime.combine(season.first_day, time()))


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
        recipients=_recipients(season),
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


def _recipients(season: Season) -> Recipients:
    return Recipients((STANDING_AGENCY.format(province=season.bloc.province.name), "Các đơn vị thành viên"))


def _leader_signs(season: Season, members: list[Member], style: Format) -> Signers | None:
    leader = next((member for member in members if member.leads), None)
    if leader is None:
        return None
    return Signers((signers.party(leader, style, role=role_word(season, leader.role).upper()),))


SECTION_HEADINGS = {
    Section.CONTENT: "NỘI DUNG THI ĐUA",
    Section.MEASURES: "BIỆN PHÁP TỔ CHỨC THỰC HIỆN",
    Section.OTHER: "CAM KẾT KHÁC",
}
ALL_MEMBERS = "Các đơn vị"


def pledge(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """The pledge that all members sign (law §4). A season without one prints its frame."""
    row = season.pledges.order_by("-version").first()
    members = signers.members_of(season, on=on)
    style = profile_of(members).format()
    at = _pledge_changed_at(season, row)
    years = year_words(season)
    kind = KIND_WORD[Bloc.Kind(season.bloc.kind)]
    return Document(
        kind="pledge",
        filename=f"Giao uoc thi dua {season.label} {season.bloc.code}",
        title=f"Giao ước thi đua {years} của {season.bloc.name_on(on)}",
        type_name=f"GIAO ƯỚC THI ĐUA {years.upper()}",
        abstract=season.bloc.name_on(on),
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=tuple(_pledge_blocks(season, row, members, on=on)),
        recipients=_recipients(season),
        signatures=Parties(
            tuple(_pledge_party(season, member, style) for member in members),
            caption=f"ĐẠI DIỆN CÁC ĐƠN VỊ THÀNH VIÊN {kind.upper()} THI ĐUA",
            witnesses=_witnesses(row),
            witness_caption="ĐẠI DIỆN CHỨNG KIẾN",
        )
        if members
        else None,
        annexes=_registrations(row, on=on),
        format=style,
        subject=f"Giao ước thi đua {years}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )


def _pledge_changed_at(season: Season, row: Pledge | None) -> datetime:
    latest = row.versions.order_by("-number").values_list("at", flat=True).first() if row else None
    return latest or recorded_at(season)


def _pledge_blocks(season: Season, row: Pledge | None, members: list[Member], *, on: date) -> Iterable[Block]:
    if season.theme:
        yield Paragraph(f"Chủ đề: “{season.theme}”", bold=True, align="center", indent=False)
    if season.slogan:
        yield Paragraph(f"Khẩu hiệu: “{season.slogan}”", bold=True, align="center", indent=False)
    yield from _opening((row.opening if row else "") or _usual_opening(season, on=on))
    items = list(row.items.live()) if row else []
    targets = list(row.targets.live().select_related("owner").prefetch_related("owner__names")) if row else []
    parts: list[tuple[str, Block]] = []
    for section in Section:
        texts = tuple(item.text for item in items if item.section == section)
        if texts:
            parts.append((SECTION_HEADINGS[section], Items(texts)))
        if section == Section.CONTENT and targets:
            parts.append(("CHỈ TIÊU THI ĐUA", _targets_table(targets, on=on)))
    parts.append(("ĐIỀU KHOẢN THỰC HIỆN", Items(_closing_terms(season, members))))
    for place, (heading, block) in enumerate(parts, start=1):
        yield Heading(f"{roman(place)}. {heading}")
        yield block


def _opening(text: str) -> Iterable[Block]:
    """Its first lines that end with a semicolon are the bases, which print in italics."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    bases = list(takewhile(lambda line: line.endswith(";"), lines))
    if bases:
        yield Bases(tuple(bases), ending=";")
    for line in lines[len(bases) :]:
        yield Paragraph(line)


def _usual_opening(season: Season, *, on: date) -> str:
    return (
        f"Các đơn vị thành viên {season.bloc.name_on(on)} thống nhất ký kết giao ước thi đua "
        f"{year_words(season)} với những nội dung sau:"
    )


def _closing_terms(season: Season, members: list[Member]) -> tuple[str, ...]:
    kind = KIND_WORD[Bloc.Kind(season.bloc.kind)]
    copies = len(members) + 2  # one for each member, the leader's file and the standing agency (law §4)
    agency = STANDING_AGENCY.format(province=season.bloc.province.name)
    return (
        f"Giao ước thi đua này có hiệu lực từ ngày ký đến hết {day_in_words(season.last_day)}. Các đơn vị "
        f"thành viên cam kết thực hiện nghiêm túc; kết quả thực hiện là căn cứ để {kind} chấm điểm, "
        "bình xét thi đua.",
        f"Giao ước được lập thành {copies:02d} bản có giá trị như nhau: mỗi đơn vị thành viên giữ 01 bản, "
        f"lưu hồ sơ của {kind} trưởng 01 bản, gửi {agency} 01 bản.",
    )


def _targets_table(targets: list[PledgeTarget], *, on: date) -> Table:
    return Table(
        columns=(
            Column("Chỉ tiêu", 50),
            Column("Đơn vị tính", 14, "center"),
            Column("Mức phấn đấu", 18, "center"),
            Column("Đơn vị thực hiện", 20),
        ),
        rows=tuple((target.text, target.unit, target.promise, _owner(target, on=on)) for target in targets),
    )


def _owner(target: PledgeTarget, *, on: date) -> str:
    return target.owner.short_name_on(on) if target.owner else ALL_MEMBERS


def _pledge_party(season: Season, member: Member, style: Format) -> Party:
    joined_on = member.membership.joined_on
    note = f"Tham gia từ {short_day(joined_on)}" if joined_on > season.first_day else ""
    return signers.party(member, style, role=role_word(season, member.role).upper(), note=note)


def _witnesses(row: Pledge | None) -> tuple[Party, ...]:
    if row is None:
        return ()
    return tuple(
        Party(position_lines=(witness.title.upper(),), name=witness.name, organisation=witness.organisation)
        for witness in row.witnesses.all()
    )


def _registrations(row: Pledge | None, *, on: date) -> tuple[Annex, ...]:
    """One table of what each member registered beyond the common text; none where nobody did."""
    if row is None:
        return ()
    registrations = list(
        row.registrations.select_related("organisation").prefetch_related("organisation__names", "targets")
    )
    rows: list[tuple[str, str, str] | Band] = []
    for registration in registrations:
        rows.extend(_registered(registration, on=on))
    if not rows:
        return ()
    table = Table(
        columns=(
            Column("Nội dung đăng ký", 56),
            Column("Đơn vị tính", 16, "center"),
            Column("Chỉ tiêu", 14, "right"),
        ),
        rows=tuple(rows),
    )
    return (
        Annex("ĐĂNG KÝ THI ĐUA CỦA CÁC ĐƠN VỊ THÀNH VIÊN", (table,), reference="(Kèm theo Giao ước thi đua)"),
    )


def _registered(registration: Registration, *, on: date) -> Iterable[tuple[str, str, str] | Band]:
    yield Band(registration.organisation.name_on(on))
    for target in registration.targets.all():
        yield (target.text, target.unit, "" if target.value is None else figure(target.value))
    if registration.titles:
        yield (
            f"Danh hiệu thi đua, hình thức khen thưởng: {'; '.join(registration.titles.splitlines())}",
            "",
            "",
        )


PAPERS: dict[str, Callable[..., Document]] = {"pledge": pledge, "members": list_of_members}
