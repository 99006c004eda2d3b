from datetime import date, time

import pytest

from awards.ballot_papers import tally_minutes
from awards.documents.meetings import meeting_minutes
from awards.models import AgendaItem, Meeting
from awards.selectors.ballots import Room
from awards.selectors.meetings import Gathering
from awards.services import ballot_minutes, ballots, council, council_minutes, meetings
from awards.services import meeting_minutes as minuting
from awards.services.council import Named
from awards.services.meetings import Coming, Point
from blocs.selectors import people
from documents.content import Heading, Items, Paragraph, Table
from documents.models import Paper, Signer
from documents.services import signing
from emulation.verdicts import Refused
from tests import factories
from tests.documents.signing_cast import PIN, enrol
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("english")
PLAN = {
    "title": "Họp tổng kết năm",
    "held_on": date(2026, 3, 2),
    "held_from": time(8, 30),
    "place": "Hội trường Tỉnh Đoàn",
}
Kind = AgendaItem.Kind


@pytest.fixture
def meeting(season, leader_head, leader_officer, head, deputy_head):
    return meetings.prepare(
        season,
        chair=leader_head,
        secretary=leader_officer,
        agenda=[Point("Báo cáo", Kind.REPORTS), Point("Thảo luận")],
        by=leader_officer,
        at=NOON,
        **PLAN,
    )


def come(meeting, *comings, by):
    rows = meeting.attendances.order_by("order")
    meetings.attend(meeting, {row.pk: each for row, each in zip(rows, comings, strict=True)}, by=by, at=NOON)


def by_mandate(user):
    return Coming("present", user.mandates.get())


ABSENT = Coming("absent", note="bận họp tỉnh")


def told(act, *args, **given):
    with pytest.raises(Refused) as refused:
        act(*args, **given)
    return str(refused.value)


def texts(document):
    """Everything that the paper says, in one string."""
    found = []
    for block in document.blocks:
        match block:
            case Heading(text=text):
                found.append(text)
            case Paragraph(text=text, lead=lead):
                found.append(f"{lead} {text}")
            case Items(items=items):
                found += [str(item) for item in items]
            case Table(rows=rows):
                found += [" ".join(str(cell) for cell in row) for row in rows]
    return "\n".join(found).replace("\N{NO-BREAK SPACE}", " ")


def written(meeting, user):
    season = meeting.season
    return texts(meeting_minutes(Gathering(meeting, people.person(user, on=NOON.date()), season)))


def test_the_quorum_is_that_of_the_rule_and_below_it_no_meeting_opens(
    meeting, leader_head, deputy_head, head
):
    assert (meeting.quorum_of, meeting.quorum_in) == (2, 3)
    come(meeting, by_mandate(leader_head), ABSENT, ABSENT, by=leader_head)

    assert "1 of 3 members are represented, 2/3 are needed" in told(meetings.begin, meeting, by=leader_head)

    come(meeting, by_mandate(leader_head), by_mandate(deputy_head), ABSENT, by=leader_head)
    meetings.begin(meeting, by=leader_head, at=NOON)
    meetings.begin(meeting, by=leader_head, at=NOON)
    assert [event.step for event in meeting.events.all()].count("begin") == 1


def test_minutes_say_who_came_for_whom_what_was_said_and_how_it_ended(
    meeting, leader_head, leader_officer, deputy_head
):
    sent = Coming("sent", note="bà Trần Thị Mẫu, giấy số 12/GUQ")
    come(meeting, by_mandate(leader_head), sent, ABSENT, by=leader_head)
    meetings.begin(meeting, by=leader_head, at=NOON)
    items = list(meeting.items.order_by("order"))
    said = {items[1].pk: ("Hội Nông dân đề nghị giữ chỉ tiêu.", "Giữ nguyên chỉ tiêu.")}
    minuting.write(meeting, said, conclusion="Nhất trí đề nghị khen thưởng.", by=leader_officer, at=NOON)
    meetings.end(meeting, by=leader_head, at=NOON)

    text = written(meeting, leader_head)

    assert f"{leader_head.full_name}, Chủ tịch" in text
    assert "bà Trần Thị Mẫu, giấy số 12/GUQ (được cử dự thay)" in text
    assert "bận họp tỉnh" in text
    assert "Có mặt: 2/3 đơn vị thành viên." in text
    assert "0/3 đơn vị thành viên đã gửi báo cáo năm." in text
    assert "Ý kiến thảo luận: Hội Nông dân đề nghị giữ chỉ tiêu." in text
    assert "Nhất trí đề nghị khen thưởng." in text
    assert "kết thúc hồi 12 giờ cùng ngày" in text


@pytest.fixture
def counted(season, members, leader_head, deputy_head):
    made = ballots.prepare(
        season, question="Ai dẫn đầu?", options=members, board=[], mode="open", by=leader_head, at=NOON
    )
    ballots.open_voting(made, by=leader_head, at=NOON)
    for place, user in ((0, leader_head), (1, deputy_head)):
        ballots.cast(made, members[place], agreed=[1], receipt=f"R{place}", by=user, at=NOON)
    return made


def test_a_ballot_on_the_agenda_is_counted_first_and_its_result_stands_in_the_minutes(
    meeting, counted, leader_head, deputy_head
):
    meetings.set_agenda(meeting, [Point("Bỏ phiếu", Kind.BALLOT, counted)], by=leader_head, at=NOON)
    come(meeting, by_mandate(leader_head), by_mandate(deputy_head), ABSENT, by=leader_head)
    meetings.begin(meeting, by=leader_head, at=NOON)
    assert "“Ai dẫn đầu?” is not counted yet" in told(meetings.end, meeting, by=leader_head)

    ballots.close(counted, by=leader_head, at=NOON)
    meetings.end(meeting, by=leader_head, at=NOON)

    text = written(meeting, leader_head)
    assert "Tỉnh Đoàn Thử Nghiệm 2 0 66,7 % Đạt" in text
    assert "Số đơn vị đã bỏ phiếu: 2 (hai);" in text
    own = texts(tally_minutes(Room(counted, people.person(leader_head, on=NOON.date()), meeting.season)))
    assert "Hôm nay, ngày 02 tháng 3 năm 2026, tại Hội trường Tỉnh Đoàn, " in own
    assert "Biểu quyết bắt đầu hồi 12 giờ, kết thúc hồi 12 giờ." in own
    assert "Kết quả đạt: Tỉnh Đoàn Thử Nghiệm, 2 (hai) phiếu." in own


def closed(meeting, leader_head, deputy_head):
    come(meeting, by_mandate(leader_head), by_mandate(deputy_head), ABSENT, by=leader_head)
    meetings.begin(meeting, by=leader_head, at=NOON)
    minuting.write(meeting, {}, conclusion="Nhất trí.", by=leader_head, at=NOON)
    meetings.end(meeting, by=leader_head, at=NOON)


def test_chair_and_secretary_sign_and_from_then_on_nothing_changes(
    meeting, leader_head, leader_officer, deputy_head
):
    closed(meeting, leader_head, deputy_head)
    enrol(leader_head)
    enrol(leader_officer)

    paper = minuting.issue(meeting, by=leader_officer, signed_here=True)

    assert minuting.issue(meeting, by=leader_officer, signed_here=True) == paper
    assert paper.state == Paper.State.SIGNING
    signers = Signer.objects.filter(request__paper=paper).select_related("user", "request")
    assert {signer.user for signer in signers} == {leader_head, leader_officer}
    late = told(minuting.write, meeting, {}, conclusion="Khác.", by=leader_head)
    assert late == "The minutes are issued: they do not change any more."
    for signer in signers:
        signing.sign(signer, by=signer.user, pin=PIN)
    paper.refresh_from_db()
    assert paper.state == Paper.State.ISSUED


def test_minutes_wait_for_the_end_and_for_a_conclusion(meeting, leader_head, deputy_head):
    reasons = told(minuting.issue, meeting, by=leader_head)
    assert reasons == "Close the meeting first. Write the conclusion of the chair first."
    closed(meeting, leader_head, deputy_head)
    meetings.resume(meeting, by=leader_head)
    assert meeting.state == Meeting.State.OPEN
    assert "Close the meeting first." in told(minuting.issue, meeting, by=leader_head)


def test_who_wrote_on_an_older_text_is_told_and_overwrites_nothing(meeting, leader_head, leader_officer):
    seen = meeting.version
    minuting.write(meeting, {}, conclusion="Một.", by=leader_head, seen=seen)
    minuting.write(meeting, {}, conclusion="Một.", by=leader_head, seen=seen)  # sent twice

    assert "Somebody else changed" in told(
        minuting.write, meeting, {}, conclusion="Hai.", by=leader_officer, seen=seen
    )

    meeting.refresh_from_db()
    assert meeting.conclusion == "Một."


def test_only_people_of_the_member_attend_for_it(meeting, leader_head, deputy_head):
    stranger = factories.someone(factories.organisation(), "head")
    for coming, reason in (
        (by_mandate(stranger), "holds no mandate of it"),
        (Coming("sent"), "write who was sent"),
    ):
        refused = told(come, meeting, coming, ABSENT, ABSENT, by=leader_head)
        assert reason in refused
    ended = deputy_head.mandates.get()
    ended.ends = date(2026, 3, 1)
    ended.save()
    gone = told(come, meeting, ABSENT, Coming("present", ended), ABSENT, by=leader_head)
    assert "holds no mandate of it on the day" in gone


def test_the_secretary_of_another_member_keeps_it_and_nobody_else(meeting, leader_head, officer, head):
    assert "Only the bloc leader" in told(meetings.set_agenda, meeting, [], by=officer)
    meetings.edit(meeting, chair=leader_head, secretary=officer, by=leader_head, **PLAN)

    meetings.set_agenda(meeting, [Point("Việc khác")], by=officer)

    assert [item.title for item in meeting.items.all()] == ["Việc khác"]


def test_what_was_dealt_with_stays_on_the_agenda(meeting, leader_head, deputy_head):
    come(meeting, by_mandate(leader_head), by_mandate(deputy_head), ABSENT, by=leader_head)
    meetings.begin(meeting, by=leader_head)
    meetings.take_up(meeting.items.get(title="Thảo luận"), by=leader_head)

    assert "“Thảo luận” was dealt with" in told(meetings.set_agenda, meeting, [], by=leader_head)


def test_the_board_signs_its_minutes_and_an_open_vote_has_none(season, members, leader_head, counted):
    ballots.close(counted, by=leader_head, at=NOON)
    assert "has no tally board" in told(ballot_minutes.issue, counted, by=leader_head, signed_here=True)
    board = [factories.UserFactory() for _member in range(3)]
    secret = ballots.prepare(season, question="Ai?", options=members, board=board, by=leader_head, at=NOON)
    ballots.void(secret, reason="Sai câu hỏi.", by=leader_head, at=NOON)

    paper = ballot_minutes.issue(secret, by=leader_head, signed_here=True)

    assert {signer.user for signer in paper.signing.signers.all()} == set(board)
    assert paper.state == Paper.State.SIGNING


def test_the_council_signs_its_minutes_by_those_whom_they_name(agency, standing):
    province = agency.province
    chair = factories.someone(agency, "council_member")
    made = council.prepare(
        province,
        name="Phiên họp",
        held_on=NOON.date(),
        place="Sở Nội vụ",
        secretary="Ông Không Có",
        members=[Named(chair.full_name, "Giám đốc", chair)],
        agenda=[],
        by=standing,
        at=NOON,
    )
    type(made).objects.filter(pk=made.pk).update(state="recorded")
    refused = told(council_minutes.issue, made, by=standing, signed_here=True)
    assert "Ông Không Có holds no account here" in refused

    secretary = factories.someone(agency, "council_secretary")
    type(made).objects.filter(pk=made.pk).update(secretary=secretary.full_name)
    paper = council_minutes.issue(made, by=standing, signed_here=True)

    assert {signer.user for signer in paper.signing.signers.all()} == {chair, secretary}
