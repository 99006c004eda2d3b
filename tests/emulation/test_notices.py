"""Who is told of what, how and when: choices, quiet hours, stopping by the mail's own link."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from emulation.models import Letter, Notice, NoticeChoice, NoticeRhythm
from emulation.notices import choosing, kinds, stopping, telling, tidying
from emulation.notices.hours import after_quiet, hours_in
from tests import factories
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NIGHT = hours_in("21:00-06:30")
VIETNAM = timezone.get_fixed_timezone(420)


@pytest.fixture
def person():
    return UserFactory()


def told(person, name="movement_ask", **more):
    text = "Kính gửi ông/bà,\n\nXem tại đây:\n\nhttp://testserver/movements/?a=1&b=2\n\nA < B"
    telling.tell(person, name, "Mời tham gia", text, url="/movements/", thing=person, **more)
    return Letter.objects.filter(user=person).first()


def at(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("quiet", "moment", "ends"),
    [
        (NIGHT, at(2, 20, 59), at(2, 20, 59)),
        (NIGHT, at(2, 21), at(3, 6, 30)),
        (NIGHT, at(3, 0), at(3, 6, 30)),
        (NIGHT, at(3, 6, 30), at(3, 6, 30)),
        (NIGHT, at(2, 23).astimezone(UTC), at(3, 6, 30)),
        (hours_in("11:30-13:00"), at(2, 12), at(2, 13)),
        (hours_in("11:30-13:00"), at(2, 13), at(2, 13)),
        (hours_in(" "), at(2, 23), at(2, 23)),
    ],
)
def test_mails_wait_for_the_end_of_the_quiet_hours(quiet, moment, ends):
    assert after_quiet(moment, quiet) == ends


@pytest.mark.parametrize("wrong", ["21:00", "25:00-06:00", "06:00-06:00"])
def test_hours_that_are_none_are_refused(wrong):
    with pytest.raises(ValueError, match=r"time|hour|isoformat"):
        hours_in(wrong)


def test_a_mail_says_the_same_as_text_and_html_and_how_to_stop_it(person):
    letter = told(person)

    address = stopping.address(person, "movement")
    assert address in letter.text
    assert letter.headers["List-Unsubscribe"] == f"<{address}>"
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert 'href="http://testserver/movements/?a=1&amp;b=2"' in letter.html
    assert "A &lt; B" in letter.html
    assert f'href="{address}"' in letter.html
    assert "<img" not in letter.html
    assert "<style" not in letter.html


@pytest.mark.parametrize("name", ["signing_ask", "signing_receipt", "signing_in_force"])
def test_what_may_not_be_missed_has_no_way_to_stop_it(person, name):
    letter = told(person, name)

    assert "List-Unsubscribe" not in letter.headers
    assert reverse("account-notices") in letter.text


@pytest.mark.parametrize(
    ("way", "mails", "held"), [("once", 1, False), ("digest", 0, True), ("never", 0, False)]
)
def test_each_kind_comes_as_it_was_chosen_and_stands_on_the_page_in_any_case(person, way, mails, held):
    NoticeChoice.objects.create(user=person, kind="movement", way=way)

    told(person)

    assert Letter.objects.filter(user=person).count() == mails
    notice = Notice.objects.get(user=person)
    assert (notice.subject, notice.url, notice.for_digest) == ("Mời tham gia", "/movements/", held)


def test_by_night_it_waits_until_morning_unless_that_is_too_late(person, settings):
    now = timezone.localtime()
    settings.QUIET_HOURS = ((now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time())

    waits = told(person)
    urgent = told(person, "signing_ask", before=now + timedelta(minutes=30))
    fixed = told(person, "signing_receipt")

    assert waits.due_at > now + timedelta(minutes=59)
    assert urgent.due_at < now + timedelta(minutes=1)
    assert fixed.due_at < now + timedelta(minutes=1)


def test_own_quiet_hours_win_over_those_of_the_site(person, settings):
    settings.QUIET_HOURS = NIGHT
    choosing.choose(person, {}, digest="daily", quiet="own", hours=(time(12), time(13)))
    assert choosing.quiet_hours(choosing.rhythm(person)) == (time(12), time(13))

    choosing.choose(person, {}, digest="daily", quiet="none")
    assert choosing.quiet_hours(choosing.rhythm(person)) is None


def test_the_database_keeps_own_hours_whole(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeRhythm.objects.create(user=person, quiet="own", quiet_from=time(12))


def test_the_link_of_a_mail_asks_first_then_stops_that_kind_alone(client, person):
    page = reverse("notices-stop", args=[stopping.token(person, "movement")])

    assert client.get(page).status_code == 200
    assert not person.notice_choices.exists(), "programs open links of mails on their own"
    one_click = Client(enforce_csrf_checks=True).post(page, {"List-Unsubscribe": "One-Click"})
    again = client.post(page)

    assert (one_click.status_code, again.status_code) == (200, 200)
    assert choosing.ways(person) == {"movement": "never"}
    assert person.email not in again.content.decode()
    assert person.full_name not in again.content.decode()


@pytest.mark.parametrize(
    "made_up",
    [
        lambda person: "abc",
        lambda person: stopping.token(person, "movement")[:-1] + "!",
        lambda person: stopping.token(person, "movement").replace(".movement", ".report"),
        lambda person: stopping.token(person, "signing"),  # others wait for it
        lambda person: stopping.token(person, "no-such-kind"),
    ],
)
def test_other_links_stop_nothing(client, person, made_up):
    page = reverse("notices-stop", args=[made_up(person)])

    assert client.post(page).status_code == 404
    assert not person.notice_choices.exists()


def test_without_a_digest_what_was_to_come_in_it_comes_otherwise(person):
    choosing.choose(person, {"signing": "digest", "movement": "digest"}, digest="daily", quiet="site")

    choosing.stop(person, kinds.DIGEST)

    assert choosing.ways(person) == {"signing": "once", "movement": "never"}
    assert choosing.rhythm(person).digest == "never"


def test_the_page_offers_only_what_can_reach_its_reader(client, person):
    client.force_login(person)

    page = client.get(reverse("account-notices")).content.decode()

    assert "way-movement" not in page
    assert 'name="digest"' in page


def test_old_notices_go(person):
    told(person)
    now = timezone.now()
    assert tidying.tidy(at=now + timedelta(days=364)) == 0
    assert tidying.tidy(at=now + timedelta(days=366)) == 1


def test_what_was_told_is_read_by_being_opened(client, person):
    told(person)
    told(person)
    older, newer = Notice.objects.order_by("pk")
    client.force_login(person)

    opened = client.post(reverse("notice-open", args=[older.pk]))

    assert opened["Location"] == "/movements/"
    assert set(Notice.objects.filter(read_at__isnull=True)) == {newer}
    assert client.get(reverse("notices-recent")).content.decode().count("<strong>") == 1


def test_all_is_read_up_to_what_the_page_showed(client, person):
    told(person)
    shown = Notice.objects.get()
    told(person)
    client.force_login(person)

    for upto in (shown.pk, "x", "", 10**30):
        client.post(reverse("notices-read"), {"upto": upto})

    assert Notice.objects.get(read_at__isnull=True).pk > shown.pk


def test_nobody_opens_what_others_were_told(client, person):
    told(person)
    client.force_login(UserFactory())

    assert client.post(reverse("notice-open", args=[Notice.objects.get().pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_every_page_says_how_much_is_unread(client):
    someone = factories.someone(factories.organisation(), "officer")
    for _each in range(3):
        told(someone)
    client.force_login(someone)

    page = client.get(reverse("account-notices")).content.decode()

    assert 'nav__count">3 ' in page
