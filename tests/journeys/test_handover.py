"""A year ends: the next leader is suggested and chosen, the bloc is handed over, at a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blocs.models import Handover, Season
from blocs.rules.rights import Seat
from blocs.selectors import people
from documents.models import Paper
from tests import factories
from tests.documents.reading import text_of
from tests.journeys.visitor import SIZES, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def members(province):
    names = ("Tỉnh Đoàn", "Hội Nông dân", "Hội Phụ nữ")
    return [
        factories.organisation(f"{name} Tuyên Quang", short_name=name, code=f"hoi-{n}", province=province)
        for n, name in enumerate(names)
    ]


@pytest.fixture
def season(province, members):
    """The year of today, so that the next one is still to come; the first leads, the second is deputy."""
    year = timezone.localdate().year
    made = factories.season(factories.bloc(province=province), members, year=year)
    made.milestones.create(kind="dossier", due=made.last_day)
    return made


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_the_bloc_is_handed_over(visitor, season, members, size):
    old, new = (factories.someone(organisation, "head") for organisation in members[:2])
    page = f"{season.get_absolute_url()}handover/"
    giver, taker = visitor(old, size), visitor(new, size)

    giver.goes_to(page)
    giver.follows("Begin the next year")
    giver.reads(
        "Suggested: %(name)s. %(reason)s", name="Hội Nông dân", reason=said("Deputy leader last year.")
    )
    giver.presses("Begin the season")
    into = Season.objects.get(year=season.year + 1)

    giver.goes_to(page)
    giver.presses("Prepare the handover")
    giver.reads("All that is open and all papers are gathered. Look through the list.")
    giver.goes_to(f"{page}edit/")
    giver.fills("Place", "Trụ sở Tỉnh Đoàn")
    giver.presses("Save")
    giver.confirms("Confirm the handover")
    giver.reads("Your side has confirmed; the other side has still to confirm.")

    taker.goes_to("/")
    taker.follows("Read and confirm")
    taker.confirms("Confirm the handover")
    taker.reads("Both sides have confirmed. The rights move on %(day)s.", day=f"{into.first_day:%d/%m/%Y}")
    assert Handover.objects.get().is_confirmed
    _rights_move_at_midnight(into, old, new)

    giver.goes_to(f"{season.get_absolute_url()}papers/")
    minutes = giver.page.locator("section", has=giver.page.locator("#paper-handover-minutes"))
    minutes.locator("summary").click()
    with giver.page.expect_navigation():
        minutes.get_by_role("button").last.click()
    giver.reads("The paper is issued.")
    printed = " ".join(" ".join(text_of(Paper.objects.get(kind="handover-minutes").content())).split())
    for words in ("Bàn giao nhiệm vụ Khối trưởng", "Trụ sở Tỉnh Đoàn", "ĐẠI DIỆN BÊN NHẬN", old.full_name):
        assert words in printed


def _rights_move_at_midnight(into, old, new):
    eve = into.first_day - timedelta(days=1)
    seats = {
        (user, day): Seat.LEADER_HEAD in people.seats(people.person(user, on=day), into)
        for user in (old, new)
        for day in (eve, into.first_day)
    }
    assert seats == {
        (old, eve): True,
        (new, eve): False,
        (old, into.first_day): False,
        (new, into.first_day): True,
    }
