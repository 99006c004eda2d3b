"""How long the second `make run` takes to its first page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 5.0  # seconds to a page
PATIENCE = 120.0


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="thi-dua-bench-") as folder:
        first = seconds_to_a_page(Path(folder))
        again = min(seconds_to_a_page(Path(folder)) for _round in range(2))
    yield Figure("demo, first time: filled and serving", first, "s")
    yield Figure("demo, second time: a page after", again, "s", LONGEST, note="the better of two")


def seconds_to_a_page(folder: Path) -> float:
    port = free_port()
    environment = os.environ | {
        "DEBUG": "1",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
    }
    begun = time.perf_counter()
    # Through make, as people do it; what it starts is ended with it, since they are one group.
    started = subprocess.Popen(
        ["make", "--silent", "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers(f"http://127.0.0.1:{port}/accounts/login/"):
            if started.poll() is not None or time.perf_counter() - begun > PATIENCE:
                sys.exit("make run did not come up")
            time.sleep(0.02)
        return time.perf_counter() - begun
    finally:
        os.killpg(started.pid, 15)
        started.wait()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError:
        raise
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
