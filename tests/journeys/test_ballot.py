"""A secret ballot from its preparation to its minutes: heads vote on a telephone, the board counts."""

import pytest

from awards.models import Ballot
from tests import factories
from tests.journeys.visitor import SIZES, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE, TELEPHONE = SIZES
BALLOTS = "/blocs/khoi-thu/2026/ballots/"
PHRASE = "song-bach-dang-mot-chieu"


@pytest.fixture
def members(province):
    return [
        factories.organisation(f"Trường THPT {name}", short_name=name, code=code, province=province)
        for name, code in (("Y La", "y-la"), ("Sơn Nam", "son-nam"), ("Hàm Yên", "ham-yen"))
    ]


def test_heads_vote_and_the_board_counts(visitor, members, province):
    factories.season(factories.bloc(province=province), members)
    heads = [factories.someone(member, "head", title="Hiệu trưởng") for member in members]
    board = [factories.someone(member, "officer") for member in members]
    leader = visitor(heads[0], OFFICE)
    leader.goes_to(BALLOTS)
    leader.follows("New ballot")
    leader.fills("Question", "Suy tôn đơn vị dẫn đầu")
    for name in [member.current_name for member in members] + [user.full_name for user in board]:
        leader.page.get_by_label(name, exact=True).check()
    leader.presses("Prepare the ballot")
    address = leader.page.url
    counters = [visitor(user, OFFICE) for user in board]
    for counter in counters:
        counter.goes_to(address)
        counter.follows("Choose your pass phrase")
        counter.fills("Pass phrase", PHRASE)
        counter.fills("The same again", PHRASE)
        counter.presses("Choose your pass phrase")
    leader.goes_to(address)
    leader.confirms("Open the voting")

    receipts = [_votes(visitor(head, TELEPHONE), address, members[1]) for head in heads]
    leader.goes_to(f"{address}screen/")
    leader.reads("%(cast)s of %(total)s members have voted", cast=3, total=3)
    leader.goes_to(address)
    leader.confirms("Close the voting")
    for counter in counters:
        counter.goes_to(address)
        counter.follows("Hand in your key for the count")
        counter.fills("Pass phrase", PHRASE)
        counter.presses("Hand in your key for the count")

    leader.goes_to(address)
    leader.reads("The votes are counted. The minutes can be printed and signed by the tally board.")
    for receipt in receipts:
        leader.page.get_by_text(receipt).wait_for()
    assert leader.page.request.get(f"{address}minutes.pdf").body().startswith(b"%PDF")
    (ballot,) = Ballot.objects.all()
    assert [option.agreeing for option in ballot.options.all()].count(3) == 1


def _votes(head, address, member):
    head.goes_to(address)
    head.page.locator("a[href$='/vote/']").click()
    head.looks()
    head.page.get_by_label(member.current_name, exact=True).check()
    head.page.get_by_label(said("I have looked through my vote. It cannot be changed or taken back.")).check()
    head.presses("Hand in my vote")
    head.reads("Your vote is in the urn")
    return head.page.locator("strong").filter(has_text="-").first.inner_text()
