"""What goes wrong with ballots, case by case: what is told, and what the minutes say of it.

On the page stand also the same paper sent twice, another paper of the same member, and forged ones
(test_views_ballots.py); sums of paper ballots that cannot be stand in test_services_tallying.py.
"""

from datetime import date, timedelta

import pytest

from awards import sealing
from awards.ballot_papers import tally_minutes
from awards.models import Award, Ballot
from awards.selectors.ballots import Room
from awards.services import ballot_results, ballots, honours, proposals, tallying
from blocs.models import Mandate
from blocs.selectors import people
from documents.content import Items, Paragraph, Table
from emulation.verdicts import Refused
from tests import factories
from tests.factories import NOON

PHRASE = "mua-thu-ha-noi-2026"
LATER = NOON + timedelta(days=2)
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def opened(season, members, heads, board):
    def make(**fields):
        given = {"question": "Ai dẫn đầu?", "options": members, "board": board} | fields
        made = ballots.prepare(season, by=heads[0], at=NOON, **given)
        for user in board:
            ballots.take_key(made, phrase=PHRASE, by=user, at=NOON)
        ballots.open_voting(made, by=heads[0], at=NOON)
        return made

    return make


@pytest.fixture
def ballot(opened):
    return opened()


def vote(ballot, members, heads, place, agreed=(1,), receipt=None, at=NOON):
    receipt = receipt or sealing.new_receipt()
    ballots.cast(ballot, members[place], agreed=agreed, receipt=receipt, by=heads[place], at=at)
    return receipt


def count(ballot, heads, board):
    ballots.close(ballot, by=heads[0], at=NOON)
    for user in board:
        tallying.hand_in(ballot, phrase=PHRASE, by=user, at=NOON)


def told(act, *args, **given):
    with pytest.raises(Refused) as refused:
        act(*args, **given)
    return str(refused.value)


def minutes(ballot, reader, at=NOON):
    room = Room(Ballot.objects.get(pk=ballot.pk), people.person(reader, on=at.date()), ballot.season)
    found = []
    for block in tally_minutes(room).blocks:
        if isinstance(block, Items):
            found += [str(item) for item in block.items]
        elif isinstance(block, Paragraph):
            found.append(f"{block.lead} {block.text}")
        elif isinstance(block, Table):
            found += [" ".join(str(cell) for cell in row) for row in block.rows]
    return "\n".join(found).replace("\N{NO-BREAK SPACE}", " ")


def void(ballot, heads, reason):
    ballots.void(ballot, reason=reason, by=heads[0], at=NOON)
    return minutes(ballot, heads[0])


def test_a_member_that_votes_on_two_devices_has_one_vote(ballot, members, heads, board):
    first = vote(ballot, members, heads, 0)
    vote(ballot, members, heads, 0, receipt=first)  # a double click, or the same sent again

    assert "Each member has one vote." in told(vote, ballot, members, heads, 0, (2,))

    vote(ballot, members, heads, 1)
    count(ballot, heads, board)
    text = minutes(ballot, heads[0])
    assert "Số đơn vị đã bỏ phiếu: 2 (hai);" in text
    assert "Tỉnh Đoàn Thử Nghiệm 2 0 66,7 % Đạt" in text


def test_after_the_close_neither_a_new_vote_nor_one_sent_again_comes_in(ballot, members, heads, board):
    sent = vote(ballot, members, heads, 0)
    vote(ballot, members, heads, 1)
    ballots.close(ballot, by=heads[0], at=NOON)

    for place, receipt in ((2, None), (0, sent)):
        late = told(vote, ballot, members, heads, place, receipt=receipt)
        assert "This ballot is not open: no vote can be cast." in late

    for user in board:
        tallying.hand_in(ballot, phrase=PHRASE, by=user, at=NOON)
    assert "Số đơn vị đã bỏ phiếu: 2 (hai);" in minutes(ballot, heads[0])


def test_a_head_whose_mandate_ended_votes_no_more_and_the_successor_does(ballot, members, heads, head, board):
    Mandate.objects.filter(user=head).update(ends=NOON.date() - timedelta(days=1))
    head.__dict__.pop("_person", None)

    refused = told(vote, ballot, members, heads, 2)

    assert refused == "You hold no mandate as head of this member today, so you cannot vote for it."
    assert ballot.electors.filter(way="").count() == 3
    successor = factories.someone(members[2], "head", starts=NOON.date())
    vote(ballot, members, [*heads[:2], successor], 2)
    vote(ballot, members, heads, 0)
    count(ballot, heads, board)
    assert "Số đơn vị đã bỏ phiếu: 2 (hai);" in minutes(ballot, heads[0])


def test_a_vote_that_names_what_stands_on_no_ballot_paper_is_not_cast(ballot, members, heads):
    assert "The ballot paper was altered" in told(vote, ballot, members, heads, 0, (9,))
    assert "More names are marked" in told(vote, ballot, members, heads, 0, (1, 2))
    assert bytes(Ballot.objects.get(pk=ballot.pk).urn) == b""
    assert "Số đơn vị đã bỏ phiếu: 0 (không);" in minutes(ballot, heads[0])


def test_a_vote_forged_into_the_urn_counts_as_invalid_and_the_minutes_say_so(ballot, members, heads, board):
    vote(ballot, members, heads, 0)
    ballot.refresh_from_db()
    forged = sealing.seal(b"not a vote", bytes(ballot.public_key))
    ballot.urn = sealing.put(bytes(ballot.urn), forged, receipt="forged", salt=bytes(ballot.salt))
    ballot.save()
    ballot.electors.filter(organisation=members[1]).update(way="here")

    count(ballot, heads, board)

    told_of = "Số phiếu hợp lệ: 1 (một); phiếu trắng: 0 (không); phiếu không hợp lệ: 1 (một)."
    assert told_of in minutes(ballot, heads[0])


def test_an_altered_urn_stops_the_count_and_voids_the_ballot(ballot, members, heads, board):
    for place in (0, 1):
        vote(ballot, members, heads, place)
    ballots.close(ballot, by=heads[0], at=NOON)
    Ballot.objects.filter(pk=ballot.pk).update(urn=bytes(ballot.urn)[:-1] + b"\0\0")
    for user in board[:2]:
        tallying.hand_in(ballot, phrase=PHRASE, by=user, at=NOON)

    refused = told(tallying.hand_in, ballot, phrase=PHRASE, by=board[2])

    assert "The urn does not open: what is stored was altered" in refused
    ballot.refresh_from_db()
    assert ballot.status == Ballot.Status.CLOSED
    assert "Lý do: Hòm phiếu bị thay đổi." in void(ballot, heads, "Hòm phiếu bị thay đổi.")


def test_more_votes_than_the_roll_knows_stop_the_count(ballot, members, heads, board):
    for place in (0, 1):
        vote(ballot, members, heads, place)
    ballots.close(ballot, by=heads[0], at=NOON)
    ballot.electors.filter(organisation=members[1]).update(way="")
    for user in board[:2]:
        tallying.hand_in(ballot, phrase=PHRASE, by=user, at=NOON)

    refused = told(tallying.hand_in, ballot, phrase=PHRASE, by=board[2])

    assert refused == "The urn holds another number of votes than the roll. The count is stopped."
    assert "Lý do: Số phiếu không khớp danh sách." in void(ballot, heads, "Số phiếu không khớp danh sách.")


def test_a_wrong_pass_phrase_opens_nothing_and_harms_nothing(ballot, members, heads, board):
    for place in (0, 1):
        vote(ballot, members, heads, place)
    ballots.close(ballot, by=heads[0], at=NOON)

    wrong = told(tallying.hand_in, ballot, phrase="khong-phai-mat-khau", by=board[0])

    assert wrong == "This is not the pass phrase that you chose for this ballot."
    assert "hand_in" not in ballot.events.values_list("step", flat=True)
    assert "Chưa kiểm phiếu." in minutes(ballot, heads[0])
    for user in board:
        tallying.hand_in(ballot, phrase=PHRASE, by=user, at=NOON)
    assert "Đạt" in minutes(ballot, heads[0])


def test_a_lost_share_voids_a_ballot_of_three_keys_and_the_minutes_say_why(ballot, members, heads, board):
    for place in (0, 1):
        vote(ballot, members, heads, place)
    ballots.close(ballot, by=heads[0], at=NOON)
    for user in board[:2]:
        assert tallying.hand_in(ballot, phrase=PHRASE, by=user, at=NOON) is False

    text = void(ballot, heads, "Một thành viên Ban kiểm phiếu mất mật khẩu.")

    assert "Kết quả bỏ phiếu không có giá trị. Lý do: Một thành viên Ban kiểm phiếu mất mật khẩu." in text
    assert ballots.repeat(ballot, by=heads[0], at=NOON).options.count() == 3


def test_below_the_quorum_the_voting_does_not_close_and_a_void_says_why(ballot, members, heads):
    vote(ballot, members, heads, 0)

    assert told(ballots.close, ballot, by=heads[0], at=NOON) == (
        "The quorum is not reached. Wait for more votes, or declare the ballot void and repeat it."
    )

    text = void(ballot, heads, "Không đủ số đơn vị bỏ phiếu.")
    assert "Số đơn vị đã bỏ phiếu: 1 (một);" in text
    assert "Lý do: Không đủ số đơn vị bỏ phiếu." in text
    assert bytes(Ballot.objects.get(pk=ballot.pk).urn) == b""


def test_a_tie_at_the_last_seat_is_told_and_voted_on_again(opened, members, heads, board):
    ballot = opened(pass_of=1, pass_in=3, more_than=False)
    vote(ballot, members, heads, 0, (1,))
    vote(ballot, members, heads, 1, (2,))
    count(ballot, heads, board)

    text = minutes(ballot, heads[0])

    assert text.count("Bằng phiếu, bỏ phiếu lại") == 2
    assert "Kết quả đạt: không có." in text
    again = ballots.repeat(ballot, by=heads[0], at=NOON)
    assert [option.organisation for option in again.options.order_by("order")] == members[:2]


@pytest.fixture
def voted(opened, members, heads, board):
    """The third member was chosen for an award."""
    made = opened(award=Award.objects.get(code="BK_TINH"))
    for place in range(3):
        vote(made, members, heads, place, (3,))
    count(made, heads, board)
    return made


def test_a_nominee_dissolved_after_the_vote_is_told_stands_in_the_minutes_and_is_not_sent(
    voted, season, members, heads
):
    (nomination,) = ballot_results.take(voted, by=heads[0], at=NOON)
    members[2].last_day = date(2026, 3, 3)
    members[2].save()

    text = minutes(voted, heads[0], at=LATER)

    assert f"Sau khi bỏ phiếu: {members[2].current_name} đã giải thể" in text
    proposal = proposals.begin(members[0], season=season, by=heads[0], at=NOON)
    proposals.put_on_list(proposal, [nomination], by=heads[0], at=NOON)
    refused = told(proposals.send, proposal, way="site", by=heads[0], at=LATER)
    assert f"{members[2].current_name}" in refused


def test_a_hold_after_the_vote_is_told_and_stands_in_the_minutes(voted, members, heads, standing):
    honours.hold(
        honours.of_organisation(members[2]),
        ground="complaint",
        starts=date(2026, 3, 3),
        document="Đơn số 2",
        by=standing,
        at=LATER,
    )

    assert "Sau khi bỏ phiếu" not in minutes(voted, heads[0])
    text = minutes(voted, heads[0], at=LATER)

    assert f"Sau khi bỏ phiếu: {members[2].current_name} đang được tạm dừng xét" in text
    room = Room(voted, people.person(heads[0], on=LATER.date()), voted.season)
    assert [str(warning) for warning in room.warnings] == [
        f"{members[2].current_name} is on hold and cannot be proposed."
    ]
