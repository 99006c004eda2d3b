"""Made-up but plausible words: names of places, organisations and people, and sentences of reports."""

from __future__ import annotations

from random import Random

from blocs.models import Bloc, Organisation

Kind = Organisation.Kind

FIRST_SYLLABLES = (
    *("An", "Bình", "Cẩm", "Đông", "Hải", "Hòa", "Kim", "Long", "Minh", "Nam"),
    *("Phú", "Quang", "Sơn", "Tân", "Thanh", "Vĩnh", "Xuân", "Yên"),
)
SECOND_SYLLABLES = (
    *("Châu", "Giang", "Hà", "Khê", "Lâm", "Lộc", "Phong", "Thành", "Thịnh"),
    *("Thọ", "Thủy", "Trung", "Tiến", "Mỹ", "Đức", "Hưng", "Lạc", "Khánh"),
)
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLES = ("Thị", "Văn", "Minh", "Thu", "Đức", "Ngọc", "Quốc", "Thanh", "Hữu", "Kim")
GIVENS = ("An", "Bình", "Cường", "Dung", "Giang", "Hà", "Hải", "Hương", "Lan", "Long", "Mai", "Nam", "Oanh")

# Whom a bloc joins, and how such an organisation and its head are called.
BLOCS: tuple[tuple[Bloc.Kind, str, Kind, str, str], ...] = (
    (Bloc.Kind.CLUSTER, "các xã, phường", Kind.COMMUNE, "Ủy ban nhân dân xã {place}", "Chủ tịch"),
    (Bloc.Kind.BLOC, "các doanh nghiệp", Kind.ENTERPRISE, "Công ty cổ phần {place}", "Tổng Giám đốc"),
    (Bloc.Kind.BLOC, "các trường", Kind.SCHOOL, "Trường Trung học phổ thông {place}", "Hiệu trưởng"),
    (Bloc.Kind.BLOC, "các chi cục", Kind.STATE_AGENCY, "Chi cục Quản lý {place}", "Chi cục trưởng"),
    (Bloc.Kind.BLOC, "các hội", Kind.ASSOCIATION, "Hội Khuyến học {place}", "Chủ tịch"),
    (Bloc.Kind.BLOC, "các ngân hàng", Kind.BANK, "Ngân hàng Thương mại {place}", "Giám đốc"),
)
SENTENCES = (
    "Đơn vị đã triển khai đầy đủ các nội dung của giao ước thi đua.",
    "Các chỉ tiêu chủ yếu đạt và vượt kế hoạch đề ra từ đầu năm.",
    "Công tác phối hợp giữa các bộ phận có lúc chưa kịp thời.",
    "Nhiều sáng kiến được áp dụng, góp phần rút ngắn thời gian giải quyết công việc.",
    "Phong trào được đông đảo cán bộ, công chức, người lao động hưởng ứng.",
    "Việc nhân rộng điển hình tiên tiến còn ít, cần được quan tâm hơn.",
    "Năm tới đơn vị tập trung vào chuyển đổi số và cải cách thủ tục hành chính.",
    "Đề nghị cơ quan thường trực hướng dẫn sớm tiêu chí chấm điểm.",
)
TARGETS = (
    ("Đảng viên hoàn thành tốt nhiệm vụ trở lên", "%", 95),
    ("Hồ sơ giải quyết đúng hạn", "%", 98),
    ("Sáng kiến được công nhận", "sáng kiến", 3),
    ("Mô hình “Dân vận khéo”", "mô hình", 2),
    ("Hộ nghèo được giúp đỡ", "hộ", 10),
)
MOVEMENTS = (
    "Chung sức xây dựng nông thôn mới",
    "Vì người nghèo, không để ai bị bỏ lại phía sau",
    "Thi đua chuyển đổi số, cải cách hành chính",
)


def place(chance: Random) -> str:
    return f"{chance.choice(FIRST_SYLLABLES)} {chance.choice(SECOND_SYLLABLES)}"


def person(chance: Random) -> str:
    return f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVENS)}"


def paragraph(chance: Random, sentences: int = 4) -> str:
    return " ".join(chance.choices(SENTENCES, k=sentences))
