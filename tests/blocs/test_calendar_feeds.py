"""Calendars for other programs, read with another library than the one that writes them."""

from datetime import date, timedelta

import pytest
import vobject
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from blocs.models import CalendarFeed, MilestoneMove
from blocs.models.calendar_feed import key_in
from blocs.selectors import calendar_feeds as reading
from blocs.services import calendar_feeds
from documents.views.limits import PER_MINUTE
from tests import factories

pytestmark = pytest.mark.django_db
YEAR, NOON = factories.YEAR, factories.NOON
TODAY = NOON.date()
ALLOWED = {"UID", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "TRANSP"}


@pytest.fixture
def milestone(season):
    return season.milestones.create(kind="pledge", due=date(YEAR, 3, 10))


@pytest.fixture
def feed(officer, milestone):
    return calendar_feeds.renew(None, seen=0, by=officer, at=NOON)


def events(feed, on=TODAY):
    return getattr(read(feed, on), "vevent_list", [])


def read(feed, on=TODAY):
    return vobject.readOne(reading.as_file(feed, on=on).decode("utf-8"))


def test_another_library_reads_title_and_day_as_a_whole_day(feed, season):
    (event,) = events(feed)

    assert event.summary.value == f"Ký giao ước: {season.bloc.current_name} {YEAR}"
    assert event.dtstart.value == date(YEAR, 3, 10)
    assert event.dtend.value == date(YEAR, 3, 11)
    calendar = read(feed)
    assert calendar.version.value == "2.0"
    assert calendar.contents["x-wr-timezone"][0].value == "Asia/Ho_Chi_Minh"


def test_it_tells_titles_and_days_and_nothing_else(feed):
    (event,) = events(feed)

    assert {child.name for child in event.getChildren()} == ALLOWED


def test_a_line_holds_at_most_75_bytes_and_ends_as_the_standard_wants(feed):
    written = reading.as_file(feed, on=TODAY)

    lines = written.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line for line in lines)


def test_a_moved_date_is_the_same_event_with_a_higher_sequence(feed, milestone):
    (before,) = events(feed)
    MilestoneMove.objects.create(
        milestone=milestone, went_to=date(YEAR, 3, 20), at=NOON + timedelta(days=1), reason="Lùi."
    )
    milestone.due = date(YEAR, 3, 20)
    milestone.save()

    (after,) = events(feed)

    assert after.uid.value == before.uid.value
    assert (int(before.sequence.value), int(after.sequence.value)) == (0, 1)
    assert after.dtstart.value == date(YEAR, 3, 20)
    assert after.dtstamp.value == NOON + timedelta(days=1)


def test_it_is_in_the_language_of_its_person(feed):
    feed.user.language = "en"

    assert events(feed)[0].summary.value.startswith("Pledge signing:")


def test_it_holds_only_what_the_person_sees_on_the_day(feed, officer, outsider, standing):
    mandate = officer.mandates.get()
    mandate.ends = TODAY
    mandate.save()

    assert [len(events(calendar_feeds.renew(None, seen=0, by=who))) for who in (outsider, standing)] == [0, 1]
    feed = CalendarFeed.objects.get(user=officer)
    assert len(events(feed, TODAY)) == 1
    feed = CalendarFeed.objects.get(user=officer)
    assert len(events(feed, TODAY + timedelta(days=1))) == 0


def test_one_of_a_bloc_holds_its_dates_only(standing, season, milestone):
    other = factories.season(factories.bloc(code="khoi-hai"), [factories.organisation()])
    other.milestones.create(kind="pledge", due=date(YEAR, 4, 1))

    one = calendar_feeds.renew(season.bloc, seen=0, by=standing, at=NOON)
    everything = calendar_feeds.renew(None, seen=0, by=standing, at=NOON)

    assert [event.dtstart.value for event in events(one)] == [date(YEAR, 3, 10)]
    assert len(events(everything)) == 2


def test_programs_read_it_without_signing_in(feed):
    response = Client().get(feed.get_absolute_url())

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.content.startswith(b"BEGIN:VCALENDAR")
    assert Client().post(feed.get_absolute_url()).status_code == 405


def test_a_new_address_ends_the_old_one_and_is_made_once_per_press(feed, officer):
    old = feed.get_absolute_url()
    for _press in range(2):
        feed = calendar_feeds.renew(None, seen=1, by=officer, at=NOON)

    assert feed.number == 2
    assert Client().get(old).status_code == 404
    assert Client().get(feed.get_absolute_url()).status_code == 200


def test_an_ended_address_answers_no_more(feed, officer):
    for _press in range(2):
        calendar_feeds.end(None, by=officer)

    assert Client().get(feed.get_absolute_url()).status_code == 404


def test_who_was_closed_out_has_no_calendar(feed, officer):
    officer.is_active = False
    officer.save()

    assert Client().get(feed.get_absolute_url()).status_code == 404


def test_what_is_stored_is_not_enough_to_read_it(feed):
    assert key_in(feed.token) == feed.key
    for guess in (feed.key, feed.key + "0" * 32, "x" + feed.token[1:], feed.token + "x", ""):
        assert key_in(guess) is None


def test_it_is_not_asked_for_without_end(feed):
    office = "203.0.113.7"
    cache.set(f"asked:calendar:{office}", PER_MINUTE - 1, timeout=3600)

    answers = [Client().get(feed.get_absolute_url(), REMOTE_ADDR=office) for _each in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1]["Retry-After"] == "60"


def test_the_page_shows_the_address_and_ends_it(client, officer, season, milestone):
    client.force_login(officer)
    page = reverse("blocs:calendar-subscribe")
    assert "/calendar/feeds/" not in client.get(page).content.decode()

    client.post(reverse("blocs:calendar-feed-renew"), {"bloc": season.bloc.code, "seen": 0})
    feed = CalendarFeed.objects.get()
    assert feed.bloc == season.bloc
    assert f"http://testserver{feed.get_absolute_url()}" in client.get(page).content.decode()

    client.post(reverse("blocs:calendar-feed-end"), {"bloc": season.bloc.code})
    assert not CalendarFeed.objects.exists()


def test_no_one_makes_an_address_for_a_bloc_that_they_do_not_see(client, outsider, season):
    client.force_login(outsider)

    response = client.post(reverse("blocs:calendar-feed-renew"), {"bloc": season.bloc.code})

    assert response.status_code == 404
    assert not CalendarFeed.objects.exists()
