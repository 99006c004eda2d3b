"""What members' people are told of results, of the handover and of what they asked for."""

import pytest

from blocs.services import handovers, own_data
from emulation.models import Notice
from tests import factories
from tests.factories import YEAR

pytestmark = pytest.mark.django_db


def told(name):
    return {notice.user for notice in Notice.objects.filter(name=name)}


def test_both_heads_are_asked_to_confirm_the_handover_once(
    client, season, bloc, members, leader_head, leader_officer, deputy_head, head
):
    factories.season(bloc, [members[1], members[2], members[0]], year=YEAR + 1)

    handovers.prepare(season, by=leader_officer, at=factories.NOON)
    handovers.prepare(season, by=leader_officer, at=factories.NOON)

    assert told("handover_prepared") == {leader_head, deputy_head}
    assert Notice.objects.filter(name="handover_prepared").count() == 2
    client.force_login(deputy_head)
    assert client.get(Notice.objects.get(user=deputy_head).url).status_code == 200


@pytest.mark.parametrize(("granted", "answer"), [(True, ""), (False, "Quyết định ghi khác.")])
def test_who_asked_for_a_correction_is_told_the_answer(officer, administrator, granted, answer):
    asked = own_data.ask(officer, what="other", wanted="Trưởng ban")

    own_data.answer(asked, granted=granted, told=answer, by=administrator)

    assert told("correction_answered") == {officer}
    assert answer in officer.letters.get(kind="correction_answered").text
