"""Gunicorn: processes and not threads, since papers print faster so."""

import os
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))  # one for each core
timeout = 60
graceful_timeout = 30
max_requests = 2000  # a fresh process now and then
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm"  # noqa: S108  heartbeats in memory, not on a disk that may be slow
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
control_socket_disable = True  # nothing here steers it

# No access log: the site writes a line per request itself, without addresses that are secrets.


def on_starting(arbiter: Any) -> None:
    """Figures of processes that ended before this start would be counted again."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for file in Path(folder).glob("*.db"):
            file.unlink()


def child_exit(arbiter: Any, worker: Any) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)
