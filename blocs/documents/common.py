"""What the papers of a bloc's year have in common: who issues them, in whose format, to whom they go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone

from blocs.models import Leadership, Organisation, Season
from blocs.rules import pledge_words
from blocs.selectors import signers
from blocs.selectors.signers import Member
from documents.content import Head, Recipients
from documents.models import FormatProfile

ROOM = "…" * 14  # to write in by hand
INVENTED = "Dữ liệu minh họa, không có giá trị pháp lý"
SAFE_PROFILE = "state"  # the national heading suits a paper of unlike organisations (law §9.3)
ROLE_WORD = {
    Leadership.Role.LEADER: "{kind} trưởng",
    Leadership.Role.ACTING: "{kind} trưởng (tạm thời)",
    Leadership.Role.DEPUTY: "{kind} phó",
}


def role_word(season: Season, role: str) -> str:
    """Khối trưởng, Cụm phó …; empty for a plain member."""
    if not role:
        return ""
    return ROLE_WORD[Leadership.Role(role)].format(kind=pledge_words.kind_word(season))


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


def represented(organisation: Organisation | None, on: date) -> str:
    """By whom a side of a meeting is represented: its head, or room to write."""
    head = signers.head_of(organisation, on=on) if organisation else None
    if head is None:
        return f"Đại diện: {ROOM}\nChức vụ: {ROOM}"
    return f"Đại diện: {head.user.full_name}. Chức vụ: {head.title}."


def recipients(season: Season) -> Recipients:
    return Recipients((pledge_words.standing_agency(season), "Các đơn vị thành viên"))
