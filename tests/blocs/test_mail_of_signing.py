"""The mails of a signing, as a mail server receives them."""

import email
import socket
from datetime import timedelta
from email import policy

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.utils import timezone

from blocs.services import signing as signing_of
from documents.models import Signer
from emulation.models import Letter
from emulation.outbox import delivering
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import place_of, request_of, sign
from tests.factories import PASSWORD


class Box:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(
            (envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=policy.default))
        )
        return "250 OK"


@pytest.fixture
def box(settings):
    box = Box()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host, port = probe.getsockname()
    server = Controller(box, hostname=host, port=port)
    server.start()
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    server.stop()


def link_of(letter, site):
    return next(
        line for line in letter.get_body(("plain",)).get_content().splitlines() if line.startswith(site)
    ).removeprefix(site)


def test_the_letter_leads_through_the_sign_in_to_the_paper(
    client,
    box,
    settled,
    members,
    leader_head,
    deputy_head,
    head,
    settings,
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        signing_of.begin(settled, by=leader_head)

    assert {to[0] for to, _letter in box.letters} == {leader_head.email, deputy_head.email, head.email}
    letter = next(letter for to, letter in box.letters if to == [head.email])
    assert letter["Subject"].strip().startswith("Mời ký: Giao ước thi đua")
    assert head.full_name in letter.get_body(("plain",)).get_content()
    link = link_of(letter, settings.SITE_ADDRESS)
    at_the_door = client.get(link)
    signed_in = client.post(at_the_door["Location"], {"login": head.username, "password": PASSWORD})
    assert signed_in["Location"] == link == address("signing-sign", members[2].code)
    assert client.get(link).status_code == 200


def test_receipts_and_the_final_copy_arrive_whole(
    box, signing, members, leader_head, deputy_head, head, officer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for member in members:
            sign(signing, member)

    receipts = [to for to, letter in box.letters if letter["Subject"].strip().startswith("Biên nhận chữ ký")]
    assert sorted(receipts) == sorted([[leader_head.email], [deputy_head.email], [head.email]])
    copies = {to[0]: next(letter.iter_attachments(), None) for to, letter in box.letters}
    newest = request_of(signing).newest().content()
    assert copies[officer.email].get_content() == newest
    assert copies[officer.email].get_content_type() == "application/pdf"


def test_a_mail_server_that_is_away_stops_nobody_from_signing(
    client, signing, members, head, settings, django_capture_on_commit_callbacks
):
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    Letter.objects.all().delete()  # of the setup

    with django_capture_on_commit_callbacks(execute=True):
        signature = sign(signing, members[2])

    assert signature.signer.state == "signed"
    letter = Letter.objects.get(kind="signing_receipt")
    assert (letter.user, letter.state, letter.tries) == (head, Letter.State.WAITING, 1)
    assert "refused" in letter.failure


def test_those_missing_are_reminded_by_the_clock_and_once_a_day(
    box, signing, members, leader_head, deputy_head, head, settings, django_capture_on_commit_callbacks
):
    request = request_of(signing)
    began = request.opened_at
    request.deadline = began + timedelta(days=6)
    request.save()

    def run(**after):
        with django_capture_on_commit_callbacks(execute=True):
            return signing_of.remind_missing(at=began + timedelta(**after))

    assert run(days=2) == 0
    assert [run(days=3), run(days=3, minutes=5)] == [3, 0]
    with django_capture_on_commit_callbacks(execute=True):
        sign(signing, members[2])
    box.letters.clear()
    assert [run(days=4, hours=1), run(days=4, hours=2)] == [2, 0]  # two days before the end
    assert [run(days=5, hours=1), run(days=5, hours=22)] == [2, 2]
    assert run(days=6) == 0  # the time is over

    assert sorted(to[0] for to, _letter in box.letters) == sorted([leader_head.email, deputy_head.email] * 3)
    letter = next(letter for to, letter in box.letters if to == [deputy_head.email])
    assert link_of(letter, settings.SITE_ADDRESS) == address("signing-sign", members[1].code)
    assert place_of(signing, members[1]).reminders == 4


def test_the_daily_command_says_how_many_it_wrote_to(
    box, signing, deputy_head, capsys, django_capture_on_commit_callbacks
):
    Signer.objects.update(invited_at=timezone.now() - timedelta(days=3))
    deputy_head.is_active = False
    deputy_head.save()
    delivering.deliver()
    box.letters.clear()

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("remind_signers")

    assert len(box.letters) == 2
    assert [line[0] for line in capsys.readouterr().out.splitlines()] == ["Đ", "Đ"]
