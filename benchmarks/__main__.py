"""python -m benchmarks [NAME …]: runs benchmarks and ends with 1 when a promise is broken."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import benchmarks
from benchmarks.one import RESULTS

NO_BENCHMARKS = {"__main__", "figure", "filling", "one", "site", "worker"}


def names() -> list[str]:
    return sorted({module.name for module in pkgutil.iter_modules(benchmarks.__path__)} - NO_BENCHMARKS)


def main(chosen: list[str]) -> int:
    """Each in a process of its own, so that none is warmed up, or fattened, by another."""
    unknown = set(chosen) - set(names())
    if unknown:
        sys.exit(f"No benchmark is called {', '.join(sorted(unknown))}. There are: {', '.join(names())}.")
    RESULTS.write_text("")
    ends = [
        subprocess.run([sys.executable, "-m", "benchmarks.one", name], check=False).returncode
        for name in chosen or names()
    ]
    return max(ends, default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
