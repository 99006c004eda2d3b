"""Gunicorn: processes and not threads, since papers print faster so."""

import os

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))  # one for each core
timeout = 60
graceful_timeout = 30
max_requests = 2000  # a fresh process now and then
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm"  # noqa: S108  heartbeats in memory, not on a disk that may be slow
accesslog = "-"
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
control_socket_disable = True  # nothing here steers it
