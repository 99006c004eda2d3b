"""A short paper in a given format, for officials to look at before they keep it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from documents.content import (
    Bases,
    Column,
    Document,
    Head,
    Heading,
    Paragraph,
    Party,
    Recipients,
    Signers,
    Table,
)
from documents.models import FormatProfile

MOMENT = datetime(2026, 2, 5, tzinfo=UTC)
ISSUERS = {
    "front": ("Ủy ban MTTQ Việt Nam tỉnh A", "Ban Thường trực", "MTTQ-BTT", "Ban Thường trực", "Chủ tịch"),
    "party": ("Tỉnh ủy A", "Ban Tuyên giáo và Dân vận", "BTGDVTU", "", "Trưởng ban"),
    "youth_union": ("Tỉnh đoàn A", "Ban Chấp hành", "TĐTN", "Ban Thường vụ", "Bí thư"),
    "trade_union": (
        "Tổng Liên đoàn Lao động Việt Nam",
        "Liên đoàn Lao động tỉnh A",
        "LĐLĐ",
        "Ban Thường vụ",
        "Chủ tịch",
    ),
}
USUAL = ("Ủy ban nhân dân tỉnh A", "Sở Nội vụ", "SNV", "", "Giám đốc")


def sample(profile: FormatProfile) -> Document:
    """A statement with all that formats differ in: head, number, addressee, bases, table, signature, foot."""
    style = profile.format()
    parent, issuer, symbol, body, position = ISSUERS.get(profile.code, USUAL)
    authority = (style.authority("TM", body),) if body else ()
    return Document(
        kind="sample",
        filename=f"Mau the thuc {profile.code}",
        title=f"Mẫu thể thức: {profile.name}",
        type_name="TỜ TRÌNH",
        abstract="Về việc đề nghị khen thưởng phong trào thi đua năm 2025",
        head=Head(
            parent=parent,
            issuer=issuer,
            place="Tỉnh A",
            day=date(2026, 2, 5),
            number=profile.number_text(5, kind="TTr", issuer=symbol),
        ),
        addressees=("Hội đồng Thi đua - Khen thưởng tỉnh A",),
        blocks=(
            Bases(
                ("Căn cứ Luật Thi đua, khen thưởng;", "Căn cứ kết quả thực hiện phong trào thi đua năm 2025;")
            ),
            Paragraph(
                "Đơn vị trân trọng đề nghị Hội đồng xem xét, khen thưởng các tập thể, cá nhân sau đây:"
            ),
            Heading("1. Hình thức đề nghị khen thưởng"),
            Table(
                (Column("Hình thức", 60), Column("Số lượng", 20, "right")),
                (("Bằng khen", 3), ("Giấy khen", 12)),
            ),
            Paragraph("Kính mong Hội đồng xem xét, quyết định"),
        ),
        recipients=Recipients(("Như trên",)),
        signatures=Signers((Party(position_lines=(*authority, position.upper()), name="Nguyễn Văn Mẫu"),)),
        format=style,
        created=MOMENT,
        modified=MOMENT,
        notice="Bản in thử, không có giá trị pháp lý",
    )
