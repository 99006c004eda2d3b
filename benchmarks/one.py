"""python -m benchmarks.one NAME: one benchmark, in this process; its figures are added to results.jsonl."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from benchmarks.figure import Figure

RESULTS = Path(__file__).parent / "results.jsonl"


def main(name: str) -> int:
    kept = True
    for figure in importlib.import_module(f"benchmarks.{name}").figures():
        print(line(figure), flush=True)
        with RESULTS.open("a", encoding="utf-8") as results:
            results.write(figure.as_line() + "\n")
        kept = kept and figure.holds
    return 0 if kept else 1


def line(figure: Figure) -> str:
    limit = "" if figure.limit is None else f"{'≥' if figure.at_least else '≤'} {figure.limit:g}"
    mark = "    " if figure.limit is None else "ok  " if figure.holds else "FAIL"
    words = f"{mark}  {figure.name:<66} {figure.value:>10.2f} {figure.unit:<8} {limit:<8}"
    return f"{words} {figure.note}".rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
