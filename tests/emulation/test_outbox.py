"""The outbox before a real mail server: away, rude, half-hearted and well."""

import email
import socket
from datetime import timedelta
from email import policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.core.mail import EmailMessage, send_mail
from django.db import transaction
from django.utils import timezone

from emulation.models import Letter
from emulation.outbox import Mail, Written, delivering, keeping
from emulation.verdicts import Refused

pytestmark = pytest.mark.django_db
NOW = timezone.now()
State = Letter.State


class Box:
    """Takes mails but for those that it is told not to, and keeps what it took."""

    def __init__(self):
        self.letters, self.refused, self.drops = [], {}, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.drops:
            self.drops -= 1
            server.transport.close()
            return "421 gone"
        self.letters.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    @property
    def subjects(self):
        return sorted(letter["Subject"].strip() for letter in self.letters)


class Server(Controller):
    def factory(self):
        return SMTP(self.handler)


@pytest.fixture
def port(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found = probe.getsockname()[1]
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER = "127.0.0.1", found, ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return found


@pytest.fixture
def start(port):
    servers = []

    def started():
        box = Box()
        servers.append(Server(box, hostname="127.0.0.1", port=port))
        servers[-1].start()
        return box

    yield started
    for server in servers:
        server.stop()


def write(number=0, *, is_secret=False, **more):
    """One mail, written at NOW whatever the clock says."""
    Mail(
        f"Thư {number}",
        "Kính gửi",
        to=[f"nguoi-{number}@example.vn"],
        html="<p>Kính gửi</p>",
        written=Written(kind="thu", is_secret=is_secret),
        **more,
    ).send()
    Letter.objects.update(due_at=NOW)
    return Letter.objects.get(subject=f"Thư {number}")


def test_what_is_not_kept_is_not_told(start):
    box = start()
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    delivering.deliver(at=NOW)
    assert (box.letters, Letter.objects.count()) == ([], 0)


def test_a_server_that_is_away_for_an_hour_gets_each_letter_once(port, start):
    for number in range(3):
        write(number)
    tries = [delivering.deliver(at=NOW + timedelta(minutes=minutes)) for minutes in range(60)]

    assert (sum(each.sent for each in tries), Letter.objects.waiting().count()) == (0, 3)
    assert max(each.put_off for each in tries) == 1, "asked for one letter at a time"
    box = start()
    for minutes in range(60, 135):
        delivering.deliver(at=NOW + timedelta(minutes=minutes))
    assert box.subjects == ["Thư 0", "Thư 1", "Thư 2"]
    assert set(Letter.objects.values_list("state", "failure")) == {(State.SENT, "")}


@pytest.mark.parametrize(
    ("answer", "state"), [("550 No such user here", State.FAILED), ("450 Come back later", State.WAITING)]
)
def test_one_refused_address_holds_up_nobody_else(start, answer, state):
    box = start()
    refused = write(0)
    write(1)
    box.refused["nguoi-0@example.vn"] = answer

    delivering.deliver(at=NOW)

    assert box.subjects == ["Thư 1"]
    refused.refresh_from_db()
    assert (refused.state, refused.failure) == (state, answer)
    box.refused.clear()
    keeping.send_again(refused, at=NOW)
    delivering.deliver(at=NOW)
    assert box.subjects == ["Thư 0", "Thư 1"]


def test_a_server_that_hangs_up_in_the_middle_gets_it_again_under_the_same_name(start):
    box = start()
    letter = write()
    box.drops = 1

    assert delivering.deliver(at=NOW).put_off == 1
    assert delivering.deliver(at=NOW + timedelta(minutes=2)).sent == 1
    assert [mail["Message-ID"] for mail in box.letters] == [letter.headers["Message-ID"]]


def test_a_claim_of_who_died_runs_out_and_is_taken_over(start):
    box = start()
    write()
    first = delivering._claimed(NOW)

    assert delivering.deliver(at=NOW + timedelta(minutes=5)).sent == 0
    assert delivering.deliver(at=NOW + delivering.LEASE).sent == 1
    delivering._put_off(first, "late", NOW, delivering.Outcome())  # whoever was thought dead comes back
    assert (box.subjects, Letter.objects.get().state) == (["Thư 0"], State.SENT)


def test_tries_grow_rarer_and_end(port):
    write()
    at = NOW
    for _ in range(delivering.MOST_TRIES):
        letter = Letter.objects.get()
        assert letter.state == State.WAITING
        at = max(at, letter.due_at)
        delivering.deliver(at=at)

    letter = Letter.objects.get()
    assert (letter.state, letter.tries) == (State.FAILED, delivering.MOST_TRIES)
    assert at - NOW > timedelta(days=2)
    assert "refused" in letter.failure
    assert [delivering.wait_after(tries) for tries in (1, 2, 20)] == [
        timedelta(minutes=1),
        timedelta(minutes=2),
        timedelta(hours=4),
    ]


def test_it_arrives_as_it_was_written_with_text_pages_and_files(start):
    box = start()
    write(attachments=[("giao-uoc.pdf", b"%PDF-1.7", "application/pdf")])
    several = EmailMessage("Hai nơi", "Kính gửi", to=["a@example.vn", "b@example.vn"])
    several.send()
    delivering.deliver()

    whole = next(letter for letter in box.letters if letter["Subject"].strip() == "Thư 0")
    assert [part.get_content_type() for part in whole.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    assert next(whole.iter_attachments()).get_content() == b"%PDF-1.7"
    assert not Letter.objects.get(subject="Thư 0").enclosures.exists(), "kept in the archive, not twice"
    assert {mail["To"].strip() for mail in box.letters} == {
        "nguoi-0@example.vn",
        "a@example.vn",
        "b@example.vn",
    }


def test_a_secret_is_sealed_while_it_waits_and_gone_once_it_is_sent(start, settings):
    box = start()
    send_mail("Mật khẩu", "https://site/secret", None, ["a@example.vn"])  # says nothing of itself: secret
    letter = Letter.objects.get()
    assert letter.is_secret
    assert "secret" not in letter.text

    delivering.deliver()
    letter.refresh_from_db()
    assert "https://site/secret" in box.letters[0].get_content()
    assert (letter.text, letter.html, letter.emptied_at is None) == ("", "", False)
    with pytest.raises(Refused):
        keeping.send_again(letter)


def test_a_secret_that_no_key_opens_is_given_up(start, settings):
    box = start()
    write(is_secret=True)
    settings.SECRET_KEY = "another-" * 8

    assert delivering.deliver(at=NOW).failed == 1
    assert box.letters == []


def test_what_was_stopped_goes_nowhere(start):
    box = start()
    letter = write(is_secret=True)

    assert [keeping.stop(letter), keeping.stop(letter)] == [True, False]
    delivering.deliver(at=NOW)

    letter.refresh_from_db()
    assert (box.letters, letter.state, letter.text) == ([], State.STOPPED, "")


def test_texts_are_emptied_after_some_days_and_who_got_them_stays(start, settings):
    start()
    write()
    delivering.deliver(at=NOW)
    settings.OUTBOX_KEEPS_DAYS = 30

    assert [keeping.tidy(at=NOW + timedelta(days=days)) for days in (29, 31, 32)] == [0, 1, 0]
    letter = Letter.objects.get()
    assert (letter.text, letter.html, letter.subject) == ("", "", "Thư 0")
    assert letter.address == "nguoi-0@example.vn"


def test_with_workers_one_looks_again_when_the_first_letter_is_due(port, settings, worker_tasks):
    write()
    delivering.begin()
    delivering.begin()
    assert [task.task_path for task in worker_tasks()] == [delivering.deliver_waiting.module_path]

    worker_tasks().delete()
    delivering.deliver_waiting.call()
    delivering.deliver_waiting.call()
    (again,) = worker_tasks()
    assert timedelta(0) < again.run_after - timezone.now() <= timedelta(minutes=1)


@pytest.fixture
def worker_tasks(settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return DBTaskResult.objects.all
