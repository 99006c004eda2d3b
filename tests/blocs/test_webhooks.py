"""Other systems are told of what happens: once it holds, signed, and until it arrives."""

import hashlib
import hmac
import json
import ssl
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blocs.models import Delivery, LogLine, Webhook
from blocs.rules import webhooks as rules
from blocs.services import outside_systems, webhooks
from documents.services import rounds
from emulation import posting
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.webhook_servers import drip, self_signed

pytestmark = pytest.mark.django_db
PORTAL = "https://congdulieu.example.vn/thi-dua"


class Portal:
    """A system that waits for messages; `answers` says what it answers, in turn, and then 200."""

    def __init__(self):
        self.met, self.answers = [], []
        portal = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                portal.met.append((self.path, dict(self.headers), body))
                self.send_response(portal.answers.pop(0) if portal.answers else 200)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/thi-dua?from=here"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def portal(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    opened = Portal()
    yield opened
    opened.close()


@pytest.fixture
def administrator(agency):
    user = factories.someone(agency, "administrator")
    user.language = "en"
    user.save(update_fields=["language"])
    return user


@pytest.fixture
def system(agency, administrator):
    scopes = ["pledges", "seasons", "decisions"]
    return outside_systems.begin(agency.province, name="Cổng dữ liệu", scopes=scopes, by=administrator)[0]


@pytest.fixture
def secret(system, administrator, portal):
    """Of a system that is told of everything."""
    return webhooks.set_up(system, address=portal.address, kinds=Webhook.Kind.values, by=administrator)


@pytest.fixture
def happens(season, django_capture_on_commit_callbacks):
    """happens(): a pledge comes into force, and what follows when that holds."""

    def happened(kind="signed"):
        pledge = season.pledges.first() or season.pledges.create(agreed_hash="a" * 64, status="in_force")
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            line = pledge.events.create(step="come_into_force", at=timezone.now())
            path = reverse("interface:pledge-detail", args=[season.bloc.code, season.year])
            webhooks.tell(kind, pledge, line, province=season.bloc.province_id, path=path)
        return pledge

    return happened


def test_a_message_holds_ids_and_an_address_and_its_signature_is_right(portal, secret, happens, settings):
    pledge = happens()

    ((path, headers, body),) = portal.met
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.outcome, delivery.attempts) == ("sent", "200", 1)
    assert path == "/thi-dua?from=here"
    assert json.loads(body) == {
        "id": delivery.pk,
        "kind": "signed",
        "what": "pledge",
        "thing": pledge.pk,
        "at": delivery.at.isoformat(),
        "address": f"{settings.SITE_ADDRESS}/api/v1/pledges/khoi-thu/{pledge.season.year}/",
    }
    assert headers["X-Thi-Dua-Delivery"] == str(delivery.pk)
    moment, mac = (part.partition("=")[2] for part in headers["X-Thi-Dua-Signature"].split(","))
    assert abs(int(moment) - timezone.now().timestamp()) < 60
    assert mac == hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()


def test_what_is_undone_is_never_told(portal, secret, season, happens):
    class Undone(Exception):
        pass

    def fails():
        with transaction.atomic():
            happens()
            raise Undone

    with pytest.raises(Undone):
        fails()

    assert not Delivery.objects.exists()


def test_what_is_not_taken_is_tried_again_later_and_later_and_then_given_up(portal, secret, happens):
    portal.answers = [503] * 20
    tried = timezone.now()
    happens()
    delivery = Delivery.objects.get()
    waits = []

    while delivery.state == "waiting":
        waits.append(round((delivery.next_at - tried) / timedelta(minutes=1)))
        tried = delivery.next_at
        webhooks.send(delivery.pk, at=tried - timedelta(seconds=1))  # too early: nothing
        webhooks.send(delivery.pk, at=tried)
        delivery.refresh_from_db()

    assert waits == [1, 5, 30, 120, 360, 1440]
    assert (delivery.state, delivery.outcome, delivery.attempts, len(portal.met)) == ("failed", "503", 7, 7)
    assert len({headers["X-Thi-Dua-Delivery"] for _path, headers, _body in portal.met}) == 1


def test_a_round_sends_what_was_left(portal, secret, happens):
    portal.answers = [503]
    happens()
    Delivery.objects.update(next_at=timezone.now())

    rounds.run()
    rounds.run()

    assert [Delivery.objects.get().state, len(portal.met)] == ["sent", 2]


def test_a_redirect_is_not_followed(portal, secret, happens):
    portal.answers = [302]

    happens()

    assert (Delivery.objects.get().outcome, len(portal.met)) == ("302", 1)


def test_a_worker_takes_it_over_and_two_of_them_send_it_once(portal, secret, happens, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    happens()
    assert portal.met == []
    assert DBTaskResult.objects.ready().count() == 1

    key = Delivery.objects.get().pk
    for _worker in range(2):
        webhooks.deliver.call(key)

    assert len(portal.met) == 1


def test_whoever_died_while_sending_leaves_it_to_the_next(portal, secret, happens, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    happens()
    delivery = Delivery.objects.get()
    now = timezone.now()
    Delivery.objects.update(attempts=1, next_at=now + webhooks.AT_WORK)  # claimed, and nothing more

    webhooks.send(delivery.pk, at=now)
    assert portal.met == []
    webhooks.send(delivery.pk, at=now + webhooks.AT_WORK)

    assert len(portal.met) == 1


@pytest.mark.parametrize(
    ("kinds", "ended"),
    [(["submitted"], False), (["signed"], True)],
    ids=["another kind", "ended"],
)
def test_who_does_not_wish_or_may_not_is_not_told(portal, system, administrator, happens, kinds, ended):
    webhooks.set_up(system, address=portal.address, kinds=kinds, by=administrator)
    if ended:
        outside_systems.end(system, by=administrator)

    happens()

    assert not Delivery.objects.exists()


def test_a_scope_that_was_taken_away_ends_the_telling(portal, secret, system, administrator, happens):
    outside_systems.edit(system, name=system.name, scopes=["seasons"], by=administrator)

    happens()

    assert not Delivery.objects.exists()


def test_another_province_is_not_told(portal, happens):
    far = factories.ProvinceFactory(code="XX", name="tỉnh Xa", place="Xa")
    stranger = factories.someone(factories.organisation(province=far), "administrator")
    other, _key = outside_systems.begin(far, name="Cổng", scopes=["pledges"], by=stranger)
    webhooks.set_up(other, address=portal.address, kinds=["signed"], by=stranger)

    happens()

    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "http://congdulieu.example.vn/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://100.64.0.1/",
        "https://ten:matkhau@congdulieu.example.vn/",
        "https://congdulieu.example.vn:99999/",
        "ftp://congdulieu.example.vn/",
        "congdulieu.example.vn",
        "https://công.vn/",
    ],
)
def test_an_address_behind_the_wall_or_none_at_all_is_refused_at_its_field(system, administrator, address):
    with pytest.raises(ValidationError) as refused:
        webhooks.set_up(system, address=address, kinds=["signed"], by=administrator)

    assert list(refused.value.message_dict) == ["address"]
    assert not Webhook.objects.exists()


def test_a_name_that_leads_behind_the_wall_is_refused_when_it_is_sent(system, administrator, happens):
    """`localhost` is a name like any other until it is looked up."""
    webhooks.set_up(system, address="https://localhost:1/", kinds=["signed"], by=administrator)

    happens()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.outcome) == ("waiting", "address")


def test_by_http_only_into_networks_that_are_named(portal, settings):
    settings.WEBHOOK_NETWORKS = []
    with pytest.raises(posting.Unreachable) as refused:
        posting.post(portal.address, b"{}", {})

    assert (refused.value.kind, portal.met) == ("address", [])


def test_nobody_there_and_a_certificate_of_nobody_are_told_apart(portal, tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))
    portal.server.socket = context.wrap_socket(portal.server.socket, server_side=True)
    secure = portal.address.replace("http://", "https://")

    kinds = []
    for address in (secure, "http://127.0.0.1:1/", "https://khong-co.invalid/"):
        with pytest.raises(posting.Unreachable) as refused:
            posting.post(address, b"{}", {})
        kinds.append(refused.value.kind)

    assert kinds == ["certificate", "connection", "name"]
    assert portal.met == []


def test_who_talks_without_end_is_cut_off(settings, monkeypatch):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    monkeypatch.setattr(posting, "LONGEST", 0.3)
    with drip() as address, pytest.raises(posting.Unreachable) as refused:
        posting.post(address, b"{}", {})

    assert refused.value.kind == "connection"


def test_the_secret_is_shown_once_and_lies_closed(client, system, administrator, portal):
    client.force_login(administrator)
    address = reverse("blocs:webhook-edit", args=[system.pk])
    fields = {"address": portal.address, "kinds": ["signed"]}

    shown = client.post(address, fields)
    again = client.post(address, fields)

    webhook = Webhook.objects.get()
    assert webhook.secret in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert again.status_code == 302
    assert webhook.secret not in str(Webhook.objects.values().get())
    before = webhook.secret
    client.post(address, fields | {"new_secret": "on"})
    assert Webhook.objects.get().secret != before
    lines = LogLine.objects.filter(source="blocs.outsidesystemchange", step="set_webhook")
    assert lines.count() == 2
    assert before not in " ".join(line.note for line in lines)


def test_kinds_that_it_may_not_read_are_refused_at_their_field(client, administrator, agency):
    system, _key = outside_systems.begin(agency.province, name="Cổng", scopes=["blocs"], by=administrator)
    client.force_login(administrator)

    answer = client.post(
        reverse("blocs:webhook-edit", args=[system.pk]), {"address": PORTAL, "kinds": ["signed"]}
    )

    assert "The system may not read" in answer.content.decode()
    assert not Webhook.objects.exists()


def test_a_message_is_sent_again_and_pressed_twice_it_goes_once(
    client, portal, secret, system, administrator, happens, django_capture_on_commit_callbacks
):
    portal.answers = [503]
    happens()
    delivery = Delivery.objects.get()
    client.force_login(administrator)
    page = client.get(reverse("blocs:webhook-deliveries", args=[system.pk])).content.decode()
    assert "answered 503" in page

    address = reverse("blocs:webhook-send-again", args=[system.pk, delivery.pk])
    for _press in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, {"seen": delivery.attempts})

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, len(portal.met)) == ("sent", 2, 2)


def test_stopped_nothing_more_is_sent(client, portal, secret, system, administrator, happens):
    portal.answers = [503]
    happens()
    client.force_login(administrator)

    for _press in range(2):
        client.post(reverse("blocs:webhook-stop", args=[system.pk]))
    happens()
    rounds.run()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.outcome, len(portal.met)) == ("failed", "stopped", 1)
    with pytest.raises(Refused):
        webhooks.send_again(delivery, seen=1, by=administrator)


def test_old_messages_go(portal, secret, happens):
    happens()
    Delivery.objects.update(at=timezone.now() - webhooks.KEPT - timedelta(minutes=1))

    webhooks.due()

    assert not Delivery.objects.exists()


def test_only_an_administrator_of_the_province_directs_it(system, secret, portal, agency, happens):
    happens()
    delivery = Delivery.objects.get()
    far = factories.ProvinceFactory(code="XX", name="tỉnh Xa", place="Xa")
    stranger = factories.someone(factories.organisation(province=far), "administrator")

    for someone in (factories.someone(agency, "standing"), stranger):
        with pytest.raises(Refused):
            webhooks.set_up(system, address=PORTAL, kinds=["signed"], by=someone)
        with pytest.raises(Refused):
            webhooks.stop(system, by=someone)
        with pytest.raises(Refused):
            webhooks.send_again(delivery, seen=1, by=someone)
    client = Client()
    client.force_login(stranger)
    assert client.get(reverse("blocs:webhook-deliveries", args=[system.pk])).status_code == 404


def test_a_message_signed_at_another_moment_has_another_signature(db):
    now = timezone.now()

    assert rules.signature("s", now, b"{}") != rules.signature("s", now + timedelta(seconds=1), b"{}")
    assert rules.signature("s", now, b"{}") != rules.signature("t", now, b"{}")
