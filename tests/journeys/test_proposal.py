"""From a nomination to the standing agency's answer: written, completed, printed, returned and accepted."""

import pytest

from awards.models import Nomination, Proposal
from tests import factories
from tests.journeys.visitor import SIZES, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE, TELEPHONE = SIZES
SEASON = "/blocs/khoi-thu/2026/nominations/"
PDF = {"name": "bien-ban.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 thu"}


@pytest.fixture
def members(province):
    return [
        factories.organisation(f"Hội {name} tỉnh Thử Nghiệm", short_name=name, code=code, province=province)
        for name, code in (("Nông dân", "hnd"), ("Phụ nữ", "pn"), ("Người cao tuổi", "nct"))
    ]


def test_the_leader_proposes_and_the_agency_returns_and_accepts(visitor, members, province):
    factories.season(factories.bloc(province=province), members)
    agency = factories.organisation("Sở Nội vụ tỉnh Thử Nghiệm", kind="state_agency", province=province)
    leader = visitor(factories.someone(members[0], "head", title="Chủ tịch"), OFFICE)
    standing = visitor(factories.someone(agency, "standing"), OFFICE)

    leader.goes_to(SEASON)
    leader.chooses("Organisation", label=members[1].current_name)
    leader.chooses("Award", label="Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh")
    leader.presses("Begin the nomination")
    nomination = leader.page.url
    leader.follows("Write the report")
    leader.fills("Situation", "Hội có 12 cán bộ chuyên trách.")
    leader.fills("Achievements", "Hoàn thành xuất sắc 10 chỉ tiêu đã giao ước.")
    leader.presses("Save")
    leader.chooses("Part of the dossier", "minutes")
    leader.page.get_by_label(said("Files")).set_input_files(PDF)
    leader.presses("Add the files")
    leader.confirms("Hand in the nomination")

    leader.goes_to(SEASON)
    leader.presses("Prepare the proposal")
    leader.presses("Put on the list")
    leader.confirms("Issue the letter")
    desk = leader.page.url
    for paper in ("letter.pdf", "nominees.pdf", "summaries.pdf"):
        assert leader.page.request.get(f"{desk}{paper}").body().startswith(b"%PDF")
    _sends(leader)

    standing.goes_to(desk)
    standing.follows("Return for supplement")
    standing.fills("What is missing", "Bổ sung số liệu so sánh với năm trước.")
    standing.presses("Return")

    leader.goes_to(nomination)
    leader.follows("Write the report")
    leader.fills("Achievements", "Hoàn thành xuất sắc 10 chỉ tiêu, tăng 2 so với năm trước.")
    leader.presses("Save")
    leader.goes_to(desk)
    _sends(leader)

    standing.goes_to(desk)
    standing.follows("Receive the proposal")
    standing.presses("Receive")
    standing.presses("Appraise")
    standing.confirms("Close the appraisal")
    standing.reads("The appraisal is closed; the proposal waits for the council.")

    assert Proposal.objects.get().state == "appraised"
    assert Nomination.objects.get().state == "appraised"


def _sends(leader):
    leader.follows("Send the proposal")
    leader.presses("Mark as sent")
    leader.reads("It is sent; the standing agency receives it or returns it.")
