from datetime import date, timedelta

import pytest
from django.utils import timezone

from awards import sealing
from awards.models import Award, Ballot, Elector
from awards.services import ballot_minutes, ballots, honours, tallying
from blocs.selectors import counting
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.parallel import at_once, refusals
from tests.documents.reading import words_of

PHRASES = ("mua-thu-ha-noi-1", "song-bach-dang-2", "nui-bai-tho-cao-3")


@pytest.fixture
def ballot(season, members, heads, board, english):
    made = ballots.prepare(
        season, question="Suy tôn đơn vị dẫn đầu", options=members, board=board, by=heads[0]
    )
    for user, phrase in zip(board, PHRASES, strict=True):
        ballots.take_key(made, phrase=phrase, by=user)
    ballots.open_voting(made, by=heads[0])
    return made


def vote(ballot, members, heads, place, agreed, receipt=None):
    receipt = receipt or sealing.new_receipt()
    ballots.cast(ballot, members[place], agreed=agreed, receipt=receipt, by=heads[place])
    return receipt


def close_and_count(ballot, heads, board, who=(0, 1, 2)):
    ballots.close(ballot, by=heads[0])
    return [tallying.hand_in(ballot, phrase=PHRASES[at], by=board[at]) for at in who]


def told(act, *args, **given):
    with pytest.raises(Refused) as refused:
        act(*args, **given)
    return str(refused.value)


def test_all_vote_and_the_board_counts(ballot, members, heads, board):
    receipts = [vote(ballot, members, heads, 0, [1]), vote(ballot, members, heads, 1, [1])]
    receipts.append(vote(ballot, members, heads, 2, None))

    assert close_and_count(ballot, heads, board) == [False, False, True]

    assert ballot.status == Ballot.Status.COUNTED
    assert (ballot.valid, ballot.blank_votes, ballot.invalid) == (2, 1, 0)
    figures = [(option.agreeing, option.disagreeing, option.outcome) for option in ballot.options.all()]
    assert figures == [(2, 0, "elected"), (0, 2, "below"), (0, 2, "below")]
    assert ballot.bulletin == sorted(receipts)
    assert bytes(ballot.urn) == b""
    assert not any(bytes(row.share) or bytes(row.handed_in) for row in ballot.board.all())
    assert "vote" not in " ".join(event.step for event in ballot.events.all())


def test_another_secret_of_the_site_never_opens_the_urn(ballot, members, heads, board, settings):
    vote(ballot, members, heads, 0, [1])
    vote(ballot, members, heads, 1, [1])
    ballots.close(ballot, by=heads[0])
    tallying.hand_in(ballot, phrase=PHRASES[0], by=board[0])
    settings.BALLOT_SECRET = "another"

    with pytest.raises(sealing.Broken):
        sealing.taken_out(bytes(ballot.urn), bytes(ballot.salt))


def test_a_vote_counts_once(ballot, members, heads):
    receipt = vote(ballot, members, heads, 0, [1])

    vote(ballot, members, heads, 0, [1], receipt)  # the same one again: a double click, a replay

    assert "has voted already" in told(vote, ballot, members, heads, 0, [2])
    assert len(sealing.taken_out(bytes(ballot.urn), bytes(ballot.salt))) == 1


def test_bad_votes_are_refused(ballot, members, heads, outsider, season):
    mandate = heads[2].mandates.get()
    assert "altered" in told(vote, ballot, members, heads, 0, [9])
    assert "More names" in told(vote, ballot, members, heads, 0, [1, 2])
    assert "no mandate" in told(ballots.cast, ballot, members[0], agreed=[1], receipt="x", by=outsider)
    mandate.ends = timezone.localdate() - timedelta(days=1)
    mandate.save()
    assert "no mandate" in told(vote, ballot, members, heads, 2, [1])
    vote(ballot, members, heads, 0, [1])
    assert "quorum" in told(ballots.close, ballot, by=heads[0])
    vote(ballot, members, heads, 1, [1])
    ballots.close(ballot, by=heads[0])
    mandate.ends = None
    mandate.save()
    assert "not open" in told(vote, ballot, members, heads, 2, [1])


def test_the_board_and_only_the_board_opens(ballot, members, heads, board):
    vote(ballot, members, heads, 0, [1])
    vote(ballot, members, heads, 1, [1])
    assert "after the ballot is closed" in told(tallying.hand_in, ballot, phrase=PHRASES[0], by=board[0])
    ballots.close(ballot, by=heads[0])

    assert "not the pass phrase" in told(tallying.hand_in, ballot, phrase=PHRASES[1], by=board[0])
    assert "tally board" in told(tallying.hand_in, ballot, phrase=PHRASES[0], by=heads[0])
    assert tallying.hand_in(ballot, phrase=PHRASES[0], by=board[0]) is False
    assert tallying.hand_in(ballot, phrase=PHRASES[0], by=board[0]) is False  # twice is once
    ballots.void(ballot, reason="Một thành viên quên mật khẩu.", by=heads[0])
    assert ballots.repeat(ballot, by=heads[0]).options.count() == 3


def test_two_of_three_open_when_the_rule_says_so(season, members, heads, board):
    made = ballots.prepare(season, question="Q", options=["A", "B"], board=board, keys_needed=2, by=heads[0])
    for user, phrase in zip(board, PHRASES, strict=True):
        ballots.take_key(made, phrase=phrase, by=user)
    ballots.open_voting(made, by=heads[0])
    vote(made, members, heads, 0, [2])
    vote(made, members, heads, 1, [2])

    assert close_and_count(made, heads, board, (2, 0)) == [False, True]
    assert [option.outcome for option in made.options.all()] == ["below", "elected"]


def test_a_tie_goes_to_a_re_ballot_among_those_tied(season, members, heads, board, english):
    made = ballots.prepare(
        season,
        question="Q",
        options=["A", "B", "C"],
        board=board,
        pass_of=1,
        pass_in=3,
        more_than=False,
        by=heads[0],
    )
    for user, phrase in zip(board, PHRASES, strict=True):
        ballots.take_key(made, phrase=phrase, by=user)
    ballots.open_voting(made, by=heads[0])
    vote(made, members, heads, 0, [1])
    vote(made, members, heads, 1, [2])
    close_and_count(made, heads, board)

    again = ballots.repeat(made, by=heads[0])

    assert [(option.text, again.seats) for option in again.options.all()] == [("A", 1), ("B", 1)]
    assert "repeated already" in told(ballots.repeat, made, by=heads[0])


def test_holds_and_dissolved_members_do_not_stand(season, members, heads, board, standing, english):
    award = Award.objects.get(code="CO_TINH")
    made = ballots.prepare(season, question="Q", options=members, board=board, award=award, by=heads[0])
    for user, phrase in zip(board, PHRASES, strict=True):
        ballots.take_key(made, phrase=phrase, by=user)
    honours.hold(
        honours.of_organisation(members[1]),
        ground="complaint",
        starts=date(2020, 1, 1),
        document="Đơn số 2",
        by=standing,
    )
    assert "on hold" in told(ballots.open_voting, made, by=heads[0])
    members[2].last_day = date(2020, 1, 1)
    members[2].save()
    assert "no longer exists" in told(ballots.open_voting, made, by=heads[0])


def test_an_open_vote_keeps_the_names(season, members, heads):
    made = ballots.prepare(season, question="Q", options=["A"], board=[], mode="open", by=heads[0])
    ballots.open_voting(made, by=heads[0])
    vote(made, members, heads, 0, [1])
    vote(made, members, heads, 1, [])
    ballots.close(made, by=heads[0])

    assert made.status == Ballot.Status.COUNTED
    assert [row.answers for row in made.electors.order_by("organisation_id")] == ["1", "0", None]


def test_only_the_leading_head_directs(season, members, heads, board, english):
    assert "directs a ballot" in told(
        ballots.prepare, season, question="Q", options=["A"], board=board, by=heads[2]
    )
    assert "three different" in told(
        ballots.prepare, season, question="Q", options=["A"], board=board[:2], by=heads[0]
    )


@pytest.mark.django_db(transaction=True)
def test_members_voting_at_the_same_moment_lose_nothing(ballot, members, heads):
    jobs = [
        lambda place=place: ballots.cast(
            Ballot.objects.get(), members[place], agreed=[1], receipt=sealing.new_receipt(), by=heads[place]
        )
        for place in (0, 0, 1, 1, 2, 2)
    ]

    assert len(refusals(at_once(*jobs))) == 3
    ballot.refresh_from_db()
    assert len(sealing.taken_out(bytes(ballot.urn), bytes(ballot.salt))) == 3
    assert Elector.objects.filter(way="here").count() == 3


@pytest.mark.django_db(transaction=True)
def test_ballots_at_the_same_moment_keep_each_vote_once_and_apart(members, heads, bloc):
    """Five blocs' years vote at once, one head of each twice."""
    made = []
    for year in range(2020, 2025):
        season = factories.season(bloc, members, year=year)
        ballot = ballots.prepare(
            season, question="Q", options=members, board=[], mode="open", by=heads[0], at=factories.NOON
        )
        ballots.open_voting(ballot, by=heads[0], at=factories.NOON)
        made.append(ballot)
    voters = [(ballot.pk, place) for ballot in made for place in (0, 1, 2, 2)]

    outcomes = at_once(
        *(
            lambda key=key, place=place: ballots.cast(
                Ballot.objects.get(pk=key),
                members[place],
                agreed=[place + 1],
                receipt=sealing.new_receipt(),
                by=heads[place],
                at=factories.NOON,
            )
            for key, place in voters
        )
    )

    assert len(refusals(outcomes)) == 5
    for ballot in made:
        kept = ballot.electors.order_by("organisation_id").values_list("answers", flat=True)
        assert sorted(kept) == ["001", "010", "100"]


def test_the_minutes_are_issued_once_when_it_is_over(ballot, members, heads, board, english):
    assert "when the ballot is counted" in told(ballot_minutes.issue, ballot, by=heads[0])
    receipts = [vote(ballot, members, heads, place, [1]) for place in (0, 1)]
    close_and_count(ballot, heads, board)
    assert "leader" in told(ballot_minutes.issue, ballot, by=heads[2])

    paper = ballot_minutes.issue(ballot, by=heads[0])

    assert ballot_minutes.issue(ballot, by=heads[0]) == paper  # pressed twice
    assert (paper.kind, paper.number, paper.subject) == ("tally-minutes", 1, f"ballot:{ballot.pk}")
    text = words_of(paper.content())  # with the bulletin behind
    assert [receipt for receipt in receipts if receipt in text] == receipts
    assert [event.note for event in ballot.events.filter(step="issue")] == [paper.number_text]


def test_a_void_ballot_has_its_minutes_too(ballot, heads):
    ballots.void(ballot, reason="Không đủ số đơn vị dự họp.", by=heads[0])

    assert ballot_minutes.issue(ballot, by=heads[0]).state == "issued"


def test_the_season_knows_when_its_ballots_are_counted(ballot, members, heads, board, season):
    assert not counting.counted(season)
    vote(ballot, members, heads, 0, [1])
    vote(ballot, members, heads, 1, [1])
    close_and_count(ballot, heads, board)
    assert counting.counted(season)
    ballots.prepare(season, question="Q2", options=["A"], board=[], mode="open", by=heads[0])
    assert not counting.counted(season)
