"""From an appraised nomination to an honour: the council sits, one writes from a telephone, it is decided."""

import pytest

from awards.models import Nomination
from awards.services import nominations
from tests import factories
from tests.awards import nominees
from tests.journeys.visitor import SIZES

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE, TELEPHONE = SIZES


@pytest.fixture
def members(province):
    return [
        factories.organisation(f"Trường THPT {name}", short_name=name, code=code, province=province)
        for name, code in (("Y La", "y-la"), ("Sơn Nam", "son-nam"), ("Hàm Yên", "ham-yen"))
    ]


@pytest.fixture
def appraised(province, members, standing):
    """The certificate of the province for the second member, ready for the council."""
    season = factories.season(factories.bloc(province=province), members)
    leader = factories.someone(members[0], "head", title="Hiệu trưởng")
    nominees.received(season, [members[1]], by=leader, standing=standing)
    nomination = Nomination.objects.get()
    nominations.appraise(nomination, by=standing, at=factories.NOON)
    return nomination


def test_the_council_votes_and_the_decision_shows(visitor, members, appraised, standing):
    head = factories.someone(members[1], "head", title="Hiệu trưởng")
    absent = factories.someone(standing.mandates.get().organisation, "council_member", title="Ủy viên")
    secretary = visitor(standing, OFFICE)
    secretary.goes_to("/council/")
    secretary.follows("New session")
    secretary.fills("Session", "Phiên họp xét khen thưởng")
    secretary.fills("Held on", "02/03/2026")
    secretary.fills("Place", "Sở Nội vụ")
    secretary.fills("Secretary", "Bà Hoàng Thị Mẫu")
    sitting = [f"Ông Nguyễn Văn Mẫu {number}, Ủy viên" for number in range(1, 5)]
    secretary.fills("Members of the council", "\n".join([*sitting, f"{absent.full_name}, Ủy viên"]))
    secretary.page.get_by_label(str(appraised), exact=True).check()
    secretary.presses("Save")
    address = secretary.page.url

    member = visitor(absent, TELEPHONE)
    member.goes_to(address)
    member.follows("Write my opinion")
    member.page.locator("select[name^='agrees-']").select_option("yes")
    member.page.locator("input[name^='words-']").fill("Xứng đáng được khen.")
    member.presses("Save")
    member.reads("The written opinion is saved.")

    secretary.goes_to(address)
    secretary.follows("Attendance")
    choices = secretary.page.locator("select[name^='presence-']")
    for place in range(len(sitting)):
        choices.nth(place).select_option("present")
    secretary.presses("Save")
    secretary.follows("Votes of those present")
    for name, count in (("agreeing", "4"), ("disagreeing", "0"), ("blank", "0")):
        secretary.page.locator(f"input[name^='{name}-']").fill(count)
    secretary.presses("Save")
    secretary.page.get_by_text("5/5").wait_for()
    secretary.follows("Record the results")
    secretary.fills("Conclusion of the chair", "Nhất trí đề nghị khen thưởng.")
    secretary.presses("Save")
    secretary.confirms("Issue the minutes")
    assert secretary.page.request.get(f"{address}minutes.pdf").body().startswith(b"%PDF")

    secretary.goes_to("/decisions/")
    secretary.follows("New decision")
    secretary.fills("Decision no.", "125/QĐ-UBND")
    secretary.fills("Decided on", "10/03/2026")
    secretary.fills("About", "Về việc tặng Bằng khen")
    secretary.fills("Signed by", "Trần Văn Mẫu")
    secretary.page.get_by_label(str(appraised), exact=True).check()
    secretary.presses("Save")
    secretary.confirms("Record the decision")
    secretary.reads("The decision is recorded. Each honour stands in the history of its recipient.")

    winner = visitor(head, TELEPHONE)
    winner.goes_to("/organisations/TQ/son-nam/honours/")
    winner.page.get_by_text("125/QĐ-UBND").first.wait_for()
