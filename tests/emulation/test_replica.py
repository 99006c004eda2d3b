"""Reports read from the replica, everything else from the primary: here both names lead to one database."""

import logging
import time
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import OperationalError, connections, router, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs.models import Season
from emulation import replica
from emulation.models import User
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "replica"])


def leads_to(**changes):
    connections.settings[replica.ALIAS] = connections["default"].settings_dict | changes
    if hasattr(connections._connections, replica.ALIAS):
        connections[replica.ALIAS].close()
        del connections[replica.ALIAS]


@pytest.fixture(scope="module", autouse=True)
def second(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        leads_to(TEST=connections["default"].settings_dict["TEST"] | {"MIRROR": "default"})
        yield
        leads_to()
    del connections.settings[replica.ALIAS]
    replica.forget()


@pytest.fixture(autouse=True)
def in_time():
    looked(replica.State.OK, 0)


def looked(state, lag, *, seconds=600):
    """What was found at the last look: how a real standby is looked at is tried in tests/faults."""
    replica._last = replica.Look(state, lag, time.monotonic() + seconds)


@pytest.fixture
def nothing_in_it(tmp_path):
    before = connections.settings[replica.ALIAS]
    leads_to(ENGINE="django.db.backends.sqlite3", NAME=str(tmp_path / "empty.sqlite3"), OPTIONS={})
    yield
    leads_to(**before)


@pytest.fixture
def standing():
    bloc = factories.bloc()
    factories.season(bloc, [factories.organisation(province=bloc.province)])
    agency = factories.organisation(province=bloc.province, kind="standing_agency")
    return factories.someone(agency, "standing")


@pytest.fixture
def official(standing):
    client = Client()
    client.force_login(standing)
    return client


@contextmanager
def visiting(*, may=True):
    token = replica._visit.set(replica.Visit(may=may))
    try:
        yield
    finally:
        replica._visit.reset(token)


def asked(client, address, *, status=200):
    """How many statements the page had the primary and the replica answer."""
    with (
        CaptureQueriesContext(connections["default"]) as primary,
        CaptureQueriesContext(connections[replica.ALIAS]) as other,
    ):
        response = client.get(address)
        b"".join(response)
    assert response.status_code == status
    return len(primary), len(other)


def test_only_what_is_read_in_the_block_is_read_there():
    with visiting():
        assert router.db_for_read(Season) == "default"
        with replica.reading():
            assert router.db_for_read(Season) == "replica"
            assert router.db_for_read(User) == "default"
            with replica.on_primary() as elsewhere:
                assert elsewhere
                assert router.db_for_read(Season) == "default"
            assert router.db_for_read(Season) == "replica"
        assert router.db_for_read(Season) == "default"
    with replica.reading():  # a command, or a worker that issues papers
        assert router.db_for_read(Season) == "default"


def test_who_wrote_reads_where_it_was_written():
    with visiting(), replica.reading():
        assert router.db_for_write(Season) == "default"
        assert router.db_for_read(Season) == "default"
    with visiting(), replica.reading(), transaction.atomic():
        assert router.db_for_read(Season) == "default"


def test_a_row_that_was_read_there_is_saved_here(standing):
    with visiting(), replica.reading():
        season = Season.objects.get()
    assert season._state.db == "replica"
    season.theme = "Đổi mới"
    with CaptureQueriesContext(connections[replica.ALIAS]) as other:
        season.save()
        season.memberships.update(order=7)
        assert season.memberships.get().season.theme == "Đổi mới"
    assert len(other) == 0


@pytest.mark.parametrize(
    "address",
    [
        "/overview/",
        "/statistics/",
        "/statistics/?format=csv",
        "/organisations/?format=xlsx",
        "/funnel/",
    ],
)
def test_reports_and_exports_of_the_province_read_there(official, address):
    assert asked(official, address)[1] > 0


@pytest.mark.parametrize("address", ["/organisations/", "/people/", "/", "/pledges/"])
def test_pages_do_not(official, address):
    assert asked(official, address)[1] == 0


def test_an_export_of_a_season_reads_there_behind_its_gate(official, standing):
    season = Season.objects.get()
    address = reverse("blocs:season-export-json", args=[season.bloc.code, season.year])
    assert asked(official, address)[1] > 0

    standing.mandates.update(ends=date(2020, 1, 1))
    assert asked(official, address, status=404)[1] == 0


def test_who_changed_something_a_moment_ago_sees_it(official):
    changed = official.post("/large-text/")
    cookie = changed.cookies[replica.WROTE]
    assert cookie["httponly"]
    assert cookie["max-age"] == 6

    assert asked(official, "/overview/")[1] == 0


def test_a_replica_that_fails_amidst_a_page_costs_a_line_in_the_log(official, nothing_in_it, caplog):
    with caplog.at_level(logging.WARNING):
        for form in ("", "csv", "xlsx"):
            response = official.get(f"/overview/?format={form}")
            b"".join(response)
            assert response.status_code == 200

    told = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(told) == 1
    assert "no such table" in told[0]
    assert official.get("/health/").json()["replica"] == "down"


def test_a_late_replica_is_not_asked(official, settings):
    settings.METRICS_TOKEN = "word"
    looked(replica.State.BEHIND, 60)

    assert asked(official, "/overview/")[1] == 0
    health = official.get("/health/")
    assert (health.status_code, health.json()["replica"]) == (200, "behind")
    figures = official.get("/metrics/", headers={"Authorization": "Bearer word"}).content.decode()
    assert "thi_dua_replica_used 0.0" in figures
    assert "thi_dua_replica_lag_seconds 60.0" in figures


def test_the_log_tells_once_that_it_is_back(nothing_in_it, caplog):
    looked(replica.State.DOWN, None, seconds=0)
    with caplog.at_level(logging.WARNING):
        states = [replica.look().state for _time in range(3)]

    assert states == ["ok"] * 3
    assert len(caplog.records) == 1


def test_what_fails_without_it_fails_as_ever():
    reports = replica.Reports(lambda request: HttpResponse())
    with visiting():
        assert reports.process_exception(HttpRequest(), OperationalError()) is None
