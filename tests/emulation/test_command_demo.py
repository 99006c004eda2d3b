"""The demo: a database of its own where tables come and go, the tests' own where it only fills."""

import io
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.urls import reverse

from awards.models import CouncilSession, DecisionLine, Nomination
from blocs.models import Bloc, Leadership, Mandate, Organisation, Pledge, Score, Season
from documents.models import Paper
from documents.services import certificates
from emulation.models import User
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "thidua-2024"
PIN = "hoa-mai-2024"
PATIENCE = 600  # seconds: filling the demo takes a busy machine minutes


@pytest.fixture
def debugging(settings):
    settings.DEBUG = True


@pytest.fixture
def demo(db, debugging):
    said = io.StringIO()
    call_command("demo", no_serve=True, stdout=said)
    return said.getvalue()


@pytest.fixture
def own_database(tmp_path, transactional_db):
    """The address of an empty database beside that of the tests, on the same server."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'demo.sqlite3'}"
        return
    name = f"demo_{os.getpid()}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def environment(own_database, tmp_path):
    return os.environ | {
        "DEBUG": "1",
        "DATABASE_URL": own_database,
        "MEDIA_ROOT": str(tmp_path / "media"),
        "DJANGO_SETTINGS_MODULE": "emulation.settings",
        "LANGUAGE": "en",
    }


def manage(environment, *words):
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def theme(environment):
    code = "from blocs.models import Season; print('theme:', Season.objects.get(year=2024).theme)"
    return manage(environment, "shell", "-v0", "-c", code).partition("theme:")[2].strip()


def test_an_empty_database_is_filled_kept_and_begun_anew(environment):
    first = manage(environment, "demo", "--no-serve")
    assert "td.lanhdao" in first
    assert PASSWORD in first
    assert theme(environment) == ""

    change = "from blocs.models import Season; Season.objects.filter(year=2024).update(theme='Kept')"
    manage(environment, "shell", "-v0", "-c", change)
    manage(environment, "demo", "--no-serve")
    assert theme(environment) == "Kept"

    manage(environment, "demo", "--no-serve", "--reset")
    assert theme(environment) == ""


def test_it_serves_where_port_says(environment):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    started = subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=ROOT,
        env=environment | {"PORT": port},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert answers(f"http://127.0.0.1:{port}/accounts/login/", started) == 200
    finally:
        started.terminate()
        said, _nothing = started.communicate()
    assert f"http://127.0.0.1:{port}" in said


def answers(address, started):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and started.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return response.status
        except urllib.error.URLError:
            time.sleep(0.05)
    return None


def test_a_port_that_is_none_is_told(db, debugging, settings):
    settings.PORT = "eight thousand"

    with pytest.raises(CommandError, match="PORT"):
        call_command("demo", no_serve=True)


def test_without_debug_it_refuses(db):
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo", no_serve=True)

    assert not User.objects.exists()


@pytest.mark.parametrize("options", [{}, {"reset": True}])
def test_data_of_others_are_left_alone(db, debugging, options):
    factories.UserFactory()

    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("demo", no_serve=True, **options)

    assert User.objects.count() == 1
    assert not Bloc.objects.exists()


def test_the_year_is_told_through_its_people(demo):
    season = Season.objects.get(bloc__code="mttq-ctxh", year=2024)
    pledge = season.pledges.get()

    assert Season.objects.get(bloc__code="mttq-ctxh", year=2023).stage == Season.Stage.CLOSED
    assert season.stage == Season.Stage.PLEDGING
    assert pledge.status == Pledge.Status.COMMENT
    assert pledge.targets.live().count() == 6
    assert pledge.comments.count() == 4
    assert pledge.registrations.count() == 2
    leaders = Leadership.objects.filter(season__bloc=season.bloc, role="leader").order_by("starts")
    assert [row.organisation.code for row in leaders] == ["ccb", "td"]


def test_the_pledge_of_the_year_before_is_signed_by_all(demo, tmp_path, capsys):
    pledge = Pledge.objects.get(season__bloc__code="mttq-ctxh", season__year=2023)

    request = pledge.paper.signing
    assert (pledge.status, pledge.paper.state) == (Pledge.Status.CLOSED, Paper.State.ISSUED)
    assert set(request.signers.values_list("state", flat=True)) == {"signed"}
    assert request.signers.count() == 6
    assert certificates.open_key(User.objects.get(username="td.lanhdao"), PIN)
    path = tmp_path / "giao-uoc-2023.pdf"
    path.write_bytes(request.newest().content())
    call_command("verify_paper", str(path))
    assert pledge.paper.code_text in capsys.readouterr().out


def test_the_year_before_is_reported_scored_and_published(demo):
    season = Season.objects.get(bloc__code="mttq-ctxh", year=2023)
    annual = season.reports.filter(kind="annual")

    assert set(annual.values_list("status", flat=True)) == {"accepted"}
    assert annual.filter(evidence__isnull=False).distinct().count() == 6
    publication = season.publications.get()
    places = [(place.rank, place.organisation.code) for place in publication.places.all()]
    assert places[0] == (1, "td")
    assert [rank for rank, _code in places] == [1, 2, 3, 4, 5, 6]
    assert season.last_day >= publication.at.date() >= annual.latest("submitted_at").submitted_at.date()
    assert Score.objects.filter(report__season=season, level="final", why__gt="").count() == 1
    assert season.bloc_report.results
    assert Paper.objects.get(kind="bloc-report").state == Paper.State.ISSUED


def test_the_year_before_is_voted_on_and_decided(demo):
    season = Season.objects.get(bloc__code="mttq-ctxh", year=2023)

    assert set(season.ballots.values_list("mode", "status")) == {("secret", "counted"), ("open", "counted")}
    session = CouncilSession.objects.get()
    assert set(session.questions.values_list("outcome", flat=True)) == {"passed"}
    kinds = ["council-minutes", "tally-minutes", "tally-minutes"]
    assert list(Paper.objects.filter(kind__in=kinds).order_by("kind").values_list("kind", flat=True)) == kinds
    decided = Nomination.objects.filter(season=season, state="decided")
    assert set(decided.values_list("award__code", flat=True)) == {"BK_TTG", "CO_TINH"}
    numbers = {line.honour.decision_number for line in DecisionLine.objects.select_related("honour")}
    assert numbers == {"215/QĐ-UBND", "305/QĐ-TTg"}


def test_the_year_before_ends_with_a_meeting_whose_minutes_both_signed(demo):
    (meeting,) = Season.objects.get(bloc__code="mttq-ctxh", year=2023).meetings.all()

    assert meeting.is_closed
    assert set(meeting.attendances.values_list("presence", flat=True)) == {"present", "sent"}
    assert list(meeting.items.values_list("kind", flat=True)).count("ballot") == 2
    minutes = Paper.objects.get(kind="meeting-minutes")
    assert minutes.state == Paper.State.ISSUED
    signers = minutes.signing.signers.order_by("pk")
    assert [row.user for row in signers if row.state == "signed"] == [meeting.secretary, meeting.chair]


def test_what_is_invented_says_so(demo):
    assert not Bloc.objects.filter(invented=False).exists()
    assert not User.objects.exclude(full_name__contains="Mẫu").exists()
    assert not Pledge.objects.get(season__year=2024).targets.exclude(data_source="Dữ liệu minh họa").exists()


def test_everybody_of_the_table_signs_in(demo, client):
    names = [line.split()[0] for line in demo.splitlines() if "Mẫu" in line]
    assert len(names) == User.objects.count() == 19

    for name in ("sonoivu", "td.lanhdao", "quantri", "kiemtra"):
        assert name in names
        signed_in = client.post(reverse("account_login"), {"login": name, "password": PASSWORD})
        assert signed_in.status_code == 302
        assert client.get("/").status_code == 200
        client.logout()


def test_mandates_hold_in_the_demo_year_and_now(demo):
    mandates = Mandate.objects.all()

    assert mandates.exists()
    assert not mandates.exclude(starts__lt=Season.objects.get(year=2024).first_day).exists()
    assert not mandates.exclude(ends=None).exists()


def test_the_leaders_head_takes_the_pledge_to_its_paper(demo, client):
    client.force_login(User.objects.get(username="td.lanhdao"))
    address = ["mttq-ctxh", 2024]

    page = client.get(reverse("blocs:season-members", args=address)).content.decode()
    for organisation in Organisation.objects.filter(
        memberships__season__year=2024, memberships__season__bloc__code="mttq-ctxh"
    ):
        assert organisation.current_name in page
    client.post(reverse("blocs:pledge-agree", args=address), {"reason": "Ý kiến đã trao đổi tại hội nghị."})
    assert Pledge.objects.get(season__year=2024).status == Pledge.Status.AGREED
    client.post(reverse("blocs:paper-issue", args=[*address, "pledge"]))

    assert Paper.objects.get(pk=Pledge.objects.get(season__year=2024).paper_id).number is not None
    pdf = client.get(reverse("blocs:pledge-pdf", args=address))
    assert b"".join(pdf).startswith(b"%PDF") if pdf.streaming else pdf.content.startswith(b"%PDF")


def test_the_year_before_is_handed_over_and_closes_without_being_forced(demo):
    season = Season.objects.get(bloc__code="mttq-ctxh", year=2023)
    handover = season.handover

    assert (handover.outgoing.code, handover.incoming.code) == ("ccb", "td")
    assert handover.is_confirmed
    assert handover.takes_effect_on == date(2024, 1, 1)
    assert handover.items.filter(kind="task").count() == 1
    minutes = Paper.objects.get(kind="handover-minutes")
    assert (minutes.state, minutes.issued_on) == (Paper.State.ISSUED, date(2023, 12, 29))
    assert not season.events.get(step="stage", went_to=Season.Stage.CLOSED).forced
