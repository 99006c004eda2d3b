import pytest

from blocs.models import Handover
from blocs.services import handovers, seasons
from tests import factories
from tests.blocs.parallel import at_once, refusals
from tests.factories import YEAR

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def into(season, bloc, members, standing):
    return factories.season(bloc, [members[1], members[2], members[0]], year=YEAR + 1)


@pytest.fixture
def handover(season, into, standing):
    return handovers.prepare(season, by=standing, at=factories.NOON)


def test_both_sides_confirm_at_the_same_moment(handover, season, into, leader_head, deputy_head):
    handovers.edit(season, takes_effect_on=into.first_day.replace(day=15), by=leader_head, at=factories.NOON)

    def confirming(user):
        def confirm():
            return handovers.confirm(seasons.Season.objects.get(pk=season.pk), by=user, at=factories.NOON)

        return confirm

    outcomes = at_once(confirming(leader_head), confirming(deputy_head))

    assert refusals(outcomes) == []
    handover = Handover.objects.get()
    assert (handover.given_by, handover.taken_by) == (leader_head, deputy_head)
    assert into.leaderships.filter(role="acting").count() == 1


def test_a_side_confirms_while_the_list_changes(handover, season, leader_head, deputy_head):
    def add():
        return handovers.write_item(season, kind="task", text="Mới", by=deputy_head, at=factories.NOON)

    added, confirmed = at_once(
        add,
        lambda: handovers.confirm(
            seasons.Season.objects.get(pk=season.pk), by=leader_head, at=factories.NOON
        ),
    )

    assert confirmed.given_by == leader_head
    assert handover.items.count() == (0 if refusals([added]) else 1)


def test_two_prepare_at_once_and_there_is_one(season, into, leader_head, deputy_head):
    season.milestones.create(kind="dossier", due=season.last_day)

    outcomes = at_once(
        *(
            lambda by=by: handovers.prepare(
                seasons.Season.objects.get(pk=season.pk), by=by, at=factories.NOON
            )
            for by in (leader_head, deputy_head)
        )
    )

    assert refusals(outcomes) == []
    assert Handover.objects.get().items.count() == 1
