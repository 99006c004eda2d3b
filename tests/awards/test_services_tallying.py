"""Votes on paper, on paper and here, and by hands; each count against one made independently."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from awards import sealing
from awards.models import Ballot, Elector
from awards.rules import ballots as rules
from awards.selectors.ballots import Room
from awards.services import ballots, tallying
from blocs.selectors import people
from emulation.verdicts import Refused
from tests.awards.ballot_minutes import minutes
from tests.blocs.parallel import at_once, refusals
from tests.factories import NOON

PHRASE = "mua-thu-ha-noi-2026"
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def opened(season, members, heads, board):
    """A ballot of this mode among the three members, open."""

    def make(mode, **fields):
        secret = Ballot(mode=mode).is_secret
        made = ballots.prepare(
            season,
            question="Ai dẫn đầu?",
            options=members,
            board=board if secret else [],
            mode=mode,
            by=heads[0],
            at=NOON,
            **fields,
        )
        if made.is_sealed:
            for user in board:
                ballots.take_key(made, phrase=PHRASE, by=user, at=NOON)
        ballots.open_voting(made, by=heads[0], at=NOON)
        return made

    return make


def elector(ballot, member):
    return ballot.electors.get(organisation=member)


def hand_out(ballot, *members, by):
    tallying.hand_out(ballot, [elector(ballot, member).pk for member in members], by=by, at=NOON)


def vote(ballot, member, by, agreed=(1,)):
    ballots.cast(ballot, member, agreed=agreed, receipt=sealing.new_receipt(), by=by, at=NOON)


def told(act, *args, **given):
    with pytest.raises(Refused) as refused:
        act(*args, **given)
    return str(refused.value)


def figures(ballot):
    return [(row.agreeing, row.disagreeing, row.outcome) for row in ballot.options.order_by("order")]


def test_the_sums_of_paper_ballots_are_the_result(opened, members, heads, board):
    ballot = opened("paper", seats=2)
    assert "not on this site" in told(vote, ballot, members[0], heads[0])
    hand_out(ballot, *members, by=board[0])
    ballots.close(ballot, by=heads[0], at=NOON)

    tallying.count_paper(
        ballot, returned=3, spoilt=1, blank=0, agreeing={1: 2, 2: 1, 3: 0}, by=board[1], at=NOON
    )
    tallying.count_paper(  # sent twice
        ballot, returned=3, spoilt=1, blank=0, agreeing={1: 2, 2: 1, 3: 0}, by=board[1], at=NOON
    )

    ballot.refresh_from_db()
    assert (ballot.status, ballot.valid, ballot.invalid) == ("counted", 2, 1)
    assert figures(ballot) == [(2, 0, "elected"), (1, 1, "below"), (0, 2, "below")]
    assert [event.step for event in ballot.events.all()].count("count") == 1
    assert "Phiếu giấy phát ra: 3 (ba);" in minutes(ballot, heads[0])
    assert "Phiếu giấy thu về: 3 (ba), trong đó hỏng: 1 (một);" in minutes(ballot, heads[0])


@pytest.mark.parametrize(
    ("box", "field"),
    [
        ({"returned": 3}, "returned"),  # more than were handed out
        ({"returned": 2, "spoilt": 2, "blank": 1}, "spoilt"),
        ({"returned": 2, "spoilt": 1, "agreeing": {1: 2, 2: 0, 3: 0}}, "agreeing-1"),
        ({"returned": 2, "agreeing": {1: 1, 2: 1, 3: 1}}, "returned"),  # three marks on two ballots of one
    ],
)
def test_sums_that_cannot_be_are_told_at_their_field(opened, members, heads, board, box, field):
    ballot = opened("paper")
    hand_out(ballot, *members[:2], by=board[0])
    ballots.close(ballot, by=heads[0], at=NOON)
    given = {"spoilt": 0, "blank": 0, "agreeing": {1: 0, 2: 0, 3: 0}} | box

    with pytest.raises(ValidationError) as refused:
        tallying.count_paper(ballot, by=board[0], at=NOON, **given)

    assert list(refused.value.message_dict) == [field]
    ballot.refresh_from_db()
    assert ballot.status == Ballot.Status.CLOSED


def test_too_few_ballots_in_the_box_are_below_the_quorum(opened, members, heads, board):
    ballot = opened("paper")
    hand_out(ballot, *members, by=board[0])
    ballots.close(ballot, by=heads[0], at=NOON)

    reason = told(
        tallying.count_paper,
        ballot,
        returned=1,
        spoilt=0,
        blank=0,
        agreeing={1: 1, 2: 0, 3: 0},
        by=board[0],
    )

    assert "declare the ballot void" in reason
    ballots.void(ballot, reason="Thu về không đủ số phiếu.", by=heads[0], at=NOON)
    assert "Thu về không đủ số phiếu." in minutes(ballot, heads[0])


def test_urn_and_box_are_counted_together_and_no_channel_shows_its_marks(opened, members, heads, board):
    ballot = opened("mixed")
    vote(ballot, members[0], heads[0])
    hand_out(ballot, members[1], members[2], by=heads[0])
    assert "took a paper ballot" in told(vote, ballot, members[1], heads[1])
    assert "has voted on this site" in told(hand_out, ballot, members[0], by=board[0])
    ballots.close(ballot, by=heads[0], at=NOON)
    waiting = told(tallying.hand_in, ballot, phrase=PHRASE, by=board[0])
    assert waiting == "Count the paper ballots first."

    tallying.count_paper(
        ballot, returned=2, spoilt=0, blank=1, agreeing={1: 1, 2: 0, 3: 0}, by=board[0], at=NOON
    )
    done = [tallying.hand_in(ballot, phrase=PHRASE, by=user, at=NOON) for user in board]

    assert done == [False, False, True]
    assert (ballot.valid, ballot.blank_votes, ballot.invalid) == (2, 1, 0)
    assert figures(ballot) == [(2, 0, "elected"), (0, 2, "below"), (0, 2, "below")]
    assert bytes(ballot.paper_count.agreeing) == b""
    assert "Bỏ phiếu trên hệ thống: 1 (một);" in minutes(ballot, heads[0])


def test_altered_sums_of_the_box_stop_the_count(opened, members, heads, board):
    ballot = opened("mixed")
    hand_out(ballot, members[0], members[1], by=board[0])
    ballots.close(ballot, by=heads[0], at=NOON)
    box = {"returned": 2, "spoilt": 0, "blank": 0, "agreeing": {1: 2, 2: 0, 3: 0}, "by": board[0]}
    tallying.count_paper(ballot, **box)
    ballot.paper_count.agreeing = bytes(ballot.paper_count.agreeing)[:-1] + b"\0\0"
    ballot.paper_count.save()
    room = Room(Ballot.objects.get(pk=ballot.pk), people.person(board[0], on=NOON.date()), ballot.season)
    assert room.box_sums == ()
    for user in board[:2]:
        tallying.hand_in(ballot, phrase=PHRASE, by=user, at=NOON)

    refused = told(tallying.hand_in, ballot, phrase=PHRASE, by=board[2], at=NOON)

    assert "what is stored was altered" in refused
    ballots.void(ballot, reason="Kết quả kiểm phiếu giấy bị thay đổi.", by=heads[0], at=NOON)
    assert "Lý do: Kết quả kiểm phiếu giấy bị thay đổi." in minutes(ballot, heads[0])


def test_the_box_stays_as_it_was_counted_once_the_urn_is_being_opened(opened, members, heads, board):
    ballot = opened("mixed")
    vote(ballot, members[0], heads[0])
    hand_out(ballot, members[1], by=board[0])
    ballots.close(ballot, by=heads[0], at=NOON)
    box = {"returned": 1, "spoilt": 0, "blank": 0, "by": board[0]}
    tallying.count_paper(ballot, agreeing={1: 1, 2: 0, 3: 0}, **box)
    tallying.count_paper(ballot, agreeing={1: 0, 2: 1, 3: 0}, **box)  # put right
    tallying.hand_in(ballot, phrase=PHRASE, by=board[0])

    late = told(tallying.count_paper, ballot, agreeing={1: 1, 2: 0, 3: 0}, **box)

    assert late == "The count of the urn has begun: the paper ballots stay as they were counted."
    kept = bytes(ballot.paper_count.agreeing)
    assert sealing.kept_sums(kept, bytes(ballot.salt)) == (0, 1, 0)


def test_a_paper_ballot_that_came_back_unused_lets_the_member_vote_here(opened, members, heads, board):
    ballot = opened("mixed")
    hand_out(ballot, members[1], by=board[0])
    tallying.take_back(elector(ballot, members[1]), by=board[0], at=NOON)

    vote(ballot, members[1], heads[1])

    assert elector(ballot, members[1]).way == "here"
    assert "Only the tally board" in told(hand_out, ballot, members[2], by=heads[2])


@pytest.mark.django_db(transaction=True)
def test_a_paper_ballot_and_a_vote_here_at_the_same_moment_are_one(opened, members, heads, board):
    ballot = opened("mixed")
    key = elector(ballot, members[1]).pk
    jobs = [
        lambda: vote(Ballot.objects.get(pk=ballot.pk), members[1], heads[1]),
        lambda: tallying.hand_out(Ballot.objects.get(pk=ballot.pk), [key], by=board[0], at=NOON),
    ]

    assert len(refusals(at_once(*jobs))) == 1

    row = Elector.objects.get(pk=key)
    assert row.took_paper != bool(row.way)


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_keeps_one_vote_where_no_lock_is_held(opened, members):
    """Both look at a member that has not voted, and write without asking again."""
    ballot = opened("mixed")
    key = elector(ballot, members[1]).pk

    def write(**fields):
        try:
            with transaction.atomic():
                return Elector.objects.filter(pk=key).update(**fields)
        except IntegrityError:
            return "refused"

    outcomes = at_once(lambda: write(way="here"), lambda: write(took_paper=True))

    assert sorted(map(str, outcomes)) == ["1", "refused"]


def test_hands_are_counted_by_name_for_against_and_without_opinion(season, opened, members, heads):
    ballot = opened("hands", seats=3)
    keys = [elector(ballot, member).pk for member in members]
    tallying.raise_hands(ballot, {keys[0]: "11-", keys[1]: "10-", keys[2]: "01-"}, by=heads[0], at=NOON)
    tallying.raise_hands(ballot, {keys[2]: ""}, by=heads[0], at=NOON)  # was not there after all
    tallying.raise_hands(ballot, {keys[2]: "1--"}, by=heads[0], at=NOON)
    assert "not on this site" in told(vote, ballot, members[2], heads[2])

    ballots.close(ballot, by=heads[0], at=NOON)

    assert figures(ballot) == [(3, 0, "elected"), (1, 1, "below"), (0, 0, "below")]
    text = minutes(ballot, heads[0])
    assert (
        f"đồng ý: {members[0].current_name}; không đồng ý: {members[1].current_name}; không có ý kiến" in text
    )


def test_hands_below_the_quorum_close_nothing(opened, members, heads):
    ballot = opened("hands")
    tallying.raise_hands(ballot, {elector(ballot, members[0]).pk: "100"}, by=heads[0], at=NOON)
    assert "quorum" in told(ballots.close, ballot, by=heads[0])
    many = {elector(ballot, members[0]).pk: "110"}
    assert "more names" in told(tallying.raise_hands, ballot, many, by=heads[0])
    assert "directs a ballot" in told(tallying.raise_hands, ballot, {}, by=heads[1])


MARKS = st.text("10-?", min_size=0, max_size=4)


@given(
    st.lists(MARKS, max_size=15),
    st.lists(st.sampled_from(["100", "010", "110", "000", "blank", "spoilt"]), max_size=15),
    st.integers(1, 3),
)
def test_the_count_agrees_with_an_independent_one(votes, papers, seats):
    """Each paper is looked at here by itself; the site is told sums alone."""
    kept = [paper for paper in papers if paper.isdigit() and paper.count("1") <= seats]
    box = rules.Box(
        returned=len(papers),
        spoilt=sum(paper != "blank" for paper in papers) - len(kept),
        blank=papers.count("blank"),
        agreeing=tuple(sum(paper[place] == "1" for paper in kept) for place in range(3)),
    )

    totals = rules.count(votes, options=3, seats=seats, box=box)

    agree, disagree, fate = Counter(), Counter(), Counter()
    for single in votes + papers:
        if single in ("", "blank") or set(single) == {"-"}:
            fate["blank"] += 1
        elif len(single) != 3 or not set(single) <= set("10-") or single.count("1") > seats:
            fate["invalid"] += 1
        else:
            fate["valid"] += 1
            for place, mark in enumerate(single):
                agree[place] += mark == "1"
                disagree[place] += mark == "0"
    assert totals.cast == len(votes) + len(papers)
    assert (totals.valid, totals.blank, totals.invalid) == tuple(
        fate[kind] for kind in ("valid", "blank", "invalid")
    )
    assert totals.agreeing == tuple(agree[place] for place in range(3))
    assert totals.disagreeing == tuple(disagree[place] for place in range(3))
    assert rules.faults_of(box, handed_out=len(papers), seats=seats) == {}
