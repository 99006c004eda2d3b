"""The year that the demo tells, filled once for all tests of this file."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from awards.models import CouncilSession, DecisionLine, Nomination
from blocs.models import Bloc, Leadership, Mandate, Organisation, Pledge, Score, Season
from documents.models import Paper
from documents.services import certificates
from emulation.models import User

PASSWORD = "thidua-2024"
PIN = "hoa-mai-2024"

pytestmark = pytest.mark.usefixtures("demo", "db")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """What the command said. Each test is rolled back to what it had filled in."""
    said = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEBUG=True):
            call_command("demo", no_serve=True, stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def test_the_year_is_told_through_its_people():
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


def test_the_pledge_of_the_year_before_is_signed_by_all(tmp_path, capsys):
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


def test_the_year_before_is_reported_scored_and_published():
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


def test_the_year_before_is_voted_on_and_decided():
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


def test_the_year_before_ends_with_a_meeting_whose_minutes_both_signed():
    (meeting,) = Season.objects.get(bloc__code="mttq-ctxh", year=2023).meetings.all()

    assert meeting.is_closed
    assert set(meeting.attendances.values_list("presence", flat=True)) == {"present", "sent"}
    assert list(meeting.items.values_list("kind", flat=True)).count("ballot") == 2
    minutes = Paper.objects.get(kind="meeting-minutes")
    assert minutes.state == Paper.State.ISSUED
    signers = minutes.signing.signers.order_by("pk")
    assert [row.user for row in signers if row.state == "signed"] == [meeting.secretary, meeting.chair]


def test_what_is_invented_says_so():
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


def test_mandates_hold_in_the_demo_year_and_now():
    mandates = Mandate.objects.all()

    assert mandates.exists()
    assert not mandates.exclude(starts__lt=Season.objects.get(year=2024).first_day).exists()
    assert not mandates.exclude(ends=None).exists()


def test_the_leaders_head_takes_the_pledge_to_its_paper(client):
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


def test_the_year_before_is_handed_over_and_closes_without_being_forced():
    season = Season.objects.get(bloc__code="mttq-ctxh", year=2023)
    handover = season.handover

    assert (handover.outgoing.code, handover.incoming.code) == ("ccb", "td")
    assert handover.is_confirmed
    assert handover.takes_effect_on == date(2024, 1, 1)
    assert handover.items.filter(kind="task").count() == 1
    minutes = Paper.objects.get(kind="handover-minutes")
    assert (minutes.state, minutes.issued_on) == (Paper.State.ISSUED, date(2023, 12, 29))
    assert not season.events.get(step="stage", went_to=Season.Stage.CLOSED).forced
