"""Importing a workbook of 1,000 organisations in 40 blocs: time, memory, number of queries."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, seconds
from benchmarks.filling import load, workbook
from benchmarks.site import own_site

ORGANISATIONS, BLOCS = 1000, 40
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


def queries(province: str, organisations: int) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    content = workbook(province, organisations, organisations // 25)
    with CaptureQueriesContext(connection) as captured:
        load(content)
    return len(captured)


def memory_now() -> float:
    """Resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(workbook("DD", ORGANISATIONS, BLOCS))
