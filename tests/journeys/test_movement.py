"""A movement from its launch to its final review, at a browser: asked, joined, reported, reviewed."""

import pytest
from django.utils import timezone

from blocs.models import Enrolment, Movement
from tests import factories
from tests.journeys.visitor import SIZES, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def season(province):
    """The year of today: what has begun in it can be reported."""
    names = ("Tỉnh Đoàn", "Hội Nông dân")
    members = [
        factories.organisation(f"{name} Tuyên Quang", short_name=name, code=f"hoi-{n}", province=province)
        for n, name in enumerate(names)
    ]
    year = timezone.localdate().year
    return factories.season(factories.bloc(province=province), members, year=year, stage="running")


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_movement_is_launched_joined_reported_and_reviewed(visitor, season, size):
    leader, member = (
        factories.someone(row.organisation, "head") for row in season.memberships.order_by("order")
    )
    giver, taker = visitor(leader, size), visitor(member, size)

    giver.goes_to(f"/blocs/{season.bloc.code}/movements/new/")
    giver.fills("Name of the movement", "Đền ơn đáp nghĩa")
    giver.presses("Launch the movement")
    movement = Movement.objects.get()
    page = movement.get_absolute_url()
    giver.follows("What is counted")
    giver.page.locator("[name=name_1]").fill("Nhà tình nghĩa")
    giver.page.locator("[name=unit_1]").fill("nhà")
    giver.presses("Save")
    giver.follows("Ask organisations to enrol")
    giver.presses("Ask them")
    giver.reads("Not answered yet")

    taker.goes_to("/")
    taker.follows("Open the movements")
    taker.follows("Đền ơn đáp nghĩa")
    taker.follows("Enrol in the movement")
    taker.fills("What your organisation takes on", "Xây 5 nhà tình nghĩa")
    taker.page.get_by_label("Nhà tình nghĩa (nhà)").fill("5")
    taker.presses("Enrol in the movement")
    taker.reads("Your organisation is enrolled.")
    taker.follows("Results of the %(period)s", period=said("first half of %(year)s", year=season.year))
    taker.fills("What was done", "Đã xây 2 nhà.")
    taker.page.get_by_label("Nhà tình nghĩa (nhà)").fill("2")
    taker.presses("Save")
    taker.reads("Reached in all")

    giver.goes_to(page)
    giver.follows("Final review")
    giver.fills("Held on", f"{timezone.localdate():%d/%m/%Y}")
    giver.fills("Results of the movement", "Hoàn thành kế hoạch.")
    giver.page.get_by_label("Hội Nông dân Tuyên Quang").check()
    giver.presses("Save")
    giver.reads("Leading organisations")

    assert movement.reviews.get().leading.get() == Enrolment.objects.taking_part().get().organisation
