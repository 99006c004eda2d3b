"""The year of all blocs on one page: lateness, contact, a letter, two charts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blocs.models import Enrolment, Milestone, Person, Season
from blocs.selectors import overview, people
from blocs.services import movements
from tests import factories
from tests.factories import YEAR

PAGE = reverse("blocs:overview-list")
ON = date(YEAR, 6, 15)


@pytest.fixture
def late(season, leader_officer):
    """A season with one date done, one ten days late, and one to come."""
    leader_officer.phone = "0912 345 678"
    leader_officer.save(update_fields=["phone"])
    for kind, due, done in (
        ("handover", date(YEAR, 1, 10), date(YEAR, 1, 12)),
        ("pledge", ON - timedelta(days=10), None),
        ("mid_year", ON + timedelta(days=5), None),
        ("reports", ON + timedelta(days=100), None),
    ):
        Milestone.objects.create(season=season, kind=kind, due=due, done_on=done)
    return season


def seen(user, on=ON, **more):
    someone = Person(user, on, people.person(user, on=on).mandates)
    return overview.of_province(someone, **more)


def test_each_date_says_how_it_stands(late, standing, english):
    (row,) = seen(standing).rows

    states = {cell.label: (cell.state, cell.words) for cell in row.cells}
    assert states["Handover"] == ("done", "12/01")
    assert states["Pledge signing"] == ("late", "10 days late")
    assert states["Mid-year review"] == ("soon", "20/06")
    assert states["Annual reports"] == ("open", "23/09")
    assert states["Decision"] == ("none", "–")
    assert len(states) == 10


@pytest.mark.parametrize(("days", "late_then"), [(0, 0), (1, 1)])
def test_a_date_is_late_from_the_day_after_it_on(late, standing, days, late_then):
    due = ON - timedelta(days=10)

    assert seen(standing, on=due + timedelta(days=days)).late == late_then


def test_a_closed_season_is_not_late(late, standing):
    Season.objects.update(stage="closed")

    assert seen(standing).late == 0


def test_the_late_ones_come_first_and_can_be_shown_alone(late, standing, outsider):
    rows = seen(standing).rows

    assert [len(row.late) for row in rows] == [1, 0]
    assert [row.season for row in seen(standing, only_late=True).rows] == [late]


def test_the_letter_names_bloc_and_date_and_goes_to_who_answers_the_telephone(late, standing, leader_officer):
    found = seen(standing)

    name = str(Milestone.Kind.PLEDGE.label)
    assert f"- {late.bloc.current_name}: {name} (05/06/{YEAR})" in found.reminder
    assert found.addresses == leader_officer.email
    assert found.rows[0].contact.user.phone == "0912 345 678"


def test_the_page_shows_letter_and_contact_and_all_in_time_when_nothing_is_late(client, late, standing):
    Milestone.objects.filter(kind="pledge").update(due=timezone.localdate() - timedelta(days=3))
    client.force_login(standing)

    page = client.get(PAGE).content.decode()

    assert "tel:0912345678" in page
    assert 'id="overview-reminder"' in page
    Milestone.objects.update(done_on=ON)
    assert "empty-state" in client.get(PAGE, {"show": "late"}).content.decode()


def test_who_serves_no_province_does_not_see_it(client, late, leader_head, administrator):
    for user in (leader_head, administrator):
        client.force_login(user)
        assert client.get(PAGE).status_code == 404


def test_the_stages_are_counted_at_the_end_of_each_month(late, standing, english):
    for stage, day in (("preparing", 2), ("pledging", 20)):
        late.events.create(step="stage", went_to=stage, at=datetime(YEAR, 1, day, tzinfo=UTC))
    late.events.create(
        step="stage", went_to="running", at=datetime(YEAR, 3, 31, 18, tzinfo=UTC)
    )  # 1 April here

    chart = overview.stages_by_month(seen(standing), on=date(YEAR, 4, 15))

    counted = {bar.label: bar.counts for bar in chart.bars}
    assert counted == {
        f"01/{YEAR}": (0, 1, 0, 0, 0, 0),
        f"02/{YEAR}": (0, 1, 0, 0, 0, 0),
        f"03/{YEAR}": (0, 1, 0, 0, 0, 0),
        f"04/{YEAR}": (0, 0, 1, 0, 0, 0),
    }


def test_the_movements_of_the_year_are_counted(late, members, standing):
    given = {"form": "thematic", "level": "province", "by": standing}
    small = movements.launch(members[0].province, name="Ít", years=[YEAR], **given)
    large = movements.launch(members[0].province, name="Nhiều", years=[YEAR], **given)
    movements.launch(members[0].province, name="Năm sau", years=[YEAR + 1], **given)
    for movement, organisations in ((small, members[:1]), (large, members)):
        for organisation in organisations:
            Enrolment.objects.get_or_create(movement=movement, organisation=organisation)
    someone = Person(standing, ON, people.person(standing, on=ON).mandates)

    chart = overview.enrolment(someone)

    assert [(bar.label, bar.total) for bar in chart.bars] == [("Nhiều", 3), ("Ít", 1)]


@pytest.mark.parametrize("how_many", [1, 12])
def test_it_costs_the_same_however_many_blocs(client, standing, how_many):
    for number in range(how_many):
        made = factories.season(
            factories.bloc(f"Khối {number}", code=f"khoi-{number}"),
            [factories.organisation() for _ in range(2)],
        )
        Milestone.objects.create(season=made, kind="pledge", due=date(YEAR, 1, 1))
    client.force_login(standing)
    client.get(PAGE)

    with CaptureQueriesContext(connection) as asked:
        page = client.get(PAGE)

    assert len(page.context["overview"].rows) == how_many
    assert len(asked) <= 10
