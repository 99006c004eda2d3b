from datetime import date

import pytest
from django.urls import reverse

from blocs.models import OrganisationEvent
from blocs.services import organisation_events
from blocs.services.organisation_events import Given
from tests import factories
from tests.factories import YEAR

MAY = date(YEAR, 5, 15)


def address(organisation, name="organisation-event-new", *args):
    return reverse(f"blocs:{name}", args=[organisation.province.code, organisation.code, *args])


@pytest.fixture
def typed(members):
    return {"targets": members[2].pk, "day": "15/05/2026", "decision": "Quyết định số 12", "joins": "on"}


def test_the_preview_shows_what_happens_and_saves_nothing(client, standing, season, members, typed):
    client.force_login(standing)

    response = client.post(address(members[1], "organisation-event-new", "merge"), typed)

    page = response.content.decode()
    assert "14/05/2026" in page
    assert response.context["plan"].digest in page
    assert not OrganisationEvent.objects.exists()


def test_confirmed_it_is_done_once_undone_and_done_again(client, standing, season, members, typed):
    client.force_login(standing)
    url = address(members[1], "organisation-event-new", "merge")
    seen = client.post(url, typed).context["plan"].digest

    answers = [client.post(url, typed | {"seen": seen}) for _twice in range(2)]

    event = OrganisationEvent.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    page = client.get(event.address(members[1]))
    assert page.context["can_undo"]
    client.post(address(members[1], "organisation-event-undo", event.pk))
    event.refresh_from_db()
    assert event.is_undone
    client.post(address(members[1], "organisation-event-redo", event.pk))
    event.refresh_from_db()
    assert not event.is_undone


def test_what_changed_since_is_shown_again(client, standing, season, members, typed):
    client.force_login(standing)

    response = client.post(address(members[1], "organisation-event-new", "merge"), typed | {"seen": "old"})

    assert response.context["plan"].effects
    assert not OrganisationEvent.objects.exists()


def test_the_details_are_changed_with_what_was_typed(client, standing, season, members, typed):
    client.force_login(standing)

    response = client.post(address(members[1], "organisation-event-new", "merge"), typed | {"change": "1"})

    assert "Quyết định số 12" in response.content.decode()
    assert "plan" not in response.context


@pytest.mark.parametrize(
    ("given", "field"),
    [({"targets": "own"}, "targets"), ({"day": "không"}, "day"), ({"decision": ""}, "decision")],
)
def test_what_is_wrong_is_said_at_the_field(client, standing, season, members, typed, given, field):
    client.force_login(standing)
    sent = typed | given
    if sent["targets"] == "own":
        sent["targets"] = members[1].pk

    response = client.post(address(members[1], "organisation-event-new", "merge"), sent)

    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize("kind", ["rename", "merge", "split", "dissolve", "transfer"])
def test_each_kind_has_its_form(client, standing, members, kind):
    client.force_login(standing)

    assert client.get(address(members[1], "organisation-event-new", kind)).status_code == 200


def test_another_kind_is_not_found(client, standing, members):
    client.force_login(standing)

    assert client.get(address(members[1], "organisation-event-new", "sell")).status_code == 404


@pytest.fixture
def merged(season, members, standing):
    given = Given(kind="merge", day=MAY, targets=[members[2]], decision="Quyết định số 12")
    return organisation_events.make(members[1], given, by=standing, at=factories.NOON)


def test_a_closed_one_is_marked_and_found(client, standing, members, merged):
    client.force_login(standing)

    listed = client.get(reverse("blocs:organisation-list"), {"q": "nong dan"}).content.decode()
    page = client.get(members[1].get_absolute_url()).content.decode()

    assert "14/05/2026" in listed
    assert members[2].get_absolute_url() in listed
    assert "14/05/2026" in page


def test_the_history_is_one_line_of_time(client, standing, members, merged):
    client.force_login(standing)

    moments = client.get(members[1].get_absolute_url()).context["history"]

    assert [row.day for row in moments] == [MAY, date(YEAR, 1, 1), None]
    assert moments[0].url == merged.address(members[1])
    assert moments[1].note == "Sáp nhập vào Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm"
