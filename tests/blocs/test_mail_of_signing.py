"""The mails of a signing, as a mail server receives them."""

import email
import socket
from email import policy

import pytest
from aiosmtpd.controller import Controller

from blocs.services import signing as signing_of
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import request_of, sign
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
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    server.stop()


def link_of(letter, site):
    return next(line for line in letter.get_content().splitlines() if line.startswith(site)).removeprefix(
        site
    )


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
    assert head.full_name in letter.get_content()
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
    client, signing, members, head, settings, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with django_capture_on_commit_callbacks(execute=True):
        signature = sign(signing, members[2])

    assert signature.signer.state == "signed"
    assert "was not sent" in caplog.text
