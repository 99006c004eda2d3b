"""Papers of a visit between members: the checklist to fill in by hand, the minutes both sides sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from blocs.documents.common import (
    INVENTED,
    ROOM,
    head_of,
    profile_of,
    recorded_at,
    represented,
)
from blocs.models import Organisation, Visit
from blocs.rules import pledge_words
from blocs.rules.visit_fields import Kind
from blocs.selectors import signers, visit_checklist
from blocs.selectors.visit_checklist import Checklist, Line, Result
from documents.content import (
    Band,
    Block,
    Cell,
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

KIND = "visit-minutes"
SIDES = ("visiting", "visited")
ROLES = {"visiting": "ĐẠI DIỆN ĐOÀN KIỂM TRA", "visited": "ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA"}
FINDINGS = {
    Result.AGREES: "Thống nhất",
    Result.DIFFERS: "Không thống nhất",
    Result.MISSING: "Thiếu minh chứng",
}
HEADINGS = {
    Kind.TARGET: "Chỉ tiêu đã giao ước",
    Kind.ITEM: "Nội dung đã giao ước",
    Kind.CRITERION: "Tiêu chí chấm điểm",
}


def visit_minutes(
    visit: Visit, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """What the team found, as it was closed; before that, as far as it is written."""
    checklist = visit_checklist.of(visit)
    blocks = (*_opening(visit, on), *_results(checklist), *_ending(visit))
    given = _shared(visit, "Biên bản kiểm tra chéo", on=on, day=day, number=number)
    style: Format = given["format"]
    return Document(
        kind=KIND,
        type_name="BIÊN BẢN",
        blocks=blocks,
        signatures=Signers(tuple(_party(visit, side, style, on) for side in SIDES)),
        recipients=_sides(visit, on),
        code=code,
        draft=not code,
        **given,
    )


def visit_checklist_paper(visit: Visit, *, on: date) -> Document:
    """Room to write beside each line, for those who go with paper."""
    given = _shared(visit, "Phiếu kiểm tra chéo", on=on, day=None, number="")
    return Document(
        kind="visit-checklist",
        type_name="PHIẾU KIỂM TRA CHÉO",
        blocks=(*_opening(visit, on), *_to_fill_in(visit_checklist.live(visit))),
        orientation="landscape",
        closing=False,
        draft=True,
        **given,
    )


def _shared(visit: Visit, what: str, *, on: date, day: date | None, number: str) -> dict[str, Any]:
    season = visit.season
    members = signers.members_of(season, on=on)
    years = pledge_words.year_words(season)
    at = recorded_at(season)
    name = visit.visited.name_on(on)
    return {
        "filename": f"{what} {season.bloc.code} {season.label} {visit.visited.code}",
        "title": f"{what} {years} tại {name}",
        "abstract": f"Kiểm tra chéo kết quả thi đua {years} tại {name}",
        "head": head_of(season, members, on=on, day=day, number=number),
        "format": profile_of(members).format(),
        "subject": f"{what} {years}",
        "created": at,
        "modified": at,
        "notice": INVENTED if season.bloc.invented else "",
    }


def _sides(visit: Visit, on: date) -> Recipients:
    """Not all members: what was found is nobody else's before the points are published."""
    kind = pledge_words.kind_word(visit.season)
    sides = (getattr(visit, side).name_on(on) for side in SIDES)
    return Recipients((pledge_words.standing_agency(visit.season), f"{kind} trưởng", *sides))


def _opening(visit: Visit, on: date) -> Iterator[Block]:
    when = f"{visit.held_from:%H} giờ {visit.held_from:%M}, " if visit.held_from else ""
    begins = f"Hồi {when}{day_in_words(visit.held_on)}" if when else f"Hôm nay, {day_in_words(visit.held_on)}"
    yield Paragraph(f"{begins}, tại {visit.place or visit.visited.name_on(on)}, chúng tôi gồm:", align="left")
    yield Heading(f"I. ĐOÀN KIỂM TRA: {visit.visiting.name_on(on).upper()}")
    team = tuple(line.strip() for line in visit.team.splitlines() if line.strip())
    yield Items(team or (ROOM, ROOM))
    yield Heading(f"II. ĐƠN VỊ ĐƯỢC KIỂM TRA: {visit.visited.name_on(on).upper()}")
    yield Paragraph(represented(visit.visited, on))
    bloc = visit.season.bloc.name_on(on)
    years = pledge_words.year_words(visit.season)
    yield Paragraph(
        f"Căn cứ giao ước thi đua và bảng điểm {years} của {bloc}, hai bên đã cùng đối chiếu kết quả với "
        "minh chứng, cụ thể như sau:"
    )


def _results(checklist: Checklist) -> Iterator[Block]:
    yield Heading("III. KẾT QUẢ KIỂM TRA")
    for place, kind in enumerate(_kinds(checklist), start=1):
        yield Heading(f"{place}. {HEADINGS[kind]}", level=2)
        columns = (Column("Nội dung kiểm tra", 38), *_figures(kind), Column("Kết luận", 16, "center"))
        if kind == Kind.CRITERION:
            columns += (Column("Điểm đề nghị", 12, "center"),)
        columns += (Column("Lý do, ghi chú", 26),)
        yield Table(columns, tuple(_rows(checklist, kind)), size=12)
    counted = checklist.results()
    yield Paragraph(
        "; ".join(f"{words.lower()}: {counted[result]:02d} nội dung" for result, words in FINDINGS.items())
        + ".",
        lead="Tổng hợp:",
    )


def _kinds(checklist: Checklist) -> list[Kind]:
    """Those with a line, in the order of the checklist."""
    return list(dict.fromkeys(Kind(part.kind) for part in checklist.parts))


def _figures(kind: Kind) -> tuple[Column, ...]:
    """What was asked, and what the member says."""
    if kind == Kind.ITEM:
        return ()
    words = ("Giao ước", "Báo cáo") if kind == Kind.TARGET else ("Điểm tối đa", "Tự chấm")
    return tuple(Column(each, 12, "center") for each in words)


def _rows(checklist: Checklist, kind: Kind) -> Iterator[tuple[Cell, ...] | Band]:
    for part in checklist.parts:
        if part.kind != kind:
            continue
        if part.name:
            yield Band(part.name)
        for line in part.lines:
            words = "; ".join(text for text in (line.values["why"], line.values["note"]) if text)
            found = FINDINGS[line.result] if line.result else ""
            cells: tuple[Cell, ...] = (line.text,)
            if kind != Kind.ITEM:
                cells += (line.most, line.own)
            cells += (found,)
            if kind == Kind.CRITERION:
                cells += (line.proposed,)
            yield (*cells, words)


def _to_fill_in(checklist: Checklist) -> Iterator[Block]:
    yield Heading("III. NỘI DUNG KIỂM TRA")
    if not checklist.handed_in:
        yield Paragraph("Đơn vị chưa nộp báo cáo; cột số liệu của đơn vị để trống.", italic=True)
    for place, kind in enumerate(_kinds(checklist), start=1):
        yield Heading(f"{place}. {HEADINGS[kind]}", level=2)
        columns = (Column("Nội dung kiểm tra", 38), *_figures(kind))
        columns += tuple(Column(words, 9, "center") for words in FINDINGS.values())
        if kind == Kind.CRITERION:
            columns += (Column("Điểm đề nghị", 9, "center"),)
        columns += (Column("Lý do, ghi chú", 30),)
        yield Table(columns, tuple(_blank_rows(checklist, kind)), size=12)
    yield Heading("IV. KẾT LUẬN CỦA ĐOÀN KIỂM TRA")
    yield from _lines_to_write(4)
    yield Heading("V. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA")
    yield from _lines_to_write(3)


def _blank_rows(checklist: Checklist, kind: Kind) -> Iterator[tuple[Cell, ...] | Band]:
    for part in checklist.parts:
        if part.kind != kind:
            continue
        if part.name:
            yield Band(part.name)
        for line in part.lines:
            figures = () if kind == Kind.ITEM else (line.most, line.own)
            proposed = ("",) if kind == Kind.CRITERION else ()
            yield (_with_evidence(line), *figures, *"☐" * len(FINDINGS), *proposed, "")


def _with_evidence(line: Line) -> str:
    names = "; ".join(name for _key, name in line.evidence)
    return f"{line.text} [Minh chứng: {names}]" if names else line.text


def _lines_to_write(count: int) -> Iterator[Block]:
    for _each in range(count):
        yield Paragraph(ROOM * 3, indent=False)


def _ending(visit: Visit) -> Iterable[Block]:
    yield Heading("IV. KẾT LUẬN CỦA ĐOÀN KIỂM TRA")
    yield Paragraph(visit.conclusion or "Đoàn kiểm tra không có ý kiến khác ngoài các nội dung nêu trên.")
    yield Heading("V. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA")
    yield Paragraph(visit.answer or "Đơn vị được kiểm tra thống nhất với kết quả nêu trên.")
    kind = pledge_words.kind_word(visit.season)
    yield Paragraph(
        f"Điểm đề nghị trong biên bản là căn cứ để {kind} trưởng, {kind} phó thẩm định, không thay cho điểm "
        "chấm."
    )
    yield Paragraph(
        "Biên bản được hai bên thông qua, lập thành 03 bản có giá trị như nhau: mỗi bên giữ 01 bản, gửi "
        f"{kind} trưởng 01 bản."
    )


def _party(visit: Visit, side: str, style: Format, on: date) -> Party:
    organisation: Organisation = getattr(visit, side)
    head = signers.head_of(organisation, on=on)
    return Party(
        position_lines=signers.position_lines(head, style),
        name=head.user.full_name if head else "",
        organisation=organisation.name_on(on),
        role=ROLES[side],
        slot=side,
    )
