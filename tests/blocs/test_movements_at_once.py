"""Several who launch one movement at the same moment. Such tests leave an empty database behind."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from blocs.models import Movement
from blocs.services import movements
from documents import profiles
from documents.models import FormatProfile
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """What each gave, the fields that were wrong, or the kind of refusal; they start together."""
    start = Barrier(len(jobs))

    def one(job):
        try:
            start.wait()
            return job()
        except ValidationError as error:
            return set(error.error_dict)
        except Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(one, job) for job in jobs]]


@pytest.fixture
def agency():
    profiles.load(FormatProfile)
    return factories.organisation("Sở Nội vụ", code="snv", kind="state_agency")


def launching(agency, goal):
    person = factories.someone(agency, "standing")
    return lambda: movements.launch(
        agency.province,
        name="Dân vận khéo",
        form="thematic",
        level="province",
        years=[factories.YEAR],
        goal=goal,
        by=person,
        at=factories.NOON,
    )


def test_a_button_pressed_several_times_launches_once(agency):
    outcomes = at_once(*[launching(agency, "Gần dân") for _ in range(4)])

    assert outcomes == [Movement.objects.get()] * 4
    assert Movement.objects.get().changes.count() == 1


def test_two_movements_of_one_name_are_not_both_launched(agency):
    outcomes = at_once(launching(agency, "Gần dân"), launching(agency, "Hiểu dân"))

    assert {"name"} in outcomes
    assert Movement.objects.get() in outcomes


def test_two_who_change_one_movement_at_once_do_not_overwrite_each_other(agency):
    launching(agency, "Gần dân")()
    movement = Movement.objects.get()
    seen = movements.last_change(movement)
    people = [factories.someone(agency, "standing") for _ in range(2)]

    def changing(person, goal):
        own = Movement.objects.get()
        given = {"years": [factories.YEAR], "participants": [], "goal": goal}
        return lambda: movements.edit(own, seen=seen, by=person, at=factories.NOON, **given)

    outcomes = at_once(changing(people[0], "Hiểu dân"), changing(people[1], "Trọng dân"))

    assert sorted(str(outcome) for outcome in outcomes) == ["None", "Stale"]
    assert movement.changes.count() == 2
