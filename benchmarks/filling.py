"""What the benchmarks fill their databases with: provinces as a workbook brings them, and the people."""

from __future__ import annotations

import sys
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from blocs.models import Organisation, Season
    from emulation.models import User

LINES = 5  # of each kind in a pledge
YEAR = 2026


def load(content: bytes) -> None:
    from django.utils import timezone

    from blocs.services import imports

    outcome = imports.load(content, by=None, at=timezone.now())
    if not outcome.is_right:
        sys.exit("\n".join(str(problem) for problem in outcome.problems))


def season(province: str, members: int, lines: int = LINES) -> Season:
    """A season with its pledge, the head of each member, and what each registered."""
    from django.utils import timezone

    from blocs.models import RegisteredTarget, Registration, Season

    load(workbook(province, members, 1, lines))
    made = Season.objects.select_related("bloc__province").get(bloc__province__code=province)
    pledge = made.pledges.get()
    for row in made.memberships.select_related("organisation__province"):
        person(row.organisation, role="head")
        registration = Registration.objects.create(
            pledge=pledge,
            organisation=row.organisation,
            titles="Cờ thi đua của Ủy ban nhân dân tỉnh",
            updated_at=timezone.now(),
        )
        RegisteredTarget.objects.create(
            registration=registration, text="Mô hình “Dân vận khéo”", unit="mô hình", value=12
        )
    return made


def person(*organisations: Organisation, role: str) -> User:
    """Somebody who holds the role for all of them."""
    from blocs.models import Mandate
    from emulation.models import User

    first = organisations[0]
    name = f"{first.province.code}-{first.code}-{role}".lower()
    user = User.objects.create(
        username=name, email=f"{name}@example.vn", full_name=f"Nguyễn Thị {first.code}"
    )
    for organisation in organisations:
        Mandate.objects.create(
            user=user, organisation=organisation, role=role, title="Chủ tịch", starts=date(2020, 1, 1)
        )
    return user


def workbook(province: str, organisations: int, blocs: int, lines: int = LINES) -> bytes:
    book = Workbook(write_only=True)
    for title, rows in sheets(province, organisations, blocs, lines).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheets(province: str, organisations: int, blocs: int, lines: int) -> dict[str, list[list[Any]]]:
    codes = [f"dv-{number}" for number in range(organisations)]
    seasons = [(f"{province.lower()}-khoi-{number}", YEAR) for number in range(blocs)]
    members = [codes[number::blocs] for number in range(blocs)]
    return {
        "province": [["code", "name", "place"], [province, f"tỉnh Đo đạc {province}", "Đo đạc"]],
        "organisations": [
            ["code", "kind", "name", "short_name", "aliases"],
            *(
                [
                    code,
                    "association",
                    f"Hội nghề nghiệp số {code} tỉnh Đo đạc",
                    f"Hội {code}",
                    f"HNN {code}; H{code}",
                ]
                for code in codes
            ),
        ],
        "blocs": [
            ["code", "kind", "name"],
            *([bloc, "bloc", f"Khối thi đua {bloc}"] for bloc, _year in seasons),
        ],
        "seasons": [
            ["bloc", "year", "theme", "leader", "deputy", "members", "deadlines.pledge", "deadlines.reports"],
            *(
                [*season, "Đoàn kết, sáng tạo", own[0], own[1], "; ".join(own), "2026-02-28", "30/11/2026"]
                for season, own in zip(seasons, members, strict=True)
            ),
        ],
        "movements": [
            ["name", "form", "launched_by", "years", "participants"],
            *(
                [f"Phong trào của {bloc}", "regular", "province", "2025; 2026", "; ".join(own)]
                for (bloc, _year), own in zip(seasons, members, strict=True)
            ),
        ],
        "commitments": [
            ["bloc", "year", "section", "text"],
            *(
                [*season, "content", f"Nội dung cam kết thứ {line}, làm đến nơi đến chốn."]
                for season in seasons
                for line in range(lines)
            ),
        ],
        "targets": [
            ["bloc", "year", "text", "unit", "comparison", "value"],
            *(
                [*season, f"Chỉ tiêu thứ {line}", "%", "at_least", 90 + line]
                for season in seasons
                for line in range(lines)
            ),
        ],
    }
