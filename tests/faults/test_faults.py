"""What breaks under a running server: nothing is lost, nothing is doubled, the page says what happened."""

import json
import re
import socket
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg2
import pytest

from tests.postgres import standby_of
from tests.serving import TOKEN, ask, gunicorn, nginx, waited_for

pytestmark = [pytest.mark.fault, pytest.mark.long]

RESTARTS = 3
REPORTS, KILLS = 100, 50
SLOW_CLIENTS = 40
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@contextmanager
def cursor_at(database):
    user, _at, place = database.address.removeprefix("postgres://").partition("@/")
    folder, _slash, name = place.rpartition("/")
    with (
        closing(psycopg2.connect(host=folder, user=user, dbname=name)) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        yield cursor


def rows(database, question, *values):
    with cursor_at(database) as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


def do(database, statement, *values):
    with cursor_at(database) as cursor:
        cursor.execute(statement, values)


def test_an_upgrade_that_was_killed_is_finished_by_the_next_and_two_at_once_take_turns(upgrades, manage):
    assert [code for code, _said in upgrades] == [0, 0]
    assert sorted("No migrations to apply" in said for _code, said in upgrades) == [False, True]

    check = manage("migrate", "--check")
    said = check.communicate()[0]
    assert check.returncode == 0, said


class Writer(threading.Thread):
    """An officer whose page saves what is typed, again and again, whatever happens to the server."""

    def __init__(self, port, officer, until):
        super().__init__()
        self.port, self.officer, self.until = port, officer, until
        self.kept, self.unanswered, self.failures, self.number = "", [], [], 0

    def run(self):
        while not self.until.is_set() or self.unanswered:  # at last, a word that is surely kept
            self.number += 1
            text = f"Việc thứ {self.number}."
            body = urlencode({"section-results": text, "seen-section-results": self.officer["seen"]})
            try:
                status, said = ask(self.port, "POST", self.officer["fields"], body, self.officer, **FORM)
            except OSError as error:
                status, said = 0, str(error)
            if status != 200:
                self.unanswered.append(text)
                self.failures.append((status, said))
                time.sleep(0.1)
                continue
            answer = json.loads(said)
            if "section-results" in answer["saved"]:
                self.officer["seen"], self.kept = answer["saved"]["section-results"], text
            else:  # an answer was lost and its words were kept: the page is told, and shows both
                self._conflict(answer)
            self.unanswered = []

    def _conflict(self, answer):
        conflict = answer["conflicts"]["section-results"]
        assert conflict["now"] in self.unanswered, answer
        self.officer["seen"], self.kept = conflict["seen"], conflict["now"]


def test_a_database_that_is_restarted_under_load_loses_no_word_that_was_answered(
    database, port, officers, manage
):
    until = threading.Event()
    writers = [Writer(port, officer, until) for officer in officers]
    for writer in writers:
        writer.start()
    for _time in range(RESTARTS):
        time.sleep(1)
        database.restart()
    time.sleep(1)
    until.set()
    for writer in writers:
        writer.join()

    kept = dict(
        rows(
            database, "SELECT report_id, text FROM blocs_reportsection WHERE kind = 'results' AND text <> ''"
        )
    )
    assert kept == {writer.officer["report"]: writer.kept for writer in writers}
    assert min(writer.number for writer in writers) > RESTARTS
    failures = [failure for writer in writers for failure in writer.failures]
    assert {status for status, _said in failures} == {500}
    assert all("<code>" in said for _status, said in failures)  # the number that finds it in the log
    audit = manage("verify_audit")
    said = audit.communicate()[0]
    assert audit.returncode == 0, said


def upload(officer, size=20_000):
    boundary = "ranh-gioi"
    content = b"%PDF-1.7 " + b"x" * size
    body = (
        (
            f'--{boundary}\r\nContent-Disposition: form-data; name="sent"; filename="minh-chung.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        ).encode()
        + content
        + f"\r\n--{boundary}--\r\n".encode()
    )
    return body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}


@pytest.mark.parametrize("proxied", [False, True])
def test_an_upload_that_is_cut_half_way_leaves_nothing(database, port, officers, folder, proxied, tmp_path):
    officer = officers[0]
    body, headers = upload(officer)
    with ExitStack() as stack:
        if proxied:
            port = stack.enter_context(nginx(tmp_path, port))
        before = kept_files(folder)
        head = "".join(
            f"{name}: {value}\r\n"
            for name, value in {
                "Host": "127.0.0.1",
                "Content-Length": len(body),
                "Cookie": f"sessionid={officer['session']}; csrftoken={TOKEN}",
                "X-CSRFToken": TOKEN,
                **headers,
            }.items()
        )
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(
                f"POST {officer['evidence']} HTTP/1.1\r\n{head}\r\n".encode() + body[: len(body) // 2]
            )
        time.sleep(0.5)

        assert ask(port)[0] == 200  # and the process that read it answers on
        assert rows(database, "SELECT count(*) FROM blocs_evidence") == [(0,)]
        assert kept_files(folder) == before


def kept_files(folder):
    return sorted(path for path in Path(folder, "media").rglob("*") if path.is_file())


def test_slow_clients_do_not_keep_the_others_out(port, tmp_path):
    with nginx(tmp_path, port) as proxy, ExitStack() as stack:
        for _client in range(SLOW_CLIENTS):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", proxy)))
            line.sendall(b"POST /language/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\na")

        assert [ask(proxy, patience=20)[0] for _page in range(6)] == [200] * 6


def test_a_batch_whose_worker_is_killed_again_and_again_is_printed_whole_and_once(told_by):
    told = told_by("batches", REPORTS, KILLS)

    assert told.pop("amidst") == KILLS  # each of them hit a worker that had work left
    assert told == {
        "state": "done",
        "failure": "",
        "printed": REPORTS,
        "files": REPORTS + 2,  # bound together, and the package
        "as_they_were_printed": REPORTS,
    }


def test_reports_read_from_a_standby_while_it_is_there_and_in_time(
    database, officers, told_by, environment, tmp_path
):
    agency = told_by("agency")
    with standby_of(database) as standby:
        more = {"DATABASE_REPLICA_URL": standby.address, "DATABASE_REPLICA_LAG": "6", "WEB_CONCURRENCY": "1"}
        with gunicorn(tmp_path, **environment, **more) as port:

            def has(name, path="/organisations/?format=csv"):
                status, said = ask(port, path=path, officer=agency)
                assert status == 200, said
                return name in said

            def health():
                return json.loads(ask(port, path="/health/")[1])["replica"]

            put_in_charge(database, agency["organisation"], "Người thứ nhất")
            waited_for(lambda: has("Người thứ nhất"))
            do(standby, "SELECT pg_wal_replay_pause()")
            put_in_charge(database, agency["organisation"], "Người thứ hai")
            assert has("Người thứ nhất")  # so it was asked there
            assert has("Người thứ hai", "/organisations/")
            assert health() == "ok"

            waited_for(lambda: has("Người thứ hai"))  # it is late by now
            assert health() == "behind"
            do(standby, "SELECT pg_wal_replay_resume()")
            waited_for(lambda: health() == "ok")

            assert ask(port, "POST", "/large-text/", "", agency, **FORM)[0] == 302
            query = "SELECT large_text FROM emulation_user WHERE id = %s"
            assert rows(database, query, agency["user"]) == [(True,)]
            waited_for(lambda: rows(standby, query, agency["user"]) == [(True,)])

            standby.stop()
            assert [has("Người thứ hai") for _time in range(5)] == [True] * 5
            assert health() == "down"
        told = [line for line in (tmp_path / "log").read_text().splitlines() if "emulation.replica" in line]
        assert [re.search(r"is (behind|back|down)", line)[1] for line in told] == ["behind", "back", "down"]


def put_in_charge(database, organisation, name):
    do(database, "UPDATE blocs_organisation SET contact = %s WHERE id = %s", name, organisation)


def test_the_whole_upload_is_kept_once_after_all_that(database, port, officers):
    """Last, for it is the proof that the ones before could have failed."""
    body, headers = upload(officers[0])

    status, said = ask(port, "POST", officers[0]["evidence"], body, officers[0], **headers)

    assert status in {200, 302}, said
    waited_for(lambda: rows(database, "SELECT count(*) FROM blocs_evidence") == [(1,)])
