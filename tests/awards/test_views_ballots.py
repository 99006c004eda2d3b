import re

import pytest
from django.test import Client
from django.urls import reverse

from awards import sealing
from awards.forms.ballots import VoteForm
from awards.models import Ballot
from awards.services import ballots, tallying

PHRASE = "mua-thu-ha-noi-2026"
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def heads(heads):
    for user in heads:
        user.language = "en"
        user.save()
    return heads


@pytest.fixture
def ballot(season, members, heads, board):
    made = ballots.prepare(season, question="Suy tôn", options=members, board=board, by=heads[0])
    for user in board:
        ballots.take_key(made, phrase=PHRASE, by=user)
    ballots.open_voting(made, by=heads[0])
    return made


def address(name, ballot):
    return reverse(f"awards:ballot-{name}", args=[ballot.season.bloc.code, ballot.season.year, ballot.pk])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def paper_of(page):
    return re.search(r'name="paper" value="([^"]+)"', page.content.decode()).group(1)


def test_the_same_paper_sent_twice_is_one_vote_with_one_receipt(ballot, heads):
    client = signed_in(heads[0])
    sent = {"paper": paper_of(client.get(address("vote", ballot))), "marks": [1], "sure": "on"}

    first, second = (client.post(address("vote", ballot), sent).content.decode() for _time in range(2))

    (receipt,) = set(re.findall(r"<strong>([2-9A-Z-]{29})</strong>", first + second))
    assert "Your vote is in the urn" in second
    assert receipt not in client.get(address("detail", ballot)).content.decode()
    assert "has voted already" in client.get(address("vote", ballot)).content.decode()


def test_another_paper_of_the_same_member_is_refused(ballot, heads):
    for _device in range(2):
        sent = {"paper": VoteForm.new_paper(ballot), "marks": [1], "sure": "on"}
        page = signed_in(heads[0]).post(address("vote", ballot), sent).content.decode()

    assert "Each member has one vote." in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"paper": "forged"}, "does not come from here"),
        ({"marks": [1, 2]}, "More names are marked"),
        ({"marks": [9]}, "not one of the available choices"),
        ({"marks": []}, "Mark whom you agree with"),
        ({"instead": "blank"}, "You marked names as well"),
        ({"sure": ""}, "Tick this box"),
    ],
)
def test_a_spoilt_paper_is_told_and_not_cast(ballot, heads, changes, told):
    sent = {"paper": VoteForm.new_paper(ballot), "marks": [1], "sure": "on"} | changes

    page = signed_in(heads[0]).post(address("vote", ballot), sent)

    assert told in page.content.decode()
    assert bytes(Ballot.objects.get().urn) == b""


def test_the_board_counts_in_the_browser_and_the_minutes_print(
    ballot, members, heads, board, season, standing
):
    for place in (0, 1):
        ballots.cast(ballot, members[place], agreed=[1], receipt=sealing.new_receipt(), by=heads[place])
    ballots.close(ballot, by=heads[0])
    for user in board:
        tallying.hand_in(ballot, phrase=PHRASE, by=user)
    client = signed_in(heads[2])

    page = client.get(address("detail", ballot)).content.decode()
    assert all(receipt in page for receipt in Ballot.objects.get().bulletin)
    assert "Passed" in page
    assert client.get(address("minutes-pdf", ballot)).content.startswith(b"%PDF")
    assert client.get(address("minutes-docx", ballot)).content.startswith(b"PK")
