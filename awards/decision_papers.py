"""A decision as a draft for the authority's own office (law §8.2), with its list as an annex."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from awards.models import Decision
from awards.selectors.decisions import Sheet
from blocs.documents.common import INVENTED
from documents.content import (
    Annex,
    Bases,
    Column,
    Document,
    Head,
    Paragraph,
    Party,
    Recipients,
    Signers,
    Table,
)

BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương",
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "Theo đề nghị của Hội đồng Thi đua - Khen thưởng tỉnh và Giám đốc Sở Nội vụ",
)


def decision_paper(sheet: Sheet) -> Document:
    """Its number and day are the authority's: the site prints what was entered, and gives none of its own."""
    decision = sheet.decision
    at = _at(decision)
    return Document(
        kind="decision",
        filename=f"Quyet dinh {decision.number}",
        title=f"Quyết định {decision.number}: {decision.abstract}",
        type_name="QUYẾT ĐỊNH",
        abstract=decision.abstract,
        head=Head(
            issuer=f"Ủy ban nhân dân {decision.province.name}",
            place=decision.province.place,
            day=decision.decided_on,
            number=decision.number,
        ),
        blocks=(
            Paragraph(decision.authority.upper(), bold=True, align="center", indent=False),
            Bases(BASES),
            Paragraph("QUYẾT ĐỊNH:", bold=True, align="center", indent=False),
            Paragraph(
                f"Tặng {_what(sheet)} cho {_whom(sheet)} đã có thành tích xuất sắc (có danh sách kèm theo).",
                lead="Điều 1.",
            ),
            Paragraph(
                "Tiền thưởng kèm theo thực hiện theo quy định hiện hành, chi từ Quỹ Thi đua, khen thưởng.",
                lead="Điều 2.",
            ),
            Paragraph(
                "Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan liên quan và các tập thể, cá nhân "
                "có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
                lead="Điều 3.",
            ),
        ),
        recipients=Recipients(("Như Điều 3", "Hội đồng Thi đua - Khen thưởng tỉnh", "Sở Nội vụ")),
        signatures=Signers((Party((decision.signer_title.upper(),), decision.signer),)),
        annexes=(_list(sheet),),
        created=at,
        modified=at,
        notice=INVENTED if sheet.is_invented else "",
        draft=not decision.is_recorded,
    )


def _what(sheet: Sheet) -> str:
    named = dict.fromkeys(line.nomination.award.name for line in sheet.lines)
    return ", ".join(named) or "thưởng"


def _whom(sheet: Sheet) -> str:
    parts = [(sheet.collectives, "tập thể"), (sheet.people, "cá nhân")]
    return " và ".join(f"{count:02d} {word}" for count, word in parts if count) or "các tập thể, cá nhân"


def _list(sheet: Sheet) -> Annex:
    decision = sheet.decision
    return Annex(
        title="Danh sách tập thể, cá nhân được khen thưởng",
        reference=f"(Kèm theo Quyết định số {decision.number} ngày {decision.decided_on:%d/%m/%Y})",
        blocks=(
            Table(
                columns=(
                    Column("Tên tập thể, cá nhân", 34),
                    Column("Hình thức khen thưởng", 26),
                    Column("Thành tích", 34),
                ),
                rows=tuple((line.name, line.nomination.award.name, line.praise) for line in sheet.lines),
                empty="Không có trường hợp nào.",
            ),
            *(
                Paragraph(
                    f"Đính chính theo văn bản số {row.number} ngày {row.corrected_on:%d/%m/%Y}: "
                    f"“{row.was}” thành “{row.becomes}”.",
                    italic=True,
                )
                for row in sheet.corrections
            ),
        ),
    )


def _at(decision: Decision) -> datetime:
    latest = decision.events.order_by("-at", "-pk").values_list("at", flat=True).first()
    return latest or timezone.make_aware(datetime.combine(decision.decided_on, time()))
