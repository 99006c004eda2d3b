from datetime import date, timedelta

import pytest

from awards.models import Ballot, Nomination, Option, RuleSet
from awards.selectors import nominations as reading
from awards.services import ballot_results, dossiers, holds, honours, nominations
from blocs.models import Person
from emulation.verdicts import Refused
from tests import factories
from tests.awards.nominees import PDF, award, complete, nominated, submitted
from tests.blocs.parallel import at_once
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
State = Nomination.State


def steps(nomination):
    return list(nomination.events.values_list("step", flat=True))


def person(user):
    return Person(user, NOON.date(), tuple(user.mandates.select_related("organisation")))


def hold(organisation, standing):
    return holds.place(
        honours.of_organisation(organisation),
        ground="complaint",
        starts=NOON.date(),
        document="Đơn số 12",
        by=standing,
        at=NOON,
    )


def test_a_nomination_is_begun_once_with_the_rules_of_the_day(season, members, leader_head):
    nomination = nominated(members[0], season=season, by=leader_head)

    assert nominated(members[0], season=season, by=leader_head) == nomination
    assert (nomination.channel, nomination.year, nomination.state) == ("bloc", 2026, State.DRAFT)
    assert nomination.rule_set.code == "RS-2025-07"
    assert steps(nomination) == ["start"]


def test_without_a_season_it_goes_straight_to_the_standing_agency(season, members, head):
    nomination = nominated(members[2], by=head)

    assert (nomination.channel, nomination.season) == ("vertical", None)
    with pytest.raises(Refused, match="other way"):
        nominated(members[2], season=season, by=head)


def test_an_organisation_nominates_its_own_and_the_leader_its_members(season, members, head, leader_head):
    assert nominated(members[2], season=season, by=leader_head)
    with pytest.raises(Refused, match="Only the organisation itself"):
        nominated(members[1], season=season, by=head)


def test_only_members_are_nominated_in_a_bloc(season, leader_head):
    stranger = factories.organisation("Hội Người lạ tỉnh Thử Nghiệm")
    head = factories.someone(stranger, "head")

    with pytest.raises(Refused, match="Only a member"):
        nominated(stranger, season=season, by=head)


@pytest.mark.parametrize("who", ["officer", "leader_officer", "standing", "auditor"])
def test_only_heads_hand_in(season, members, head, who, request):
    nomination = nominated(members[2], season=season, by=head)

    with pytest.raises(Refused, match="Only the head"):
        nominations.submit(nomination, by=request.getfixturevalue(who), at=NOON)


def test_handing_in_freezes_the_checklist_and_pressing_twice_is_once(season, members, head):
    nomination = nominated(members[2], season=season, by=head)
    nominations.submit(nomination, by=head, at=NOON)
    nominations.submit(nomination, by=head, at=NOON)

    assert nomination.state == State.SUBMITTED
    assert steps(nomination) == ["start", "submit"]
    shown = reading.checklist_of(nomination, nomination.rule_set, on=NOON.date()).findings
    kept = reading.thawed(nomination.checklist)
    assert [(row.met, row.article, len(row.parts)) for row in kept] == [
        (row.met, row.article, len(row.parts)) for row in shown
    ]


def test_without_rules_for_the_day_nothing_is_handed_in(season, members, head):
    nomination = nominated(members[2], season=season, by=head)
    RuleSet.objects.filter(code="RS-2025-07").update(starts=NOON.date() + timedelta(days=1))

    with pytest.raises(Refused, match="No rules of awards hold on 02/03/2026"):
        nominations.submit(nomination, by=head, at=NOON)
    nomination.refresh_from_db()
    assert nomination.state == State.DRAFT


def test_a_hold_blocks_and_a_hold_that_comes_later_stops_it_where_it_is(season, members, head, standing):
    early = nominated(members[2], season=season, by=head)
    held = hold(members[2], standing)
    with pytest.raises(Refused, match="On hold since 02/03/2026: Đơn số 12"):
        nominations.submit(early, by=head, at=NOON)
    holds.lift(held, ends=NOON.date() - timedelta(days=0), conclusion="Kết luận 3", by=standing, at=NOON)

    later = NOON + timedelta(days=1)
    nominations.submit(early, by=head, at=later)
    again = holds.place(
        early.recipient, ground="press", starts=later.date(), document="Báo nêu", by=standing, at=later
    )
    early.refresh_from_db()
    assert (early.state, early.held_from) == (State.ON_HOLD, State.SUBMITTED)
    assert "Báo nêu" in early.because

    with pytest.raises(Refused, match="On hold since"):
        nominations.release(early, by=standing, at=later)
    end = later + timedelta(days=1)
    holds.lift(again, ends=later.date(), conclusion="Không vi phạm", by=standing, at=end)
    early.refresh_from_db()
    assert (early.state, early.held_from, early.because) == (State.SUBMITTED, "", "")


def test_an_organisation_that_is_no_more_is_not_handed_in(season, members, head):
    nomination = nominated(members[2], season=season, by=head)
    type(members[2]).objects.filter(pk=members[2].pk).update(last_day=date(2026, 3, 1))
    nomination = Nomination.objects.get(pk=nomination.pk)

    with pytest.raises(Refused, match="dissolved on 01/03/2026"):
        nominations.submit(nomination, by=head, at=NOON)


def test_a_withdrawn_nomination_says_why_and_makes_room_for_another(season, members, head):
    nomination = submitted(members[2], season=season, by=head)
    with pytest.raises(Refused, match="Say why"):
        nominations.withdraw(nomination, reason=" ", by=head, at=NOON)
    nominations.withdraw(nomination, reason="Đơn vị xin rút", by=head, at=NOON)

    assert (nomination.state, nomination.because) == (State.WITHDRAWN, "Đơn vị xin rút")
    assert nominated(members[2], season=season, by=head) != nomination


def test_what_was_proposed_does_not_change(season, members, head, leader_head):
    nomination = submitted(members[2], season=season, by=head)
    nominations.follow("propose", nomination, by=leader_head, at=NOON)

    with pytest.raises(Refused, match="does not change now"):
        nominations.write(nomination, {"achievements": "Thêm"}, by=head, at=NOON)
    with pytest.raises(Refused, match="does not change now"):
        dossiers.add(nomination, "other", "them.pdf", PDF, by=head, at=NOON)


def counted(season, members, elected):
    """A ballot with its result; the count itself has its own tests."""
    ballot = Ballot.objects.create(
        season=season, award=award(), question="Đề nghị tặng Bằng khen", mode="open", status="counted"
    )
    for place, member in enumerate(members, start=1):
        outcome = Option.Outcome.ELECTED if member in elected else Option.Outcome.BELOW
        ballot.options.create(organisation=member, order=place, outcome=outcome)
    return ballot


def test_a_counted_ballot_makes_nominations_and_ends_those_not_chosen(season, members, head, leader_head):
    own = submitted(members[2], season=season, by=head)
    ballot = counted(season, members, elected=members[:2])

    made = ballot_results.take(ballot, by=leader_head, at=NOON)
    again = ballot_results.take(ballot, by=leader_head, at=NOON)

    assert [row.state for row in made] == [State.VOTED, State.VOTED]
    assert [row.pk for row in again] == [row.pk for row in made]
    own.refresh_from_db()
    assert (own.state, own.because) == (State.REJECTED, "Below the pass mark")
    assert Nomination.objects.count() == 3


def test_only_the_leader_takes_over_the_result(season, members, head):
    with pytest.raises(Refused, match="Only the bloc leader"):
        ballot_results.take(counted(season, members, members[:1]), by=head, at=NOON)


def test_an_open_ballot_makes_no_nominations(season, members, leader_head):
    ballot = counted(season, members, members[:1])
    Ballot.objects.update(status="open")
    ballot.refresh_from_db()

    with pytest.raises(Refused, match="Only a counted ballot"):
        ballot_results.take(ballot, by=leader_head, at=NOON)


def test_a_file_is_kept_by_what_it_is_once_in_its_part(season, members, head):
    nomination = nominated(members[2], season=season, by=head)
    file = dossiers.add(nomination, "rating", "C:\\anh\\xep loai.exe", PDF, by=head, at=NOON)

    assert (file.name, file.media_type) == ("xep loai.pdf", "application/pdf")
    with pytest.raises(Refused, match="here already"):
        dossiers.add(nomination, "rating", "khac.pdf", PDF, by=head, at=NOON)
    dossiers.remove(file, by=head, at=NOON)
    dossiers.remove(file, by=head, at=NOON)
    assert not nomination.files.live().exists()
    assert steps(nomination) == ["start", "file", "remove_file"]


@pytest.mark.parametrize("content", [b"", b"MZ program", b"just words"])
def test_what_is_no_paper_is_not_taken(season, members, head, content):
    nomination = nominated(members[2], season=season, by=head)

    with pytest.raises(Refused):
        dossiers.add(nomination, "rating", "tep.pdf", content, by=head, at=NOON)
    assert not nomination.files.exists()


def test_a_dossier_is_complete_when_what_its_rules_ask_for_is_there(season, members, head):
    nomination = nominated(members[2], season=season, by=head)
    rule_set = nomination.rule_set

    assert len(reading.is_complete(nomination, rule_set).reasons) == 2  # the report and the minutes
    complete(nomination, by=head)
    assert reading.is_complete(nomination, rule_set)


def test_who_sees_a_nomination(season, members, head, officer, deputy_head, leader_officer, standing):
    nomination = nominated(members[2], season=season, by=head)
    seen = [who for who in (head, officer, deputy_head, leader_officer, standing) if _sees(who)]
    assert seen == [head, officer, leader_officer, standing]

    nominations.submit(nomination, by=head, at=NOON)
    assert _sees(deputy_head)


def _sees(user):
    return Nomination.objects.visible_to(person(user)).exists()


def test_strangers_see_nothing(season, members, head):
    submitted(members[2], season=season, by=head)
    stranger = factories.someone(factories.organisation("Hội Người lạ tỉnh Thử Nghiệm"), "head")

    assert not _sees(stranger)


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_the_same_at_once_begin_one(season, members, head, officer):
    recipient = honours.of_organisation(members[2])
    given = {"award": award(), "season": season, "at": NOON}

    at_once(
        lambda: nominations.start(recipient, by=head, **given),
        lambda: nominations.start(recipient, by=officer, **given),
    )

    assert Nomination.objects.count() == 1
