"""The terms with which every site begins, with where they come from and how sure that is."""

from __future__ import annotations

from datetime import date
from typing import Any

SINCE = date(2022, 1, 1)
ARCHIVES = "Thông tư 10/2022/TT-BNV (đối chiếu văn bản thay thế)"
PRACTICE = "Thông lệ; chưa có quy định riêng (Luật Lưu trữ 33/2024/QH15)"
SECURITY = "Luật An ninh mạng 116/2025/QH15; Nghị định 331/2026/NĐ-CP (nhật ký: ít nhất 12 tháng)"
PERSONAL = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 25; thời hạn do cơ quan ấn định"

# class, months (none: permanently), months that the law asks for at least, source, how sure
KNOWN: tuple[tuple[str, int | None, int | None, str, str], ...] = (
    ("state_awards", None, None, ARCHIVES, "recalled"),
    ("province_awards", 240, None, ARCHIVES, "recalled"),
    ("unit_awards", 120, None, ARCHIVES, "recalled"),
    ("plans", None, None, ARCHIVES, "recalled"),
    ("bloc_records", 240, None, "Theo hồ sơ khen thưởng cấp tỉnh; chưa có quy định riêng", "assumed"),
    ("log", None, None, PRACTICE, "assumed"),
    ("ballots", 60, None, "Thông lệ: 1 đến 5 năm sau khi hết thời hạn khiếu nại", "assumed"),
    ("working_files", 60, None, PRACTICE, "assumed"),
    ("traces", 12, 12, SECURITY, "recalled"),
    ("accounts", 24, 12, PERSONAL, "assumed"),
)


def load(rules: type[Any]) -> None:
    """Add what is missing for all provinces; what is there stays."""
    for record_class, months, least, source, confidence in KNOWN:
        rules.objects.get_or_create(
            record_class=record_class,
            province=None,
            starts=SINCE,
            defaults={"months": months, "least_months": least, "source": source, "confidence": confidence},
        )
