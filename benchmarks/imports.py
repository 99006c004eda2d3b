"""Importing a workbook of 1,000 organisations in 40 blocs: time, memory, number of queries."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from benchmarks.figure import Figure, seconds
from benchmarks.site import own_site

ORGANISATIONS, BLOCS, LINES = 1000, 40, 5
LONGEST, MOST_MEMORY = 10.0, 300.0  # seconds, MB


def figures() -> Iterator[Figure]:
    with own_site() as folder:
        # Made in another process: what making it takes is not what reading it takes.
        path = folder / "season.xlsx"
        subprocess.run([sys.executable, "-m", "benchmarks.imports", str(path)], check=True)
        content = path.read_bytes()
        idle = memory_now()
        first = seconds(lambda: load(content))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = seconds(lambda: load(content))
        few, many = queries("A", 25), queries("B", 10 * 25)
    size = f"{ORGANISATIONS} organisations, {BLOCS} blocs, {len(content) // 1024} kB"
    yield Figure("import of a workbook", first, "s", LONGEST, note=size)
    yield Figure("import of the same workbook again", again, "s", LONGEST)
    yield Figure("import, memory above idle", peak - idle, "MB", MOST_MEMORY)
    yield Figure("import, queries of ten times the rows", many / few, "×", 1.0, note=f"{many} queries")


def load(content: bytes) -> None:
    from django.utils import timezone

    from blocs.services import imports

    outcome = imports.load(content, by=None, at=timezone.now())
    if not outcome.is_right:
        sys.exit("\n".join(str(problem) for problem in outcome.problems))


def queries(province: str, organisations: int) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    content = workbook(province, organisations, organisations // 25)
    with CaptureQueriesContext(connection) as captured:
        load(content)
    return len(captured)


def workbook(province: str, organisations: int, blocs: int) -> bytes:
    book = Workbook(write_only=True)
    for title, rows in sheets(province, organisations, blocs).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheets(province: str, organisations: int, blocs: int) -> dict[str, list[list[Any]]]:
    codes = [f"dv-{number}" for number in range(organisations)]
    seasons = [(f"{province.lower()}-khoi-{number}", 2026) for number in range(blocs)]
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
                for line in range(LINES)
            ),
        ],
        "targets": [
            ["bloc", "year", "text", "unit", "comparison", "value"],
            *(
                [*season, f"Chỉ tiêu thứ {line}", "%", "at_least", 90 + line]
                for season in seasons
                for line in range(LINES)
            ),
        ],
    }


def memory_now() -> float:
    """Resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(workbook("DD", ORGANISATIONS, BLOCS))
