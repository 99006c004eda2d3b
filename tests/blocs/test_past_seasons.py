"""What is over: last year's season for its new leader, and an authorisation the day after its end."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from blocs.models import MilestoneMove, Season, SeasonEvent
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.services import leaderships, milestones, seasons
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db
YEAR, NOON = factories.YEAR, factories.NOON
TODAY = NOON.date()


@pytest.fixture
def past(bloc, season, members):
    """Led and closed by another member the year before."""
    made = factories.season(bloc, members[::-1], year=YEAR - 1)
    made.milestones.create(kind="pledge", due=date(YEAR - 1, 3, 10))
    Season.objects.filter(pk=made.pk).update(stage=Season.Stage.CLOSED)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("name", ["season-detail", "season-dates", "season-leaders", "paper-list"])
def test_the_new_leader_reads_the_seasons_before(client, past, leader_head, name):
    client.force_login(leader_head)

    response = client.get(reverse(f"blocs:{name}", args=[past.bloc.code, past.year]))

    assert response.status_code == 200
    assert past.label in response.content.decode()


@pytest.mark.parametrize("who", ["leader_head", "leader_officer"])
def test_and_changes_nothing_of_them(request, past, members, who):
    user = request.getfixturevalue(who)
    given = {"by": user, "at": NOON}

    for act in (
        lambda: seasons.edit(past, theme="Viết lại", **given),
        lambda: seasons.advance(past, **given),
        lambda: milestones.move(past, kind="pledge", due=date(YEAR - 1, 4, 1), reason="Sửa.", **given),
        lambda: milestones.mark_done(past.milestones.get(), on=TODAY, **given),
        lambda: leaderships.name(
            past, members[0], role="leader", since=past.first_day, reason="Sửa.", **given
        ),
    ):
        with pytest.raises(Refused):
            act()

    assert not SeasonEvent.objects.filter(season=past).exists()
    assert not MilestoneMove.objects.filter(milestone__season=past).exists()
    past.refresh_from_db()
    assert past.theme == ""


@pytest.mark.parametrize(("ended", "signs"), [(TODAY - timedelta(days=1), False), (TODAY, True)])
def test_an_authorisation_that_ended_yesterday_signs_nothing_today(season, members, ended, signs):
    user = factories.mandate(
        members[0],
        "head",
        signing_form="TUQ",
        on_behalf_of="Bí thư",
        authorisation="Giấy ủy quyền số 05/GUQ",
        starts=date(YEAR, 1, 1),
        ends=ended,
    ).user

    seats = people.seats(people.person(user, on=TODAY), season)

    assert (Seat.LEADER_HEAD in seats) is signs
    if not signs:
        factories.set_up(season)
        with pytest.raises(Refused):
            seasons.advance(season, by=user, at=NOON)
