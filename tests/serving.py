"""The site as deploy/ starts it: gunicorn with two processes, and the proxy before it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings as site

TOKEN = "a" * 32
PATIENCE = 60  # seconds, for a machine that is very slow


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def waited_for(ask):
    until = time.monotonic() + PATIENCE
    while not (found := ask()):
        assert time.monotonic() < until, "it never came so far"
        time.sleep(0.1)
    return found


@contextmanager
def gunicorn(folder, **environment):
    """The port of a site, which is gone afterwards; what it says is in `folder`/log."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    with (folder / "log").open("a") as log:
        running = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}", "emulation.wsgi"],
            cwd=site.BASE_DIR,
            env=os.environ | {"WEB_CONCURRENCY": "2"} | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        waited_for(lambda: running.poll() is not None or _answers(port))
        assert running.poll() is None, (folder / "log").read_text()
        yield port
    finally:
        running.terminate()
        running.wait(PATIENCE)


@contextmanager
def nginx(folder, behind):
    """The port of deploy/nginx.conf, before the site at the port `behind`; without TLS, which others try."""
    port = free_port()
    text = Path(site.BASE_DIR, "deploy/nginx.conf").read_text()
    served = text[text.index("listen 443 ssl http2;") :].replace(
        "listen 443 ssl http2;", f"listen 127.0.0.1:{port};"
    )
    kept = "\n".join(line for line in served.splitlines() if "ssl_" not in line)
    (folder / "site.conf").write_text("server {\n" + kept.replace("127.0.0.1:8000", f"127.0.0.1:{behind}"))
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; {'user root;' if os.geteuid() == 0 else ''} pid {folder}/pid; events {{}}"
        f"http {{ access_log off; {places} include {folder}/site.conf; }}"
    )
    running = subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-e", folder / "nginx.log"])
    try:
        waited_for(lambda: running.poll() is not None or _answers(port))
        assert running.poll() is None, (folder / "nginx.log").read_text()
        yield port
    finally:
        running.terminate()
        running.wait(PATIENCE)


def ask(port, method="GET", path="/accounts/login/", body=None, officer=None, patience=PATIENCE, **headers):
    """(status, text) of one request, by somebody signed in or by nobody."""
    if officer is not None:
        headers["Cookie"] = f"sessionid={officer['session']}; csrftoken={TOKEN}"
        headers["X-CSRFToken"] = TOKEN
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=patience)) as line:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()


def _answers(port):
    try:
        return ask(port)
    except OSError:
        return None
