"""One mail with all that waits, when it is worth one, and never twice on a day."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from emulation import tasks
from emulation.models import Digest, Letter, Notice, NoticeChoice
from emulation.notices import choosing, digests, telling
from emulation.tasks import Task
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
VIETNAM = timezone.get_fixed_timezone(420)
MONDAY = date(2026, 3, 2)


def day(number):
    return MONDAY + timedelta(days=number)


def morning(number):
    return datetime.combine(day(number), datetime.min.time(), VIETNAM) + timedelta(hours=7)


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def waiting(person, monkeypatch):
    """What waits for the person, in place of what their organisations' year asks."""
    rows = []
    monkeypatch.setattr(tasks, "_providers", [lambda user, on: rows if user == person else []])
    return rows


def task(due=None):
    return Task("Ký giao ước", "Đọc rồi ký.", "/blocs/khoi/2026/sign/", "Ký", "Khối 1 · 2026", due)


def letters(person):
    return Letter.objects.filter(user=person, kind="digest")


@pytest.mark.parametrize("left", [14, 7, 3, 1, -1, -3, -7, -14])
def test_a_date_calls_before_and_after_it(left):
    assert digests.calls(day(10), day(10 - left - 1), day(10 - left))
    assert not digests.calls(day(10), day(10 - left), day(10 - left)), "told already"


@pytest.mark.parametrize("left", [15, 10, 5, 2, 0, -2, -15])
def test_on_other_days_it_does_not(left):
    assert not digests.calls(day(10), day(10 - left - 1), day(10 - left))


def test_a_day_on_which_nothing_ran_is_made_up_for():
    assert digests.calls(day(10), day(5), day(8)), "three days before was the day without a run"


@pytest.mark.parametrize(
    ("rhythm", "waits", "holds", "told", "due"),
    [
        ("daily", [], False, None, False),
        ("weekly", [], False, None, False),
        ("daily", [task()], False, None, True),
        ("daily", [task()], False, day(-1), True),  # the week before
        ("daily", [task()], False, day(0), False),
        ("daily", [], True, day(0), True),
        ("daily", [task(day(2))], False, day(0), True),
        ("weekly", [task(day(2))], True, day(0), False),
        ("weekly", [], True, day(-1), True),
    ],
)
def test_who_has_something_waiting_is_written_to_in_their_rhythm(rhythm, waits, holds, told, due):
    assert digests.is_due(rhythm, waits, holds, told, day(1)) is due


def test_the_mail_names_what_waits_and_leads_there(person, waiting):
    waiting.append(task(day(7)))

    assert digests.send_all(at=morning(0)) == 1

    letter = letters(person).get()
    assert "Ký giao ước (Khối 1 · 2026)" in letter.text
    assert "09/03/2026" in letter.text
    assert 'href="http://testserver/blocs/khoi/2026/sign/"' in letter.html
    assert "List-Unsubscribe" in letter.headers
    assert Digest.objects.get().tasks == 1


def test_run_twice_it_writes_once(person, waiting, capsys):
    waiting.append(task(timezone.localdate() + timedelta(days=3)))

    call_command("send_digests")
    call_command("send_digests")

    assert letters(person).count() == Digest.objects.filter(user=person).count() == 1


def test_it_is_written_in_the_readers_language(person, waiting):
    person.language = "en"
    person.save()
    waiting.append(task(day(1)))

    digests.send_all(at=morning(0))

    assert letters(person).get().subject == "1 thing waits for you"


@pytest.mark.parametrize("closed", [True, False])
def test_who_wants_none_or_has_left_gets_none(person, waiting, closed):
    waiting.append(task(day(1)))
    if closed:
        person.is_active = False
        person.save()
    else:
        choosing.choose(person, {}, digest="never", quiet="site")

    assert digests.send_all(at=morning(0)) == 0


def test_what_goes_wrong_for_one_holds_up_nobody_else(person, waiting, monkeypatch, caplog):
    waiting.append(task())
    unlucky = UserFactory()
    [provider] = tasks._providers

    def failing(user, on):
        if user == unlucky:
            raise ZeroDivisionError
        return provider(user, on)

    monkeypatch.setattr(tasks, "_providers", [failing])

    assert digests.send_all(at=morning(0)) == 1
    assert f"account {unlucky.pk} was not written" in caplog.text


def test_what_was_chosen_for_the_digest_comes_in_it_once(person, waiting):
    NoticeChoice.objects.create(user=person, kind="movement", way="digest")
    telling.tell(person, "movement_ask", "Mời tham gia", "…", url=reverse("account-me"), thing=person)

    digests.send_all(at=morning(0))
    digests.send_all(at=morning(1))

    assert "Mời tham gia" in letters(person).get().text
    assert Notice.objects.get().digest == Digest.objects.get()
