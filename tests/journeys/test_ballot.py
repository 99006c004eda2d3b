"""A bloc meets: from the agenda over votes on a telephone and their count to signed minutes."""

import pytest

from awards.models import Ballot, Meeting
from documents.models import Paper
from tests import factories
from tests.documents import signing_cast as cast
from tests.journeys.visitor import SIZES, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE, TELEPHONE = SIZES
SEASON = "/blocs/khoi-thu/2026/"
PHRASE = "song-bach-dang-mot-chieu"


@pytest.fixture
def members(province):
    return [
        factories.organisation(f"Trường THPT {name}", short_name=name, code=code, province=province)
        for name, code in (("Y La", "y-la"), ("Sơn Nam", "son-nam"), ("Hàm Yên", "ham-yen"))
    ]


@pytest.fixture
def heads(members):
    return [factories.someone(member, "head", title="Hiệu trưởng") for member in members]


def test_the_bloc_meets_votes_and_signs_its_minutes(visitor, members, heads, province):
    """As in a small bloc, the three heads are the tally board too, each with their telephone."""
    factories.season(factories.bloc(province=province), members)
    for user in heads[:2]:
        cast.enrol(user)
    leader = visitor(heads[0], OFFICE)
    phones = [visitor(head, TELEPHONE) for head in heads]
    ballot = _prepares(leader, members, heads)
    for phone in phones:
        phone.goes_to(ballot)
        phone.follows("Choose your pass phrase")
        phone.fills("Pass phrase", PHRASE)
        phone.fills("The same again", PHRASE)
        phone.presses("Choose your pass phrase")
    meeting = _opens_the_meeting(leader, heads)

    leader.goes_to(ballot)
    leader.confirms("Open the voting")
    receipts = [_votes(phone, ballot, members[1]) for phone in phones]
    leader.goes_to(f"{ballot}screen/")
    leader.reads("%(cast)s of %(total)s members have voted", cast=3, total=3)
    leader.goes_to(ballot)
    leader.confirms("Close the voting")
    for phone in phones:
        phone.goes_to(ballot)
        phone.follows("Hand in your key for the count")
        phone.fills("Pass phrase", PHRASE)
        phone.presses("Hand in your key for the count")
    phones[2].reads("The votes are counted. The minutes can be printed and signed by the tally board.")
    for receipt in receipts:
        phones[2].page.get_by_text(receipt).wait_for()
    assert leader.page.request.get(f"{ballot}minutes.pdf").body().startswith(b"%PDF")
    assert [option.agreeing for option in Ballot.objects.get().options.all()].count(3) == 1

    _has_the_minutes_signed(leader, meeting)
    paper = Paper.objects.get(kind="meeting-minutes")
    for signer in (phones[1], leader):
        _signs(signer, paper)
    leader.goes_to(meeting)
    leader.page.get_by_text(paper.number_text).first.wait_for()
    paper.refresh_from_db()
    assert paper.state == Paper.State.ISSUED


def _prepares(leader, members, heads):
    leader.goes_to(f"{SEASON}ballots/")
    leader.follows("New ballot")
    leader.fills("Question", "Suy tôn đơn vị dẫn đầu")
    for member, head in zip(members, heads, strict=True):
        leader.page.get_by_label(member.current_name, exact=True).check()
        teller = f"{head.full_name}, Hiệu trưởng, {member.current_short_name}"
        leader.page.get_by_label(teller, exact=True).check()
    leader.presses("Prepare the ballot")
    return leader.page.url


def _opens_the_meeting(leader, heads):
    """With the ballot on its agenda, and each member represented by its head."""
    leader.goes_to(f"{SEASON}meetings/")
    leader.follows("New meeting")
    leader.fills("Place", "Phòng họp Trường THPT Y La")
    for field, user in (("Chaired by", heads[0]), ("Secretary", heads[1])):
        leader.chooses(field, value=str(user.pk))
    leader.presses("Save")
    leader.page.locator("select[name^='about-']").first.select_option(f"ballot-{Ballot.objects.get().pk}")
    leader.presses("Save")
    leader.follows("Attendance")
    who = leader.page.locator("select[name^='who-']")
    for place in range(len(heads)):
        who.nth(place).select_option(index=1)
    leader.presses("Save")
    address = leader.page.url
    leader.presses("Open the meeting")
    return address


def _votes(head, address, member):
    head.goes_to(address)
    head.page.locator("a[href$='/vote/']").click()
    head.looks()
    head.page.get_by_label(member.current_name, exact=True).check()
    head.page.get_by_label(said("I have looked through my vote. It cannot be changed or taken back.")).check()
    head.presses("Hand in my vote")
    head.reads("Your vote is in the urn")
    return head.page.locator("strong").filter(has_text="-").first.inner_text()


def _has_the_minutes_signed(leader, meeting):
    leader.goes_to(meeting)
    leader.follows("Write the minutes")
    leader.fills("Conclusion of the chair", "Nhất trí suy tôn Trường THPT Sơn Nam.")
    leader.presses("Save")
    leader.confirms("Close the meeting")
    leader.confirms("Have them signed here")
    assert Meeting.objects.get().is_closed


def _signs(someone, paper):
    someone.goes_to(f"/papers/{paper.code}/sign/")
    someone.page.get_by_label(said("I have read the whole paper and agree with it.")).check()
    someone.fills("PIN", cast.PIN)
    someone.presses("Sign the paper")
    someone.reads("Receipt of your signature")
