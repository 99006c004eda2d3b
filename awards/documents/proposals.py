"""The submission letter (tờ trình), its list of nominees, and the summary of achievements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from django.utils import timezone

from awards.documents import common
from awards.models import Basis, Honour, Nomination, Proposal
from awards.selectors.nominee_lines import NomineeLine
from blocs.documents.common import INVENTED
from documents.content import (
    Annex,
    Band,
    Bases,
    Block,
    Cell,
    Column,
    Document,
    Head,
    Heading,
    Items,
    Paragraph,
    Recipients,
    Signers,
    Table,
)
from documents.wording import figure, roman

Lines = list[NomineeLine]
LIST_TITLE = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"
COMMITMENT = (
    "Các tập thể, cá nhân được đề nghị chấp hành tốt chủ trương của Đảng, chính sách, pháp luật "
    "của Nhà nước, đủ điều kiện, tiêu chuẩn theo quy định; tại thời điểm trình không trong thời gian xem xét "
    "kỷ luật, thanh tra, kiểm tra có dấu hiệu vi phạm hoặc xác minh đơn thư, khiếu nại, tố cáo."
)
GROUNDS = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "Căn cứ các quy định của Chính phủ hướng dẫn thi hành Luật Thi đua, khen thưởng",
)


def letter(
    proposal: Proposal, lines: Lines, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """The letter with the list as its annex; without a code it is a draft."""
    issuer = proposal.proposer
    style = issuer.format_profile.format()
    nominations = [line.nomination for line in lines]
    at = recorded_at(proposal)
    abstract = f"Về việc đề nghị khen thưởng năm {_year(proposal)}"
    return Document(
        kind="submission",
        filename=f"To trinh khen thuong {issuer.code} {proposal.year}",
        title=f"{abstract}: {issuer.name_on(on)}",
        type_name="TỜ TRÌNH",
        abstract=abstract,
        head=_head(proposal, on=on, day=day, number=number),
        addressees=addressees(proposal),
        blocks=(
            Bases(_grounds(proposal), ending=","),
            *_statement(proposal, nominations, on=on),
            *_results(lines, on=on),
            Paragraph(COMMITMENT),
            Paragraph("Hồ sơ gửi kèm theo Tờ trình gồm:"),
            Items(attachments(lines), marker="1."),
            Paragraph(f"{issuer.name_on(on)} kính trình xem xét, quyết định"),
        ),
        recipients=Recipients(("Như trên", *_copies(proposal, on=on))),
        signatures=Signers((common.head_party(issuer, style, on=on),)),
        annexes=(
            Annex(
                LIST_TITLE,
                tuple(_list_blocks(lines, on=on)),
                reference=_reference(number, day),
                orientation="landscape",
                label="",
            ),
        ),
        format=style,
        subject=abstract,
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if _invented(proposal) else "",
        draft=not code,
    )


def nominee_list(proposal: Proposal, lines: Lines, *, on: date) -> Document:
    """The list alone, for a meeting or for comparing; issued it goes as the annex of its letter."""
    at = recorded_at(proposal)
    paper = proposal.paper
    return Document(
        kind="nominee-list",
        filename=f"Danh sach de nghi khen thuong {proposal.proposer.code} {proposal.year}",
        title=f"Danh sách đề nghị khen thưởng năm {_year(proposal)}: {proposal.proposer.name_on(on)}",
        type_name=LIST_TITLE,
        abstract=_reference(paper.number_text, paper.issued_on) if paper else f"Năm {_year(proposal)}",
        head=_head(proposal, on=on, day=paper.issued_on if paper else None, number=""),
        blocks=tuple(_list_blocks(lines, on=on)),
        closing=False,
        orientation="landscape",
        format=proposal.proposer.format_profile.format(),
        subject=LIST_TITLE,
        created=at,
        modified=at,
        notice=INVENTED if _invented(proposal) else "",
        draft=True,
    )


def summaries(proposal: Proposal, lines: Lines, *, on: date) -> Document:
    """Each nominee's achievements in short, for the council."""
    at = recorded_at(proposal)
    return Document(
        kind="summaries",
        filename=f"Tom tat thanh tich {proposal.proposer.code} {proposal.year}",
        title=f"Tóm tắt thành tích năm {_year(proposal)}: {proposal.proposer.name_on(on)}",
        type_name="TÓM TẮT THÀNH TÍCH",
        abstract=f"Các trường hợp đề nghị khen thưởng năm {_year(proposal)}",
        head=_head(proposal, on=on, day=None, number=""),
        blocks=tuple(_summary_blocks(lines, on=on)) or (Paragraph("Danh sách chưa có trường hợp nào."),),
        closing=False,
        format=proposal.proposer.format_profile.format(),
        subject="Tóm tắt thành tích",
        created=at,
        modified=at,
        notice=INVENTED if _invented(proposal) else "",
        draft=True,
    )


def recorded_at(proposal: Proposal) -> datetime:
    """When the record last changed, so that the same record prints the same bytes."""
    latest = proposal.events.order_by("-at").values_list("at", flat=True).first()
    return latest or timezone.make_aware(datetime.combine(date(proposal.year, 1, 1), time()))


def addressees(proposal: Proposal) -> tuple[str, ...]:
    given = tuple(line.strip() for line in proposal.addressees.splitlines() if line.strip())
    name = proposal.province.name
    return given or (
        f"Chủ tịch Ủy ban nhân dân {name}",
        f"Hội đồng Thi đua - Khen thưởng {name}",
        f"Sở Nội vụ {name}",
    )


def attachments(lines: Lines) -> tuple[str, ...]:
    named = ["Danh sách đề nghị khen thưởng;", "Báo cáo thành tích của từng trường hợp đề nghị;"]
    if any(line.vote for line in lines):
        named.append("Biên bản họp bình xét và biên bản kiểm phiếu;")
    if any(line.place for line in lines):
        named.append("Bảng tổng hợp điểm và xếp hạng;")
    named.append("Các tài liệu khác theo quy định của từng hình thức khen thưởng.")
    return tuple(named)


def _grounds(proposal: Proposal) -> tuple[str, ...]:
    given = tuple(line.strip(" ;.,") for line in proposal.grounds.splitlines() if line.strip(" ;.,"))
    return given or GROUNDS


def _statement(
    proposal: Proposal, nominations: list[Nomination], *, on: date
) -> Iterator[Paragraph | Table | Items]:
    issuer = proposal.proposer.name_on(on)
    total = common.count_words(nominations) or "00 trường hợp"
    text = proposal.opening.strip() or (
        f"{_who(proposal, issuer)} đã tổ chức bình xét thi đua, khen thưởng năm {_year(proposal)} theo đúng "
        "trình tự, bảo đảm dân chủ, công khai, công bằng."
    )
    yield Paragraph(text)
    yield Paragraph(f"Trên cơ sở kết quả bình xét, đề nghị xét khen thưởng cho {total}, cụ thể như sau:")
    rows = [
        (award.name, *(number or None for number in common.counted(group)), len(group))
        for award, group in common.by_award(nominations).items()
    ]
    yield Table(
        columns=(
            Column("Hình thức khen thưởng đề nghị", 46),
            Column("Tập thể", 12, "center"),
            Column("Cá nhân", 12, "center"),
            Column("Hộ gia đình", 14, "center"),
            Column("Cộng", 12, "center"),
        ),
        rows=tuple(rows),
        totals=(
            ("Tổng cộng", *(number or None for number in common.counted(nominations)), len(nominations)),
        ),
        empty="Danh sách chưa có trường hợp nào.",
    )


def _results(lines: Lines, *, on: date) -> Iterator[Paragraph | Items]:
    """The vote on each nominee (x/y, %), in the letter itself as far as a reader can take it in."""
    voted = [line for line in lines if line.vote]
    if not voted:
        return
    if len(voted) > 12:
        yield Paragraph("Kết quả bỏ phiếu đối với từng trường hợp ghi tại Danh sách kèm theo.")
        return
    yield Paragraph("Kết quả bỏ phiếu:")
    yield Items(
        tuple(
            f"{common.full_name(line.nomination.recipient, on=on)}, {line.nomination.award.name}: "
            f"{line.vote.words if line.vote else ''} đồng ý;"
            for line in voted
        ),
        marker="-",
    )


def _list_blocks(lines: Lines, *, on: date) -> Iterator[Block]:
    groups = common.by_award(line.nomination for line in lines)
    of = {line.nomination.pk: line for line in lines}
    rows: list[tuple[Cell, ...] | Band] = []
    for place, (award, group) in enumerate(groups.items(), start=1):
        rows.append(Band(f"{roman(place)}. {award.name} ({common.count_words(group)})"))
        rows.extend(_row(of[row.pk], on=on) for row in group)
    nominations = [line.nomination for line in lines]
    yield Table(
        columns=(
            Column("Họ và tên, tên tập thể", 26),
            Column("Năm sinh, chức vụ, đơn vị", 20),
            Column("Căn cứ đề nghị", 14),
            Column("Khen thưởng đã nhận", 24),
            Column("Kết quả bỏ phiếu", 11, "center"),
            Column("Điểm", 8, "right"),
            Column("Hạng", 6, "center"),
            Column("Xếp loại trong năm", 14),
        ),
        rows=tuple(rows),
        empty="Danh sách chưa có trường hợp nào.",
        size=12,
    )
    if nominations:
        yield Paragraph(f"Danh sách gồm {common.count_words(nominations)}.", bold=True, indent=False)


def _row(line: NomineeLine, *, on: date) -> tuple[Cell, ...]:
    nomination = line.nomination
    basis = common.BASES[Basis(nomination.basis)]
    return (
        common.full_name(nomination.recipient, on=on),
        common.further(nomination.recipient, on=on),
        f"{basis}; {common.article(line.rule.source)}" if line.rule and line.rule.source else basis,
        "; ".join(_honour(row) for row in line.honours[:4]),
        line.vote.words if line.vote else "",
        figure(line.place.total) if line.place else "",
        "" if line.place is None or line.place.rank is None else str(line.place.rank),
        common.rating(line.rating),
    )


def _honour(row: Honour) -> str:
    return f"{row.award.name} năm {row.year} (QĐ số {row.decision_number})"


def _summary_blocks(lines: Lines, *, on: date) -> Iterator[Block]:
    groups = common.by_award(line.nomination for line in lines)
    for place, (award, group) in enumerate(groups.items(), start=1):
        yield Heading(f"{roman(place)}. {award.name.upper()}")
        for order, row in enumerate(group, start=1):
            yield Heading(f"{order}. {common.full_name(row.recipient, on=on)}", level=2)
            if text := common.further(row.recipient, on=on):
                yield Paragraph(text[:1].upper() + text[1:] + ".")
            yield Paragraph(row.summary.strip() or _short(row) or "Chưa có tóm tắt thành tích.")


def _short(nomination: Nomination) -> str:
    """The beginning of the report where nobody wrote a summary: at most 15 lines on paper."""
    text = str(nomination.sections.get("achievements", "")).strip()
    return text if len(text) <= 1200 else text[:1200].rsplit(" ", 1)[0] + "…"


def _head(proposal: Proposal, *, on: date, day: date | None, number: str) -> Head:
    issuer = proposal.proposer
    name = issuer.name_on(on)
    if proposal.season is not None:
        return Head(
            parent=name,
            issuer=proposal.season.bloc.name_on(on),
            place=proposal.province.place,
            day=day,
            number=number,
        )
    return Head(issuer=name, place=proposal.province.place, day=day, number=number)


def _who(proposal: Proposal, issuer: str) -> str:
    return proposal.season.bloc.current_name if proposal.season else issuer


def _copies(proposal: Proposal, *, on: date) -> Iterable[str]:
    return ("Các đơn vị thành viên",) if proposal.season else ()


def _year(proposal: Proposal) -> str:
    return proposal.season.label if proposal.season else str(proposal.year)


def _invented(proposal: Proposal) -> bool:
    return bool(proposal.season and proposal.season.bloc.invented)


def _reference(number: str, day: date | None) -> str:
    said = f"số {number}" if number else "số …"
    month = f"{day.month:02d}" if day and day.month <= 2 else str(day.month) if day else "…"
    when = f"ngày {day.day:02d} tháng {month} năm {day.year}" if day else "ngày … tháng … năm …"
    return f"(Kèm theo Tờ trình {said} {when})"
