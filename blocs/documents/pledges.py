"""The pledge that all members of a season sign."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from blocs.documents.common import INVENTED, head_of, profile_of, recipients, recorded_at, role_word
from blocs.models import Pledge, PledgeTarget, Registration, Season
from blocs.rules import pledge_words, pledging
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
    Heading,
    Items,
    Paragraph,
    Parties,
    Party,
    Table,
    Wide,
)
from documents.wording import figure, roman, short_day

RegisteredRow = tuple[str, str, str] | Wide | Band


def pledge(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """The pledge that all members sign (law §4). A season without one prints its frame."""
    prefetch_related_objects([season], "bloc__names")  # told in several places
    row = season.pledges.newest_first().first()
    members = signers.members_of(season, on=on, signing=day)
    style = profile_of(members).format()
    at = _pledge_changed_at(season, row)
    years = pledge_words.year_words(season)
    kind = pledge_words.kind_word(season)
    return Document(
        kind="pledge",
        filename=f"Giao uoc thi dua {season.label} {season.bloc.code}",
        title=f"Giao ước thi đua {years} của {season.bloc.name_on(on)}",
        type_name=f"GIAO ƯỚC THI ĐUA {years.upper()}",
        abstract=season.bloc.name_on(on),
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=(*_amends(season, row), *_pledge_blocks(season, row, members, on=on)),
        recipients=recipients(season),
        signatures=Parties(
            tuple(_pledge_party(season, member, style) for member in members),
            caption=f"ĐẠI DIỆN CÁC ĐƠN VỊ THÀNH VIÊN {kind.upper()} THI ĐUA",
            witnesses=_witnesses(row),
            witness_caption="ĐẠI DIỆN CHỨNG KIẾN",
        )
        if members
        else None,
        annexes=_registrations(row, members, on=on),
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
    usual = pledge_words.usual_opening(season, bloc_name=season.bloc.name_on(on))
    yield from _opening((row.opening if row else "") or usual)
    parts = [*_parts(row, on=on), (pledge_words.CLOSING_HEADING, Items(_terms(season, members)))]
    for place, (heading, block) in enumerate(parts, start=1):
        yield Heading(f"{roman(place)}. {heading.upper()}")
        yield block


def _amends(season: Season, row: Pledge | None) -> Iterable[Block]:
    """Which paper this one takes the place of."""
    if row is None or row.version == 1:
        return
    before = season.pledges.filter(version__lt=row.version, paper__isnull=False)
    held = before.filter(status__in=[Pledge.Status.IN_FORCE, Pledge.Status.AMENDED, Pledge.Status.CLOSED])
    old = held.select_related("paper").order_by("-version").first()
    if old is not None and old.paper is not None and old.paper.issued_on is not None:
        told = f"(Sửa đổi, bổ sung Giao ước số {old.paper.number_text} ngày {short_day(old.paper.issued_on)})"
        yield Paragraph(told, italic=True, align="center", indent=False)


def _parts(row: Pledge | None, *, on: date) -> Iterable[tuple[str, Block]]:
    """Those that hold something, each with its heading."""
    if row is None:
        return
    items = list(row.items.live())
    targets = list(row.targets.live().select_related("owner").prefetch_related("owner__names"))
    for part in pledge_words.PARTS:
        if part == pledging.TARGETS:
            if targets:
                yield pledge_words.HEADINGS[part], _targets_table(targets, on=on)
        elif texts := tuple(item.text for item in items if item.section == part):
            yield pledge_words.HEADINGS[part], Items(texts)


def _terms(season: Season, members: list[Member]) -> tuple[str, ...]:
    return pledge_words.closing_terms(season, members=len(members))


def _opening(text: str) -> Iterable[Block]:
    """The bases print in italics."""
    bases, paragraphs = pledge_words.opening_parts(text)
    if bases:
        yield Bases(tuple(bases), ending=";")
    yield from map(Paragraph, paragraphs)


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
    return target.owner.short_name_on(on) if target.owner else pledge_words.ALL_MEMBERS


def _pledge_party(season: Season, member: Member, style: Format) -> Party:
    joined_on = member.membership.joined_on
    note = f"Tham gia từ {short_day(joined_on)}" if joined_on > season.first_day else ""
    return signers.party(member, style, role=role_word(season, member.role).upper(), note=note)


def _witnesses(row: Pledge | None) -> tuple[Party, ...]:
    if row is None:
        return ()
    return tuple(
        Party(
            position_lines=(witness.title.upper(),),
            name=witness.name,
            organisation=witness.organisation,
            slot=witness.slot,
        )
        for witness in row.witnesses.all()
    )


def _registrations(row: Pledge | None, members: list[Member], *, on: date) -> tuple[Annex, ...]:
    """One table of what each member registered beyond the common text, in the order in which they sign."""
    if row is None:
        return ()
    places = {member.organisation.pk: place for place, member in enumerate(members)}
    names = {member.organisation.pk: member.name for member in members}
    registrations = sorted(
        row.registrations.select_related("organisation").prefetch_related("targets"),
        key=lambda registration: places.get(registration.organisation_id, len(places)),
    )
    rows: list[RegisteredRow] = []
    for registration in registrations:
        name = names.get(registration.organisation_id) or registration.organisation.name_on(on)
        rows.extend(_registered(registration, name))
    if not rows:
        return ()
    table = Table(
        columns=(
            Column("Nội dung đăng ký", 56),
            Column("Đơn vị tính", 16, "center"),
            Column("Chỉ tiêu", 14, "right"),
        ),
        rows=tuple(rows),
        anew=True,
    )
    return (
        Annex("ĐĂNG KÝ THI ĐUA CỦA CÁC ĐƠN VỊ THÀNH VIÊN", (table,), reference="(Kèm theo Giao ước thi đua)"),
    )


def _registered(registration: Registration, name: str) -> Iterable[RegisteredRow]:
    yield Band(name)
    for target in registration.targets.all():
        yield (target.text, target.unit, "" if target.value is None else figure(target.value))
    if registration.titles:
        titles = "; ".join(registration.titles.splitlines())
        yield Wide(f"Danh hiệu thi đua, hình thức khen thưởng: {titles}")
