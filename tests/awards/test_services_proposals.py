from datetime import timedelta

import pytest

from awards.models import Nomination, Proposal
from awards.services import concurrences, holds, letters, nominations, proposals
from blocs.models import Person
from emulation.verdicts import Refused
from tests import factories
from tests.awards.nominees import PDF, nominated, proposed, received, sent, submitted
from tests.blocs.parallel import at_once
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
State = Proposal.State


def states(proposal):
    return list(proposal.nominations.order_by("place").values_list("state", flat=True))


def steps(proposal):
    return list(proposal.events.values_list("step", flat=True))


def test_a_bloc_has_one_proposal_being_prepared(season, members, leader_officer, leader_head):
    made = proposals.begin(members[0], season=season, by=leader_officer, at=NOON)

    assert proposals.begin(members[0], season=season, by=leader_head, at=NOON) == made
    assert steps(made) == ["begin"]


@pytest.mark.parametrize("who", ["head", "deputy_head", "officer", "standing", "auditor"])
def test_only_the_leader_prepares_the_blocs_proposal(season, members, who, request):
    with pytest.raises(Refused, match="Only the bloc leader"):
        proposals.begin(members[0], season=season, by=request.getfixturevalue(who), at=NOON)


def test_an_organisation_proposes_its_own_people_straight_to_the_agency(season, members, head, standing):
    proposal = proposals.begin(members[2], year=2026, by=head, at=NOON)
    own = submitted(members[2], by=head)
    proposals.put_on_list(proposal, [own], by=head, at=NOON)
    letters.issue(proposal, by=head, at=NOON)
    proposals.send(proposal, way="site", by=head, at=NOON)
    proposals.receive(proposal, by=standing, at=NOON)

    assert states(proposal) == ["received"]


def test_only_what_was_handed_in_stands_on_the_list_and_on_one_list_alone(season, members, leader_head):
    proposal = proposed(season, members[:1], by=leader_head)
    draft = nominated(members[1], season=season, by=leader_head)

    with pytest.raises(Refused, match="cannot be put on this list"):
        proposals.put_on_list(proposal, [draft], by=leader_head, at=NOON)
    proposals.put_on_list(proposal, proposal.nominations.all(), by=leader_head, at=NOON)
    assert list(proposal.nominations.values_list("place", flat=True)) == [1]


def test_an_empty_or_incomplete_proposal_is_not_sent_and_says_whom_it_concerns(season, members, leader_head):
    proposal = proposals.begin(members[0], season=season, by=leader_head, at=NOON)
    with pytest.raises(Refused, match="Nobody stands on the list"):
        proposals.send(proposal, way="site", by=leader_head, at=NOON)

    bare = nominated(members[1], season=season, by=leader_head)
    nominations.submit(bare, by=leader_head, at=NOON)
    proposals.put_on_list(proposal, [bare], by=leader_head, at=NOON)
    with pytest.raises(Refused, match=r"Hội Nông dân tỉnh Thử Nghiệm.*Missing: Achievement report"):
        proposals.send(proposal, way="site", by=leader_head, at=NOON)


def test_a_hold_or_an_end_between_vote_and_proposal_stops_the_sending(season, members, leader_head, standing):
    proposal = proposed(season, members[:2], by=leader_head)
    type(members[1]).objects.filter(pk=members[1].pk).update(last_day=NOON.date() - timedelta(days=1))

    with pytest.raises(Refused, match="dissolved on 01/03/2026"):
        proposals.send(proposal, way="site", by=leader_head, at=NOON)

    gone = proposal.nominations.for_listing().get(recipient__organisation=members[1])
    nominations.withdraw(gone, reason="Đơn vị đã giải thể", by=leader_head, at=NOON)
    letters.issue(proposal, by=leader_head, at=NOON)
    proposals.send(proposal, way="site", by=leader_head, at=NOON)
    assert states(proposal) == ["proposed"]


def test_sending_keeps_its_proof_and_pressing_twice_is_once(season, members, leader_head):
    proposal = proposed(season, members[:2], by=leader_head)
    letters.issue(proposal, by=leader_head, at=NOON)
    for _time in range(2):
        proposals.send(
            proposal, way="documents", note="Mã 12", proof=("bien-nhan.pdf", PDF), by=leader_head, at=NOON
        )

    assert (proposal.state, proposal.proof_name, proposal.sent_note) == (State.SENT, "bien-nhan.pdf", "Mã 12")
    assert states(proposal) == ["proposed", "proposed"]
    assert steps(proposal).count("send") == 1


def test_the_day_of_receipt_fixes_the_rules(season, members, leader_head, standing):
    proposal = proposed(season, members[:1], by=leader_head)
    last = NOON.replace(month=9, day=30)
    letters.issue(proposal, by=leader_head, at=last)
    proposals.send(proposal, way="site", by=leader_head, at=last)
    proposals.receive(proposal, by=standing, at=last + timedelta(days=1))

    assert proposal.rule_set.code == "RS-2026-10"
    assert proposal.nominations.get().rule_set.code == "RS-2026-10"


def test_a_receipt_is_not_before_the_sending_nor_in_the_future(season, members, leader_head, standing):
    proposal = sent(season, members[:1], by=leader_head)

    for days in (-1, 1):
        with pytest.raises(Refused, match="between the day of sending and today"):
            proposals.receive(proposal, on=NOON.date() + timedelta(days=days), by=standing, at=NOON)


def test_who_is_on_hold_at_the_receipt_is_held_and_the_others_go_on(season, members, leader_head, standing):
    proposal = sent(season, members[:2], by=leader_head)
    first = proposal.nominations.order_by("place").first()
    holds.place(
        first.recipient,
        ground="complaint",
        starts=NOON.date() + timedelta(days=1),
        document="Đơn 9",
        by=standing,
        at=NOON,
    )
    proposals.receive(proposal, by=standing, at=NOON + timedelta(days=1))

    assert states(proposal) == ["on_hold", "received"]


def test_a_returned_proposal_is_supplemented_and_sent_again(season, members, leader_head, standing):
    proposal = received(season, members[:2], by=leader_head, standing=standing)
    with pytest.raises(Refused, match="Say what is missing"):
        proposals.give_back(proposal, because=" ", due=None, by=standing, at=NOON)
    proposals.give_back(
        proposal, because="Thiếu xác nhận", due=NOON.date() + timedelta(days=5), by=standing, at=NOON
    )
    assert states(proposal) == ["returned", "returned"]

    nomination = proposal.nominations.for_listing().first()
    nominations.write(nomination, {"achievements": "Đã bổ sung."}, by=leader_head, at=NOON)
    proposals.send(proposal, way="site", by=leader_head, at=NOON)
    assert (proposal.state, proposal.returned_because) == (State.SENT, "")
    proposals.receive(proposal, by=standing, at=NOON)
    assert states(proposal) == ["received", "received"]


def test_a_proposal_is_appraised_when_all_nominees_are_settled_and_agencies_answered(
    season, members, leader_head, standing
):
    proposal = received(season, members[:2], by=leader_head, standing=standing)
    asked = concurrences.ask(proposal, agency="Thuế tỉnh", by=standing, at=NOON)
    assert concurrences.ask(proposal, agency="Thuế tỉnh", by=standing, at=NOON) == asked
    first, second = proposal.nominations.for_listing().order_by("place")
    nominations.appraise(first, by=standing, at=NOON)
    nominations.reject(second, reason="Chưa đủ thành tích", by=standing, at=NOON)
    with pytest.raises(Refused, match="Thuế tỉnh has not answered"):
        proposals.appraise(proposal, by=standing, at=NOON)
    with pytest.raises(Refused, match="between the day of asking and today"):
        concurrences.answer(
            asked, said="agrees", answered_on=NOON.date() + timedelta(days=1), by=standing, at=NOON
        )
    concurrences.answer(asked, said="agrees", answered_on=NOON.date(), by=standing, at=NOON)
    proposals.appraise(proposal, by=standing, at=NOON)

    assert proposal.state == State.APPRAISED
    assert states(proposal) == ["appraised", "rejected"]


@pytest.mark.parametrize("who", ["leader_head", "head", "council", "auditor"])
def test_only_the_standing_agency_receives_and_returns(season, members, leader_head, who, request):
    proposal = sent(season, members[:1], by=leader_head)
    someone = request.getfixturevalue(who)

    with pytest.raises(Refused, match="Only the standing agency"):
        proposals.receive(proposal, by=someone, at=NOON)
    with pytest.raises(Refused, match="Only the standing agency"):
        proposals.give_back(proposal, because="Thiếu", due=None, by=someone, at=NOON)


def test_who_sees_a_proposal(season, members, leader_officer, leader_head, head, standing):
    proposal = proposed(season, members[:1], by=leader_head)
    assert [_sees(who) for who in (leader_officer, standing, head)] == [True, True, False]

    letters.issue(proposal, by=leader_head, at=NOON)
    proposals.send(proposal, way="site", by=leader_head, at=NOON)
    assert _sees(head)
    assert not _sees(factories.someone(factories.organisation("Hội Người lạ tỉnh Thử Nghiệm"), "head"))


def _sees(user):
    someone = Person(user, NOON.date(), tuple(user.mandates.select_related("organisation")))
    return Proposal.objects.visible_to(someone).exists()


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_is_sent_once(season, members, leader_head, leader_officer):
    proposal = proposed(season, members[:2], by=leader_head)
    letters.issue(proposal, by=leader_head, at=NOON)

    def sends(user):
        proposals.send(Proposal.objects.get(pk=proposal.pk), way="site", by=user, at=NOON)

    at_once(lambda: sends(leader_head), lambda: sends(leader_officer))

    assert steps(proposal).count("send") == 1
    assert Nomination.objects.filter(state="proposed").count() == 2


def test_other_systems_are_told_of_a_proposal_that_is_sent(season, members, leader_head, told_outside):
    proposal = sent(season, members[:1], by=leader_head)
    proposals.send(proposal, way="site", by=leader_head, at=NOON)  # pressed twice

    path = f"/api/v1/seasons/{season.bloc.code}/{season.year}/"
    assert told_outside() == [("submitted", "proposal", proposal.pk, path)]
