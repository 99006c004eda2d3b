"""The registries of subjects and of tasks, with entries of the tests' own."""

from datetime import date

import pytest

from emulation import navigation, tasks
from emulation.models import User
from emulation.navigation import Entry
from emulation.tasks import Task

TODAY = date(2026, 3, 2)


def entry(place, label, *covers, shown=True, **more):
    return Entry(place, label, "health", "people", covers, lambda user: shown, **more)


@pytest.fixture
def only(monkeypatch):
    """Register nothing but these."""

    def register(*entries):
        monkeypatch.setattr(navigation, "_entries", [])
        navigation.register(*entries)

    return register


@pytest.fixture
def providers(monkeypatch):
    monkeypatch.setattr(tasks, "_providers", [])


def task(title, **more):
    return Task(title, "", "/", "", **more)


def labels(items):
    return [item.label for item in items]


def test_subjects_stand_by_their_place_whichever_app_was_ready_first(only):
    only(entry(30, "late"), entry(10, "early"), entry(20, "hidden", shown=False))

    assert labels(navigation.items(User(), here="", waiting=0)) == ["early", "late"]


def test_the_longest_beginning_of_the_address_is_the_current_subject(only):
    only(entry(10, "blocs", "blocs:"), entry(20, "pledges", "blocs:pledge"))

    items = navigation.items(User(), here="blocs:pledge-detail", waiting=0)

    assert [item.label for item in items if item.current] == ["pledges"]


def test_elsewhere_no_subject_is_current(only):
    only(entry(10, "blocs", "blocs:"))

    assert not navigation.items(User(), here="account_email", waiting=0)[0].current


def test_the_number_of_tasks_stands_at_the_one_that_counts_them(only):
    only(entry(10, "tasks", counts_tasks=True), entry(20, "blocs"))

    assert [item.count for item in navigation.items(User(), here="", waiting=3)] == [3, 0]


def test_tasks_of_all_apps_come_in_the_order_of_their_dates(providers):
    tasks.register(
        lambda user, on: [Task("no date", "", "/", ""), Task("later", "", "/", "", due=date(2026, 5, 1))]
    )
    tasks.register(lambda user, on: [Task("first", "", "/", "", due=date(2026, 4, 1))])

    assert [task.title for task in tasks.waiting(User(), on=TODAY)] == ["first", "later", "no date"]


def test_providers_are_asked_once_for_a_request(providers):
    asked = []
    tasks.register(lambda user, on: asked.append(on) or [])
    someone = User()

    tasks.waiting(someone, on=TODAY)
    tasks.waiting(someone, on=TODAY)

    assert asked == [TODAY]


@pytest.mark.parametrize(
    ("due", "tone"),
    [
        (date(2026, 3, 1), "bad"),
        (date(2026, 3, 2), "wait"),
        (date(2026, 3, 16), "wait"),
        (date(2026, 3, 17), "neutral"),
    ],
)
def test_two_weeks_before_a_date_it_presses_and_after_it_it_is_overdue(due, tone):
    assert tasks.tone(due, on=TODAY) == tone


@pytest.mark.parametrize(
    ("due", "words"),
    [(date(2026, 3, 1), "quá hạn"), (date(2026, 3, 2), "hôm nay"), (date(2026, 3, 5), "còn 3 ngày")],
)
def test_the_days_left_are_told_in_words(due, words):
    assert tasks.days_left(due, on=TODAY) == words
