"""Papers to try the printing with, made of invented people."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

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
    Item,
    Items,
    Orientation,
    Paragraph,
    Parties,
    Party,
    Recipients,
    Signers,
    Table,
)

DAY = date(2024, 2, 5)
MOMENT = datetime(2024, 2, 5, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CODE = "23456789AS"
PLACES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

LEADER = Party(
    role="Khối trưởng",
    organisation="Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Quảng Ninh",
    position_lines=("TM. BAN THƯỜNG VỤ", "BÍ THƯ"),
    name="Nguyễn Thị Thuỳ Dương",
    leader=True,
    slot="DV01",
)
MEMBERS = [
    (
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Quảng Ninh",
        ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"),
        "Trần Quốc Khánh",
    ),
    ("Liên đoàn Lao động tỉnh Quảng Ninh", ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Lê Hữu Nghĩa"),
    ("Hội Nông dân tỉnh Quảng Ninh", ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Phạm Đăng Quý"),
    ("Hội Liên hiệp Phụ nữ tỉnh Quảng Ninh", ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Đặng Ngọc Ánh"),
    ("Hội Cựu chiến binh tỉnh Quảng Ninh", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Vũ Mạnh Tường"),
]
ITEMS = (
    "Thực hiện tốt nghị quyết đại hội Đảng bộ các cấp và nghị quyết đại hội của từng tổ chức, bám sát chủ đề "
    "công tác năm 2024 của tỉnh.",
    "Gắn phong trào thi đua yêu nước của khối với các cuộc vận động do Trung ương, tỉnh và ngành phát động.",
    "Mỗi tổ chức giữ vai trò nòng cốt trong phong trào thi đua ở cấp mình, chọn khâu khó, việc khó để tạo "
    "chuyển biến.",
)
TARGETS = (
    ("Đoàn viên, hội viên được tuyên truyền, học tập nghị quyết", "%", Decimal(98), "Các đơn vị"),
    ("Mô hình “Dân vận khéo” xây dựng mới", "mô hình", 12, "Các đơn vị"),
    ("Số tiền vận động ủng hộ Quỹ “Vì người nghèo”", "triệu đồng", Decimal("12500.5"), "Mặt trận Tổ quốc"),
    ("Nhà ở tạm, nhà ở dột nát được xóa", "nhà", 1250, "Mặt trận Tổ quốc"),
    ("Tập thể, cá nhân điển hình tiên tiến được phát hiện, tuyên dương", "điển hình", 6, "Mỗi đơn vị"),
)


def parties(how_many: int, leader: bool = True) -> tuple[Party, ...]:
    first = (LEADER,) if leader else ()
    others = []
    for place in range(how_many - len(first)):
        organisation, position, name = MEMBERS[place % len(MEMBERS)]
        again = f" {place // len(MEMBERS) + 1}" if place >= len(MEMBERS) else ""
        others.append(Party(position, name, organisation + again, slot=f"DV{place + 2:02d}"))
    return (*first, *others)


def pledge(how_many: int = 6, **changes: Any) -> Document:
    content: dict[str, Any] = {
        "kind": "pledge",
        "filename": "Giao ước thi đua năm 2024 khối MTTQ và CT-XH",
        "title": "Giao ước thi đua năm 2024 của Khối thi đua MTTQ và các tổ chức chính trị - xã hội",
        "type_name": "Giao ước thi đua năm 2024",
        "abstract": "Khối thi đua Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh Quảng Ninh",
        "head": Head(
            parent="Hội đồng Thi đua - Khen thưởng tỉnh Quảng Ninh",
            issuer="Khối thi đua MTTQ và các tổ chức chính trị - xã hội",
            number="01/GƯTĐ-KTĐ",
            place="Quảng Ninh",
            day=DAY,
        ),
        "blocks": pledge_blocks(how_many),
        "recipients": Recipients(("Hội đồng TĐKT tỉnh (để báo cáo)", "Sở Nội vụ", "Các đơn vị thành viên")),
        "signatures": Parties(parties(how_many), caption="ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC THI ĐUA NĂM 2024"),
        "annexes": (registrations(),),
        "created": MOMENT,
        "modified": MOMENT,
        "subject": "Giao ước thi đua",
        "code": CODE,
        "notice": "Dữ liệu minh họa, không có giá trị pháp lý",
        "format": Format(),
    }
    return Document(**content | changes)


def pledge_blocks(how_many: int) -> tuple[Block, ...]:
    return (
        Bases(
            (
                "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
                "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
            ),
            ending=",",
        ),
        Paragraph(
            f"{how_many} đơn vị thành viên thống nhất ký kết giao ước thi đua năm 2024 với chủ đề “Đoàn kết, "
            "sáng tạo, hành động vì Nhân dân”, gồm những nội dung sau:"
        ),
        Heading("I. NỘI DUNG THI ĐUA"),
        Items(ITEMS),
        Heading("II. CHỈ TIÊU"),
        Table(
            columns=(
                Column("Chỉ tiêu", 48),
                Column("Đơn vị tính", 14, "center"),
                Column("Giá trị", 14, "right"),
                Column("Đơn vị thực hiện", 24),
            ),
            rows=TARGETS,
        ),
        Heading("III. BIỆN PHÁP THỰC HIỆN"),
        Items(
            (
                Item(
                    "Các đơn vị thành viên:",
                    Items(
                        ("Xây dựng kế hoạch thi đua ngay từ đầu năm;", "Báo cáo kết quả về Khối trưởng."),
                        "a)",
                    ),
                ),
                "Khối trưởng theo dõi, đôn đốc, tổng hợp kết quả, tổ chức sơ kết và tổng kết theo quy chế; "
                "mời Ông Trần Quốc Khánh và Bà Đặng Ngọc Ánh cùng chủ trì.",
            )
        ),
        Paragraph(
            f"Giao ước này được lập thành {how_many + 1:02d} bản, mỗi đơn vị giữ 01 bản, 01 bản gửi "
            "Sở Nội vụ; có hiệu lực kể từ ngày ký đến hết ngày 31 tháng 12 năm 2024."
        ),
    )


def registrations() -> Annex:
    return Annex(
        label="Phụ lục",
        title="Chỉ tiêu và danh hiệu đăng ký của các đơn vị",
        reference="(Kèm theo Giao ước thi đua số 01/GƯTĐ-KTĐ ngày 05 tháng 02 năm 2024)",
        blocks=(
            Table(
                columns=(Column("Đơn vị", 40), Column("Danh hiệu, hình thức khen thưởng đăng ký", 60)),
                rows=tuple((name, "Cờ thi đua của UBND tỉnh") for name, _, _ in MEMBERS),
            ),
        ),
    )


def nominees(how_many: int = 200, **changes: Any) -> Document:
    columns = (
        Column("Họ và tên / tên tập thể", 22),
        Column("Năm sinh", 7, "center"),
        Column("Chức vụ, đơn vị", 25),
        Column("Hình thức đề nghị", 16),
        Column("Căn cứ", 12),
        Column("Tỷ lệ phiếu", 8, "right", unit="%", places=1),
        Column("Điểm", 8, "right", places=2),
        Column("Ghi chú", 10),
    )
    people = tuple(
        (
            f"Ông {MEMBERS[place % 5][2]}",
            str(1960 + place % 40),
            f"Phó Trưởng ban, {MEMBERS[place % 5][0]}",
            "Bằng khen của Chủ tịch UBND tỉnh",
            "Điều 74 khoản 1",
            Decimal("95.5"),
            Decimal(place) / 3,
            None,
        )
        for place in range(how_many)
    )
    content: dict[str, Any] = {
        "kind": "nominee-list",
        "filename": "Danh sách trích ngang",
        "title": "Danh sách trích ngang đề nghị khen thưởng năm 2024",
        "type_name": "Danh sách trích ngang",
        "abstract": "Tập thể, cá nhân đề nghị tặng thưởng năm 2024",
        "head": Head(
            parent="Ủy ban nhân dân tỉnh Quảng Ninh",
            issuer="Sở Nội vụ",
            number="",
            place="Quảng Ninh",
            day=date(2024, 12, 20),
        ),
        "blocks": (
            Table(
                columns=columns,
                rows=(Band("I. CÁ NHÂN"), *people),
                totals=(("Tổng cộng", None, None, f"{how_many} cá nhân", None, None, None, None),),
            ),
        ),
        "closing": False,
        "recipients": Recipients(("Chủ tịch UBND tỉnh (để báo cáo)", "Hội đồng TĐKT tỉnh"), "VT, TĐKT"),
        "signatures": Signers((Party(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Hoàng Văn Tĩnh"),)),
        "orientation": "landscape",
        "created": MOMENT,
        "modified": MOMENT,
        "code": CODE,
    }
    return Document(**content | changes)


def submission(**changes: Any) -> Document:
    content: dict[str, Any] = {
        "kind": "proposal",
        "filename": "Tờ trình đề nghị khen thưởng",
        "title": "Tờ trình về việc đề nghị tặng Bằng khen năm 2024",
        "type_name": "Tờ trình",
        "abstract": "Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh năm 2024",
        "head": Head(
            parent="Ủy ban nhân dân tỉnh Quảng Ninh",
            issuer="Sở Nội vụ",
            number="05/TTr-SNV",
            place="Quảng Ninh",
            day=date(2024, 12, 20),
        ),
        "addressees": ("Chủ tịch Ủy ban nhân dân tỉnh", "Hội đồng Thi đua - Khen thưởng tỉnh"),
        "blocks": (
            Bases(
                (
                    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
                    "Căn cứ Biên bản họp khối ngày 10 tháng 12 năm 2024",
                )
            ),
            Paragraph(
                "Sở Nội vụ đề nghị Chủ tịch Ủy ban nhân dân tỉnh xem xét, tặng Bằng khen cho 12 tập thể và "
                "25 cá nhân có thành tích xuất sắc trong phong trào thi đua năm 2024."
            ),
            Paragraph("Kính đề nghị Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định."),
        ),
        "recipients": Recipients(("Như trên", "Giám đốc, các Phó Giám đốc"), "VT, TĐKT"),
        "signatures": Signers((Party(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Hoàng Văn Tĩnh"),)),
        "created": MOMENT,
        "modified": MOMENT,
        "code": CODE,
    }
    return Document(**content | changes)


def minutes(**changes: Any) -> Document:
    content: dict[str, Any] = {
        "kind": "review-minutes",
        "type_name": "Biên bản",
        "abstract": "Họp bình xét thi đua năm 2024",
        "addressees": (),
        "signatures": Signers(
            (Party(("THƯ KÝ",), "Đặng Ngọc Ánh"), Party(("CHỦ TRÌ", "KHỐI TRƯỞNG"), "Nguyễn Thị Thuỳ Dương"))
        ),
    }
    return submission(**content | changes)


def long_annex(label: str, orientation: Orientation = "portrait") -> Annex:
    table = Table(
        columns=(Column("Đơn vị", 40), Column("Danh hiệu", 60)),
        rows=tuple((f"Đơn vị {place}", "Cờ thi đua") for place in range(60)),
    )
    return Annex(label=label, title="Danh sách", blocks=(table,), orientation=orientation)


def every_block(text: str) -> tuple[Block, ...]:
    """The text in each place that a body has."""
    return (
        Bases((text,)),
        Heading(text),
        Paragraph(text, lead="Điều 1."),
        Items((Item(text, Items((text,), "-")),)),
        Table((Column(text), Column("Giá trị", align="right")), ((text, 1), Band(text)), caption=text),
    )


def head_of(name: str) -> Head:
    return Head(parent=name, issuer=name, place="Quảng Ninh", day=DAY)


def long_party(name: str, place: int) -> Party:
    return Party((name, "CHỦ TỊCH"), name, name, leader=not place)


def agreement(parties: tuple[Party, ...]) -> Parties:
    return Parties(parties, caption="ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC THI ĐUA NĂM 2024")


def closing() -> Block:
    return pledge_blocks(6)[-1]
