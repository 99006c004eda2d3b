"""The papers of a session of the council (law §8.2). Papers are Vietnamese, whatever language one reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.utils import timezone

from awards.models import CouncilOpinion, CouncilQuestion, CouncilSeat, CouncilSession
from awards.selectors.council import Line, Sitting
from awards.voting_papers import blank_ballot
from blocs.documents.common import INVENTED
from blocs.documents.meeting_invitations import hour
from blocs.models import Province
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
from documents.wording import day_in_words

SYMBOL = "HĐTĐKT"
SECRETARY, CHAIR = "secretary", "chair"  # where they sign
COUNCIL = "Hội đồng Thi đua - Khen thưởng"
OUTCOMES = {
    CouncilQuestion.Outcome.NONE: "Chưa biểu quyết",
    CouncilQuestion.Outcome.PASSED: "Đạt",
    CouncilQuestion.Outcome.BELOW: "Không đủ tỷ lệ",
    CouncilQuestion.Outcome.STOPPED: "Chưa xét",
}


def issuer(province: Province) -> str:
    return f"{COUNCIL} {province.name}"


def council_minutes(sitting: Sitting, *, number: str = "", code: str = "") -> Document:
    """What happened, from who attended to how each nominee was voted on; a draft until it is recorded."""
    session = sitting.session
    at = _at(session)
    return Document(
        kind="council-minutes",
        filename=f"Bien ban hop Hoi dong {session.held_on:%d-%m-%Y}",
        title=f"Biên bản họp {COUNCIL}: {session.name}",
        type_name="BIÊN BẢN",
        abstract=f"Họp {COUNCIL}: {session.name}",
        head=_head(session, number),
        blocks=(*_attendance(sitting), *_results(sitting), *_opinions(sitting), *_end(session)),
        recipients=Recipients(("Thành viên Hội đồng", "Cơ quan thường trực Hội đồng")),
        signatures=Signers(
            (
                Party(("THƯ KÝ",), session.secretary, slot=SECRETARY),
                Party(("CHỦ TRÌ",), sitting.chair, slot=CHAIR),
            )
        ),
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if sitting.is_invented else "",
        draft=not session.is_recorded,
    )


def voting_paper(sitting: Sitting) -> Document:
    """The ballot of a member present: no serial number, nothing that leads to its voter."""
    session = sitting.session
    return blank_ballot(
        kind="council-ballot",
        filename=f"Phieu bau Hoi dong {session.held_on:%d-%m-%Y}",
        title=session.name,
        head=_head(session),
        note="Đánh dấu X vào một trong hai ô của mỗi dòng. Dòng để trống là không tán thành.",
        columns=(Column("Tập thể, cá nhân", 40), Column("Hình thức khen thưởng", 30)),
        rows=tuple((_who(line), _award(line)) for line in sitting.lines),
        at=_at(session),
        notice=INVENTED if sitting.is_invented else "",
    )


def _head(session: CouncilSession, number: str = "") -> Head:
    province = session.province
    return Head(
        parent=f"Ủy ban nhân dân {province.name}",
        issuer=COUNCIL,
        place=province.place,
        day=session.held_on,
        number=number,
    )


def _attendance(sitting: Sitting) -> list[Block]:
    session = sitting.session
    return [
        Paragraph(
            f"Hôm nay, {_begun(session)}{day_in_words(session.held_on)}, tại {session.place}, "
            f"{issuer(session.province)} họp: {session.name}."
        ),
        Heading("Thành phần"),
        Items(
            (
                f"Tổng số thành viên Hội đồng: {len(sitting.seats)};",
                f"Có mặt: {len(sitting.present)} ({_names(sitting.present)});",
                f"Vắng mặt, có ý kiến bằng văn bản: {len(sitting.writing)}{_absent(sitting.writing)};",
                f"Vắng mặt: {len(sitting.absent)}{_absent(sitting.absent)}.",
            ),
            marker="-",
        ),
        Paragraph(f"Chủ trì: {sitting.chair}. Thư ký: {session.secretary}."),
    ]


def _results(sitting: Sitting) -> list[Block]:
    rows = tuple(
        (
            f"{_who(line)}: {_award(line)}",
            line.question.agreeing,
            line.question.disagreeing,
            line.question.blank,
            line.tally.written_agreeing,
            f"{line.tally.all_agreeing}/{line.members} ({line.share} %)",
            f"{OUTCOMES[CouncilQuestion.Outcome(line.question.outcome)]} (từ {line.question.percent} %)",
        )
        for line in sitting.lines
    )
    return [
        Heading("Kết quả bỏ phiếu"),
        Table(
            columns=(
                Column("Tập thể, cá nhân; hình thức khen thưởng", 32),
                Column("Đồng ý", 9, "right"),
                Column("Không đồng ý", 11, "right"),
                Column("Trắng, hỏng", 10, "right"),
                Column("Đồng ý bằng văn bản", 12, "right"),
                Column("Tổng đồng ý", 12, "right"),
                Column("Kết quả", 14),
            ),
            rows=rows,
            empty="Không có trường hợp nào.",
            size=11,
        ),
        Paragraph(
            "Tỷ lệ tính trên tổng số thành viên Hội đồng; thành viên vắng mặt được lấy ý kiến bằng văn bản."
        ),
    ]


def _opinions(sitting: Sitting) -> list[Block]:
    lines = [
        f"{opinion.seat.name} về {_who(line)}: {_word(opinion)};"
        for line in sitting.lines
        for opinion in line.opinions
    ]
    stopped = [f"{_who(line)}: {line.question.note};" for line in sitting.lines if line.question.note]
    blocks: list[Block] = []
    if lines:
        blocks += [Heading("Ý kiến bằng văn bản"), Items(_ended(lines), marker="-")]
    if stopped:
        blocks += [Heading("Trường hợp chưa xét"), Items(_ended(stopped), marker="-")]
    return blocks


def _end(session: CouncilSession) -> list[Block]:
    blocks: list[Block] = []
    if session.discussion:
        blocks += [Heading("Thảo luận"), Paragraph(session.discussion)]
    if session.conclusion:
        blocks += [Heading("Kết luận"), Paragraph(session.conclusion)]
    if session.held_until:
        blocks.append(Paragraph(f"Phiên họp kết thúc hồi {hour(session.held_until)} cùng ngày."))
    return blocks


def _begun(session: CouncilSession) -> str:
    return f"hồi {hour(session.held_from)} " if session.held_from else ""


def _ended(lines: list[str]) -> tuple[str, ...]:
    return (*lines[:-1], lines[-1].removesuffix(";") + ".")


def _word(opinion: CouncilOpinion) -> str:
    word = "đồng ý" if opinion.agrees else "không đồng ý"
    return f"{word} ({opinion.words.rstrip('.')})" if opinion.words else word


def _who(line: Line) -> str:
    recipient = line.question.nomination.recipient
    name = recipient.name or recipient.organisation.current_name
    return f"{name} ({line.led})" if line.led else name


def _award(line: Line) -> str:
    return line.question.nomination.award.name


def _names(seats: Iterable[CouncilSeat]) -> str:
    return "; ".join(", ".join(part for part in (seat.name, seat.position) if part) for seat in seats) or "–"


def _absent(seats: list[CouncilSeat]) -> str:
    named = [f"{seat.name}{f' - {seat.reason}' if seat.reason else ''}" for seat in seats]
    return f" ({'; '.join(named)})" if named else ""


def _at(session: CouncilSession) -> datetime:
    latest = session.events.order_by("-at", "-pk").values_list("at", flat=True).first()
    return latest or timezone.make_aware(datetime.combine(session.held_on, time()))
