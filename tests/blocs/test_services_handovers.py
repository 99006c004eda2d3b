from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from blocs.models import Leadership
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.selectors.handovers import handed_over
from blocs.services import handovers, papers, seasons
from documents.models import Paper
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.pledge_pages import address
from tests.factories import YEAR

NEW_YEAR = date(YEAR + 1, 1, 1)
EVE = NEW_YEAR - timedelta(days=1)
LEADER = {Seat.LEADER_HEAD}


def at(day, hour=12):
    return timezone.make_aware(datetime.combine(day, time(hour)))


DECEMBER = at(date(YEAR, 12, 20))


@pytest.fixture
def into(season, bloc, members, leader_head):
    """The next year, begun by the leader of this one; the deputy leads it."""
    return seasons.start(
        bloc,
        year=YEAR + 1,
        members=members,
        leader=members[1],
        deputy=members[2],
        by=leader_head,
        at=DECEMBER,
    )


@pytest.fixture
def handover(season, into, leader_head):
    return handovers.prepare(season, by=leader_head, at=DECEMBER)


@pytest.fixture
def confirmed(handover, season, leader_head, deputy_head):
    handovers.confirm(season, by=leader_head, at=DECEMBER)
    return handovers.confirm(season, by=deputy_head, at=DECEMBER)


def leads(user, season, day):
    season = type(season).objects.get(pk=season.pk)
    return Seat.LEADER_HEAD in people.seats(people.person(user, on=day), season)


def test_the_list_begins_with_what_is_open_and_with_the_papers(season, into, leader_head):
    season.milestones.create(kind="dossier", due=date(YEAR, 12, 10))
    season.milestones.create(kind="pledge", due=date(YEAR, 2, 28), done_on=date(YEAR, 2, 27))
    paper = factories.paper(season)

    handover = handovers.prepare(season, by=leader_head, at=DECEMBER)

    assert list(handover.items.values_list("kind", "source")) == [
        ("file", f"paper:{paper.code}"),
        ("task", f"milestone:{season.milestones.get(kind='dossier').pk}"),
    ]


def test_gathered_again_only_what_is_new_comes_to_the_list(handover, season, leader_head):
    factories.paper(season)

    handovers.prepare(season, by=leader_head, at=DECEMBER)
    handovers.prepare(season, by=leader_head, at=DECEMBER)

    assert handover.items.count() == 1


def test_there_is_nothing_to_hand_over_without_a_next_year(season, leader_head, english):
    with pytest.raises(Refused, match="Begin the next year first"):
        handovers.prepare(season, by=leader_head, at=DECEMBER)


def test_a_leader_who_stays_hands_nothing_over(season, bloc, members, leader_head, english):
    factories.season(bloc, members, year=YEAR + 1)

    with pytest.raises(Refused, match="The leader stays the same"):
        handovers.prepare(season, by=leader_head, at=DECEMBER)
    assert handed_over(season)


def test_the_rights_move_at_midnight_of_the_first_day(confirmed, into, leader_head, deputy_head):
    assert confirmed.takes_effect_on == NEW_YEAR
    assert (leads(leader_head, into, EVE), leads(deputy_head, into, EVE)) == (True, False)
    assert (leads(leader_head, into, NEW_YEAR), leads(deputy_head, into, NEW_YEAR)) == (False, True)


def test_a_service_called_a_second_before_midnight_knows_the_old_leader(confirmed, into, leader_head):
    last = at(EVE, 23) + timedelta(minutes=59, seconds=59)

    seasons.edit(into, theme="Đoàn kết", by=leader_head, at=last)

    with pytest.raises(Refused):
        seasons.edit(into, theme="Sáng tạo", by=leader_head, at=last + timedelta(seconds=1))
    into.refresh_from_db()
    assert into.theme == "Đoàn kết"


def test_a_later_day_lets_the_outgoing_leader_act_until_then(
    handover, season, into, leader_head, deputy_head, members
):
    day = date(YEAR + 1, 1, 15)
    handovers.edit(season, takes_effect_on=day, by=deputy_head, at=DECEMBER)
    handovers.confirm(season, by=deputy_head, at=DECEMBER)
    handovers.confirm(season, by=leader_head, at=DECEMBER)

    eve = day - timedelta(days=1)
    assert (leads(leader_head, into, eve), leads(deputy_head, into, eve)) == (True, False)
    assert (leads(leader_head, into, day), leads(deputy_head, into, day)) == (False, True)
    rows = into.leaderships.exclude(role="deputy").values_list("organisation", "role", "starts")
    assert list(rows) == [(members[0].pk, "acting", NEW_YEAR), (members[1].pk, "leader", day)]


def test_the_year_that_ended_stays_readable_for_the_new_leader_and_with_the_old_one(
    confirmed, season, leader_head, deputy_head
):
    assert leads(leader_head, season, NEW_YEAR)
    assert not leads(deputy_head, season, NEW_YEAR)
    with pytest.raises(Refused):
        seasons.edit(season, theme="Khác", by=deputy_head, at=at(NEW_YEAR))


@pytest.mark.parametrize("day", [EVE, date(YEAR + 2, 1, 1)])
def test_a_day_outside_the_new_year_is_refused_at_its_field(handover, season, leader_head, day):
    with pytest.raises(ValidationError) as refused:
        handovers.edit(season, takes_effect_on=day, notes="Giữ lại", by=leader_head, at=DECEMBER)

    assert set(refused.value.error_dict) == {"takes_effect_on"}
    handover.refresh_from_db()
    assert (handover.takes_effect_on, handover.notes) == (NEW_YEAR, "")


def test_an_outgoing_leader_who_left_hands_over_on_the_first_day(handover, season, into, leader_head):
    into.memberships.filter(organisation=handover.outgoing).delete()

    with pytest.raises(ValidationError) as refused:
        handovers.edit(season, takes_effect_on=date(YEAR + 1, 1, 15), by=leader_head, at=DECEMBER)

    assert set(refused.value.error_dict) == {"takes_effect_on"}


def test_what_one_side_confirmed_stays_until_it_is_taken_back(
    handover, season, leader_head, deputy_head, english
):
    handovers.confirm(season, by=leader_head, at=DECEMBER)

    with pytest.raises(Refused, match="One side has confirmed"):
        handovers.write_item(season, kind="task", text="Thêm", by=deputy_head, at=DECEMBER)
    handovers.reopen(season, by=deputy_head, at=DECEMBER)
    handovers.write_item(season, kind="task", text="Thêm", by=deputy_head, at=DECEMBER)

    handover.refresh_from_db()
    assert (handover.given_at, handover.items.get().text) == (None, "Thêm")


def test_once_both_have_confirmed_nothing_is_taken_back(confirmed, season, leader_head, english):
    with pytest.raises(Refused, match="the handover stands"):
        handovers.reopen(season, by=leader_head, at=DECEMBER)


def test_before_anybody_confirms_a_missing_day_or_place_is_told(client, handover, season, leader_head):
    client.force_login(leader_head)
    edit, page = address("handover-edit"), address("handover-detail")
    assert client.get(page).content.decode().count(edit) == 2  # beside the facts, and where it is told

    handovers.edit(
        season, held_on=EVE, place="Hội trường", takes_effect_on=NEW_YEAR, by=leader_head, at=DECEMBER
    )

    assert client.get(page).content.decode().count(edit) == 1


def test_confirmed_twice_by_one_person_counts_once(handover, season, leader_head):
    handovers.confirm(season, by=leader_head, at=DECEMBER)
    handovers.confirm(season, by=leader_head, at=DECEMBER)

    assert not type(handover).objects.get().is_confirmed
    assert season.events.filter(step="handover_give").count() == 1


@pytest.mark.parametrize("who", ["head", "officer", "standing", "leader_officer", "outsider"])
def test_only_the_two_heads_confirm(handover, season, who, request):
    with pytest.raises(Refused):
        handovers.confirm(season, by=request.getfixturevalue(who), at=DECEMBER)

    assert not type(handover).objects.get().is_frozen


def test_the_standing_agency_settles_with_a_reason(handover, season, into, standing, leader_head):
    handovers.confirm(season, by=leader_head, at=DECEMBER)
    with pytest.raises(ValidationError):
        handovers.settle(season, reason=" ", by=standing, at=DECEMBER)

    settled = handovers.settle(season, reason="Đơn vị khuyết người đứng đầu.", by=standing, at=DECEMBER)

    assert (settled.given_by, settled.taken_by) == (leader_head, standing)
    assert season.events.get(step="handover_settle").note == "Đơn vị khuyết người đứng đầu."


def test_another_leader_named_meanwhile_stops_the_second_confirmation(
    handover, season, into, members, leader_head, deputy_head
):
    handovers.confirm(season, by=leader_head, at=DECEMBER)
    into.leaderships.filter(role="leader").update(organisation=members[2])

    with pytest.raises(Refused):
        handovers.confirm(season, by=deputy_head, at=DECEMBER)

    handover.refresh_from_db()
    assert (handover.taken_at, Leadership.objects.filter(role="acting").count()) == (None, 0)


def test_the_year_closes_when_the_handover_is_confirmed(season, confirmed):
    assert handed_over(season)


def test_the_minutes_are_issued_once_both_have_confirmed(
    client, handover, season, leader_head, deputy_head, english
):
    with pytest.raises(Refused, match="Both sides have to confirm"):
        papers.issue("handover-minutes", season, by=leader_head, at=DECEMBER)
    handovers.confirm(season, by=leader_head, at=DECEMBER)
    handovers.confirm(season, by=deputy_head, at=DECEMBER)
    season = type(season).objects.get(pk=season.pk)

    paper = papers.issue("handover-minutes", season, by=leader_head, at=DECEMBER)

    assert (paper.number, paper.state, paper.kind) == (1, Paper.State.ISSUED, "handover-minutes")
    client.force_login(leader_head)
    assert paper.number_text in client.get(address("handover-detail")).content.decode()
