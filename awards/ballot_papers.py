"""The minutes of a tally (law §8.2). Papers are Vietnamese, whatever language their reader uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from awards.models import Ballot, BallotEvent, Option
from awards.rules import ballots as rules
from awards.selectors.ballots import GONE, HELD, Room
from blocs.documents.common import INVENTED, head_of, profile_of, recipients
from blocs.documents.meeting_invitations import hour
from blocs.selectors import signers
from documents.content import (
    Annex,
    Block,
    Column,
    Document,
    Items,
    Paragraph,
    Party,
    Signers,
    Table,
)
from documents.wording import day_in_words, in_words

OUTCOMES = {
    Option.Outcome.ELECTED: "Đạt",
    Option.Outcome.BELOW: "Không đủ tỷ lệ",
    Option.Outcome.FULL: "Đủ tỷ lệ, hết suất",
    Option.Outcome.TIED: "Bằng phiếu, bỏ phiếu lại",
}
STOPPED = {
    GONE: "Sau khi bỏ phiếu: {name} đã giải thể hoặc kết thúc hoạt động, không đề nghị khen thưởng.",
    HELD: "Sau khi bỏ phiếu: {name} đang được tạm dừng xét, chưa đề nghị khen thưởng.",
}
MODES = {
    Ballot.Mode.SECRET: "bỏ phiếu kín trên hệ thống",
    Ballot.Mode.PAPER: "bỏ phiếu kín bằng phiếu giấy",
    Ballot.Mode.MIXED: "bỏ phiếu kín, trên hệ thống và bằng phiếu giấy",
    Ballot.Mode.OPEN: "biểu quyết công khai trên hệ thống, có ghi tên đơn vị",
    Ballot.Mode.HANDS: "biểu quyết giơ tay, có ghi tên đơn vị",
}
MARKS = {rules.AGREE: "đồng ý", rules.DISAGREE: "không đồng ý", rules.NO_OPINION: "không có ý kiến"}
BASES = {
    Ballot.Base.ALL: "tổng số đơn vị có quyền bỏ phiếu",
    Ballot.Base.CAST: "số đơn vị đã bỏ phiếu",
    Ballot.Base.VALID: "số phiếu hợp lệ",
}


def tally_minutes(room: Room, *, number: str = "", code: str = "") -> Document:
    """What the board found; before the count a draft with the roll alone."""
    ballot, season = room.ballot, room.season
    events = list(ballot.events.order_by("at", "pk"))
    at = events[-1].at
    day = timezone.localdate(at)
    on = season.within(day)
    members = signers.members_of(season, on=on)
    return Document(
        kind="tally-minutes",
        filename=f"Bien ban kiem phieu {season.bloc.code} {season.label}",
        title=f"Biên bản kiểm phiếu: {ballot.question}",
        type_name="BIÊN BẢN",
        abstract=f"Kiểm phiếu: {ballot.question}",
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=(*_begun(room, events), *result_of(room), *_ended(room, events)),
        recipients=recipients(season),
        signatures=Signers(
            tuple(
                Party(
                    ("TRƯỞNG BAN KIỂM PHIẾU" if place == 0 else "THÀNH VIÊN",),
                    row.user.full_name,
                    slot=slot(place),
                )
                for place, row in enumerate(room.board)
            )
        )
        if room.board
        else None,
        annexes=_bulletin(room, number),
        format=profile_of(members).format(),
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not room.is_counted,
    )


def _begun(room: Room, events: Sequence[BallotEvent]) -> list[Paragraph]:
    """Who counts, where and when; a vote outside a meeting has no place."""
    season, day = room.season, timezone.localdate(events[-1].at)
    who = season.bloc.name_on(season.within(day))
    what = f"Ban kiểm phiếu của {who} kiểm phiếu" if room.is_secret else f"{who} biểu quyết"
    item = room.ballot.agenda_items.select_related("meeting").first()
    where = f", tại {item.meeting.place}" if item is not None else ""
    told = [Paragraph(f"Hôm nay, {day_in_words(day)}{where}, {what}: {room.ballot.question}.")]
    opened, closed = (_moment(events, step, day) for step in ("open", "close"))
    if opened and closed:
        what = "Bỏ phiếu" if room.is_secret else "Biểu quyết"
        told.append(Paragraph(f"{what} bắt đầu {opened}, kết thúc {closed}."))
    return told


def _ended(room: Room, events: Sequence[BallotEvent]) -> list[Paragraph]:
    counted = _moment(events, "count", timezone.localdate(events[-1].at)) if room.is_secret else ""
    return [Paragraph(f"Việc kiểm phiếu kết thúc {counted}.")] if counted else []


def _bulletin(room: Room, number: str) -> tuple[Annex, ...]:
    """By which every voter of the site finds the own vote among those counted."""
    receipts = room.ballot.bulletin
    if not receipts:
        return ()
    return (
        Annex(
            title="Biên nhận của các phiếu đã kiểm trên hệ thống",
            reference=f"(Kèm theo Biên bản kiểm phiếu số {number})" if number else "",
            blocks=(
                Paragraph(
                    "Đơn vị nào thấy biên nhận của mình trong danh sách này thì phiếu của đơn vị đó đã được "
                    "kiểm. Danh sách xếp theo chữ cái, không cho biết đơn vị nào bỏ phiếu thế nào."
                ),
                Table(columns=(Column("Biên nhận", 60),), rows=tuple((each,) for each in receipts)),
            ),
        ),
    )


def _moment(events: Sequence[BallotEvent], step: str, day: date) -> str:
    """The hour of a step; with its day, where that is another one."""
    at = next((timezone.localtime(event.at) for event in events if event.step == step), None)
    if at is None:
        return ""
    return f"hồi {hour(at.time())}{'' if at.date() == day else f' {day_in_words(at.date())}'}"


def _paper(room: Room) -> list[str]:
    """What was handed out and came back; how each ballot was marked stays in the sums of all."""
    if not room.ballot.has_paper:
        return []
    here = sum(bool(elector.way) for elector in room.electors)
    told = [f"Bỏ phiếu trên hệ thống: {_both(here)};"] if room.ballot.is_sealed else []
    told.append(f"Phiếu giấy phát ra: {_both(len(room.on_paper))};")
    if room.in_writing:
        told.append(f"Trong đó gửi ý kiến bằng văn bản (phong bì kín): {_both(len(room.in_writing))};")
    if room.box is not None:
        back, spoilt = _both(room.box.returned), _both(room.box.spoilt)
        told.append(f"Phiếu giấy thu về: {back}, trong đó hỏng: {spoilt};")
    return told


def slot(place: int) -> str:
    """Where a member of the board signs."""
    return f"board{place + 1}"


def result_of(room: Room) -> list[Block]:
    """How it was voted and with what result: on its own minutes, and on those of the meeting."""
    return [*_opening(room), *(_result(room) if room.is_counted else _no_result(room))]


def _opening(room: Room) -> list[Paragraph | Items]:
    board = ", ".join(f"ông (bà) {row.user.full_name}" for row in room.board)
    return [
        Paragraph(f"Hình thức: {MODES[Ballot.Mode(room.ballot.mode)]}, mỗi đơn vị thành viên một phiếu."),
        *([Paragraph(f"Ban kiểm phiếu gồm: {board}.")] if board else []),
        Items(
            (
                f"Số đơn vị có quyền bỏ phiếu: {_both(len(room.electors))};",
                f"Số đơn vị đã bỏ phiếu: {_both(room.cast)};",
                *_paper(room),
                f"Số suất: {room.ballot.seats}.",
            ),
            marker="-",
        ),
    ]


def _result(room: Room) -> list[Paragraph | Table]:
    ballot = room.ballot
    more = "trên" if ballot.more_than else "từ"
    rows = tuple(
        (
            str(line.option),
            line.option.agreeing,
            line.option.disagreeing,
            f"{line.percent} %",
            _word(line.option),
        )
        for line in room.lines
    )
    elected = [
        f"{option}, {_both(option.agreeing)} phiếu"
        for option in room.options
        if option.outcome == Option.Outcome.ELECTED
    ]
    named = "; ".join(elected) if elected else "không có"
    return [
        Paragraph(
            f"Số phiếu hợp lệ: {_both(ballot.valid)}; phiếu trắng: {_both(ballot.blank_votes)}; "
            f"phiếu không hợp lệ: {_both(ballot.invalid)}."
        ),
        Table(
            columns=(
                Column("Tên", 34),
                Column("Đồng ý", 11, "right"),
                Column("Không đồng ý", 13, "right"),
                Column("Tỷ lệ", 11, "right"),
                Column("Kết quả", 22),
            ),
            rows=rows,
        ),
        Paragraph(
            f"Đơn vị đạt khi có {more} {ballot.pass_of}/{ballot.pass_in} {BASES[Ballot.Base(ballot.base)]} "
            f"({room.base}) đồng ý, lấy theo số phiếu từ cao xuống thấp trong số suất nêu trên."
        ),
        *_ties(room),
        *([Paragraph(f"Căn cứ: {ballot.rule_source}.")] if ballot.rule_source else []),
        *_names(room),
        *(Paragraph(STOPPED[why].format(name=option), italic=True) for option, why in room.stopped_since),
        Paragraph(f"{named}.", lead="Kết quả đạt:"),
    ]


def _ties(room: Room) -> list[Paragraph]:
    """Why one of equals went before the other (N152, 4.6)."""
    told = {
        "women": f"ưu tiên nữ hoặc tập thể có tỷ lệ nữ từ {room.ballot.women_percent} % trở lên",
        "score": "lấy theo điểm thi đua đã công bố",
    }
    by = room.tie_broken_by
    return [Paragraph(f"Bằng số phiếu ở suất cuối cùng, {told[by]}.")] if by else []


def _names(room: Room) -> list[Paragraph]:
    """Of a vote with names: who was for it, who against, who said nothing."""
    if room.is_secret:
        return []
    told = []
    for option, rows in room.answers:
        parts = [
            f"{MARKS[mark]}: {', '.join(elector.organisation.current_name for elector in electors)}"
            for mark, electors in rows.items()
            if electors
        ]
        told.append(Paragraph(f"{'; '.join(parts) or 'không đơn vị nào biểu quyết'}.", lead=f"{option}:"))
    return told


def _no_result(room: Room) -> list[Paragraph]:
    if room.is_void:
        return [Paragraph(f"Kết quả bỏ phiếu không có giá trị. Lý do: {room.ballot.void_reason}")]
    return [Paragraph("Chưa kiểm phiếu.")]


def _both(number: int | None) -> str:
    """Votes stand in figures and in words (law §8.2)."""
    return f"{number or 0}\N{NO-BREAK SPACE}({in_words(number or 0)})"


def _word(option: Option) -> str:
    return OUTCOMES[Option.Outcome(option.outcome)]
