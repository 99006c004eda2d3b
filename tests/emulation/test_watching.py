"""A server of two processes, as it runs in production, and what those who watch it get to see."""

import gzip
import json
import re
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import brotli
import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests.serving import gunicorn, waited_for

WORD = {"Authorization": "Bearer the-word-of-prometheus"}
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
SECRETS = "/failing/", "nguyen.van.a", "198.51.100.7", "khong-duoc-lo", "django_session"


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.text = status, headers, body.decode()


class Server:
    def __init__(self, port, log):
        self.port, self.log = port, log

    def get(self, path, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def lines(self, number):
        """The lines of the log about one request, once it says how the request ended."""
        return waited_for(lambda: self._lines(number))

    def _lines(self, number):
        lines = [json.loads(line) for line in self.log.read_text().splitlines() if number in line]
        return lines if any("status" in line for line in lines) else []


@pytest.fixture(scope="module")
def collector():
    """Speaks as much of Sentry's protocol as to take in what is sent."""
    told = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            told.append(UNPACK[self.headers.get("Content-Encoding")](sent))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], told
        server.shutdown()


@pytest.fixture(scope="module")
def server(collector, tmp_path_factory):
    folder = tmp_path_factory.mktemp("watched")
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.emulation.watched_settings",
        "DATABASE_URL": f"sqlite:///{folder / 'empty.sqlite3'}",
        "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics"),
        "SENTRY_DSN": f"http://key@127.0.0.1:{collector[0]}/1",
    }
    with gunicorn(folder, **environment) as port:
        yield Server(port, folder / "log")


def failing(server):
    return server.get(
        "/failing/broken/?ma=khong-duoc-lo",
        Cookie="sessionid=khong-duoc-lo",
        Referer="http://127.0.0.1/failing/nguyen.van.a/",
        **{"X-Forwarded-For": "198.51.100.7"},
    )


def test_the_number_on_the_page_of_a_failure_finds_its_traceback_in_the_log(server):
    answer = failing(server)

    assert answer.status == 500
    number = re.search(r"<code>(\w{12})</code>", answer.text)[1]
    assert answer.headers["X-Request-ID"].startswith(number)
    assert any("Traceback" in line.get("exc_info", "") for line in server.lines(number))


def test_a_line_of_the_log_says_how_a_request_ended_and_nothing_of_who_asked(server):
    number = uuid4().hex

    server.get("/health/?ma=khong-duoc-lo", **{"X-Request-ID": number, "X-Forwarded-For": "198.51.100.7"})

    (line,) = [line for line in server.lines(number) if line["logger"] == "emulation.requests"]
    assert (line["method"], line["view"], line["status"]) == ("GET", "health", 503)
    assert line["ms"] > 0
    assert not [secret for secret in SECRETS if secret in json.dumps(line)]


def test_a_visitor_cannot_write_into_the_log_by_a_number(server):
    answer = server.get("/language/", **{"X-Request-ID": "khong-duoc-lo"})

    assert re.fullmatch(r"\w{32}", answer.headers["X-Request-ID"])


def test_a_failure_is_told_to_the_collector_without_people_and_addresses(server, collector):
    number = failing(server).headers["X-Request-ID"][:12]

    told = waited_for(lambda: [envelope for envelope in collector[1] if number.encode() in envelope])

    event = json.loads(told[0].splitlines()[-1])
    assert event["tags"] == {"request": number}
    failure = event["exception"]["values"][-1]
    assert failure["type"] == "OperationalError"  # the session's table is not there
    assert failure["stacktrace"]["frames"]
    assert not {"request", "user", "server_name", "breadcrumbs"} & event.keys()
    assert not [secret for secret in SECRETS if secret.encode() in told[0]]


def test_figures_of_both_processes_are_added_up(server):
    before = count(server, "405", "language-choose")

    for _ in range(12):
        server.get("/language/")

    assert count(server, "405", "language-choose") == before + 12


def count(server, status, view):
    figures = server.get("/metrics/", **WORD)
    assert figures.status == 200
    line = re.compile(
        rf'^django_http_responses_total_by_status_view_method_total.*status="{status}",view="{view}"}} (.*)$',
        re.MULTILINE,
    )
    return sum(float(found) for found in line.findall(figures.text))


@pytest.mark.parametrize("word", [{}, {"Authorization": "Bearer guess"}, {"Authorization": "Bearer "}])
def test_figures_are_hidden_from_whoever_does_not_know_the_word(server, word):
    assert server.get("/metrics/", **word).status == 404


def test_without_a_word_nobody_reads_the_figures(client, db):
    assert client.get(reverse("metrics"), headers={"Authorization": "Bearer "}).status_code == 404


def test_figures_tell_the_work_that_waits(client, db, settings):
    settings.METRICS_TOKEN = "the-word-of-prometheus"
    DBTaskResult.objects.create(task_path="x.y", backend_name="default", args_kwargs={})

    figures = client.get(reverse("metrics"), headers=WORD).content.decode()

    assert 'thi_dua_tasks{status="ready"} 1.0' in figures


def test_figures_are_told_without_a_database_too(client, settings, lost_database):
    settings.METRICS_TOKEN = "the-word-of-prometheus"

    response = client.get(reverse("metrics"), headers=WORD)

    assert response.status_code == 200
    assert "thi_dua_tasks" not in response.content.decode()
