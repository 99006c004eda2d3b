"""Runs a command beside a PostgreSQL of its own, which is gone afterwards.

python -m tests.postgres COMMAND …   sets DATABASE_URL for the command and ends with its exit code.
The server listens on a socket in a temporary folder only, and sorts by Vietnamese rules, so that an order
which relies on the collation shows. Root cannot run a server: it hands it to the user postgres.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "150",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "log_min_messages": "fatal",
}
CLUSTER = ["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi"]


class Server(NamedTuple):
    address: str
    folder: Path
    restart: Callable[[], None]  # as after a crash: nobody's work is ended first
    stop: Callable[[], None]


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """The address of a fresh server, for as long as the block lasts."""
    with throwaway_server() as server:
        yield server.address


@contextmanager
def throwaway_server(**settings: str) -> Iterator[Server]:
    with _running(["initdb", "-A", "trust", "-U", "postgres", *CLUSTER], settings) as server:
        yield server


@contextmanager
def standby_of(primary: Server) -> Iterator[Server]:
    """A second server that streams what the first one writes, as docs/operations.md sets one up."""
    source = f"host={primary.folder} user=postgres"
    with _running(
        ["pg_basebackup", "--no-sync", "--checkpoint=fast", "--write-recovery-conf", "-d", source], {}
    ) as server:
        yield server


@contextmanager
def _running(fill: list[str], settings: dict[str, str]) -> Iterator[Server]:
    """Of the folder that a program of PostgreSQL fills."""
    folder = Path(tempfile.mkdtemp(prefix="thi-dua-postgres-"))
    as_server = _as_postgres(folder) if os.geteuid() == 0 else []
    options = " ".join(f"-c {name}='{value}'" for name, value in (SETTINGS | settings).items())
    pg_ctl: list[str | Path] = [*as_server, _program("pg_ctl"), "-D", folder / "data", "-s", "-w"]
    begin: list[str | Path] = ["-l", folder / "log", "-o", f"{options} -k {folder}"]

    def stop() -> None:
        if (folder / "data" / "postmaster.pid").exists():
            _run([*pg_ctl, "-m", "immediate", "stop"])

    try:
        _run([*as_server, _program(fill[0]), "-D", folder / "data", *fill[1:]])
        _run([*pg_ctl, *begin, "start"])
        try:
            yield Server(
                f"postgres://postgres@/{folder}/postgres",
                folder,
                lambda: _run([*pg_ctl, *begin, "-m", "immediate", "restart"]),
                stop,
            )
        finally:
            stop()
    finally:
        shutil.rmtree(folder)


def _as_postgres(folder: Path) -> list[str]:
    shutil.chown(folder, "postgres", "postgres")
    return ["runuser", "-u", pwd.getpwnam("postgres").pw_name, "--"]


def _program(name: str) -> str:
    """Debian keeps the server's programs out of the path; the newest version is taken."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(kept[-1]) if kept else shutil.which(name)
    if found is None:
        sys.exit(f"{name} is missing: apt-get install postgresql")
    return found


def _run(command: list[str | Path]) -> None:
    # The server must not hold our pipes open, nor start in a folder that it may not read.
    done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit(f"{command} failed")


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with throwaway_postgres() as address:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
